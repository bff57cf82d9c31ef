/** Slack's library, held so that it neither logs, nor reconnects by itself, nor lets an odd message end the process. */
import type { SocketModeClient, SocketModeOptions } from '@slack/socket-mode';

export type ClientOptions = {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch: NonNullable<NonNullable<SocketModeOptions['clientOptions']>['fetch']>;
  readonly dispatcher: NonNullable<SocketModeOptions['dispatcher']>;
  readonly timeoutMs: number;
  /** Slack will end the connection, for this reason. It still works until then. */
  readonly onNotice: (reason: string) => void;
};

/** A third of it passes between two pings. */
const pongTimeoutMs = 30_000;
/** More than Slack leaves between two of its own. */
const serverPingTimeoutMs = 60_000;

/** Imported at first use: without an app-level token nobody needs to pay for it. */
export async function createSocketClient(options: ClientOptions): Promise<SocketModeClient> {
  const library = await import('@slack/socket-mode');

  class Client extends library.SocketModeClient {
    /**
     * The library would hang up as soon as Slack announces an end, and lose what is pressed until another connection
     * is there; and what it throws here nobody would catch.
     */
    protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
      const message = isBinary || typeof data !== 'string' ? undefined : parsed(data);
      if (typeof message !== 'object' || message === null || !('type' in message)) return;
      if (message.type === 'disconnect') {
        return options.onNotice('reason' in message && typeof message.reason === 'string' ? message.reason : '');
      }
      await super.onWebSocketMessage(data, isBinary).catch(() => undefined);
    }
  }

  return new Client({
    appToken: options.appToken,
    // Its reconnecting waits 5 s first, and a failure of it would be a rejection that nobody handles.
    autoReconnectEnabled: false,
    clientPingTimeout: pongTimeoutMs,
    serverPingTimeout: serverPingTimeoutMs,
    dispatcher: options.dispatcher,
    logger: silent,
    clientOptions: {
      slackApiUrl: options.apiUrl,
      fetch: options.fetch,
      timeout: options.timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
    },
  });
}

/** Ends it at once. */
export function dismiss(client: SocketModeClient): void {
  // The first call says goodbye, and may leave a timer of 30 s behind; the second takes back all timers and listeners.
  void client.disconnect().catch(() => undefined);
  void client.disconnect().catch(() => undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What it would log holds tickets; what matters is told by the refusals. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as never,
  setName: () => undefined,
};
