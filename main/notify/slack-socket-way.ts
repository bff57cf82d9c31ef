/** The way of one WebSocket to Slack: through a proxy where one is named, and with its socket in reach. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Agent, Dispatcher, EnvHttpProxyAgent } from 'undici';

/** `https_proxy` and `no_proxy`, in small letters or capitals, say what is reached through a proxy. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

export type SlackWay = {
  /** Through which the WebSocket is to be opened. */
  readonly dispatcher: Pick<Dispatcher, 'dispatch'>;
  /** Whether the other side answers within that time, asked now. */
  answers(withinMs: number): Promise<boolean>;
  /** Hangs up, whatever it is doing. What was written before still goes out if that takes no time. */
  end(): void;
};

const connectTimeoutMs = 10_000;
const lastWordsMs = 300;
/** The answers to pings, of every WebSocket of undici's in this process. */
const pongs = 'undici:websocket:pong';

/**
 * The library's own way knows no proxy, and leaves a connection that is not there yet to a timeout, which keeps the
 * process alive meanwhile.
 */
export async function createSlackWay(proxies: ProxyEnvironment | undefined): Promise<SlackWay> {
  const undici = await import('undici');
  const hangUp = new AbortController();
  let socket: Socket | undefined;

  // Node's sockets have heeded `signal` for long; undici's types do not know it.
  const connect = { timeout: connectTimeoutMs, signal: hangUp.signal } as NonNullable<Agent.Options['connect']>;
  // A WebSocket over HTTP/2 would share its socket with others.
  const options = { allowH2: false, connect, connectTimeout: connectTimeoutMs };
  const agent = agentFor();

  function agentFor(): Agent | EnvHttpProxyAgent {
    if (proxies === undefined) return new undici.Agent(options);
    try {
      return new undici.EnvHttpProxyAgent({
        ...options,
        proxyTls: { signal: hangUp.signal } as object,
        // Slack's WebSockets are wss; without this the proxy for plain HTTP would stand in for a missing one.
        httpProxy: '',
        httpsProxy: proxies.https_proxy ?? proxies.HTTPS_PROXY ?? '',
        noProxy: proxies.no_proxy ?? proxies.NO_PROXY ?? '',
      });
    } catch {
      // A proxy that cannot be read; whoever sends the messages says so, and sends them without it.
      return new undici.Agent(options);
    }
  }

  const dispatcher: SlackWay['dispatcher'] = {
    dispatch(request, handler) {
      const upgrade = handler.onRequestUpgrade?.bind(handler);
      handler.onRequestUpgrade = (controller, status, headers, upgraded) => {
        socket = upgraded as Socket;
        return upgrade?.(controller, status, headers, upgraded);
      };
      return agent.dispatch(request, handler);
    },
  };

  function answers(withinMs: number): Promise<boolean> {
    const asked = socket;
    if (asked === undefined || !asked.writable) return Promise.resolve(false);
    const question = crypto.getRandomValues(Buffer.alloc(8));
    return new Promise((resolve) => {
      const hear = (message: unknown) => {
        if (isPong(message) && question.equals(message.payload)) settle(true);
      };
      const settle = (isAlive: boolean) => {
        unsubscribe(pongs, hear);
        clearTimeout(timer);
        asked.off('close', lose);
        resolve(isAlive);
      };
      const lose = () => settle(false);
      const timer = setTimeout(lose, withinMs);
      asked.once('close', lose);
      subscribe(pongs, hear);
      asked.write(pingFrame(question));
    });
  }

  return {
    dispatcher,
    answers,
    end() {
      const leave = () => {
        hangUp.abort();
        void agent.destroy().catch(() => undefined);
      };
      if (socket === undefined || socket.destroyed) return leave();
      socket.destroySoon();
      setTimeout(leave, lastWordsMs).unref();
    },
  };
}

/** A ping of RFC 6455 from a client, masked with zeros. The library does not let go of the WebSocket it would be sent through. */
function pingFrame(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x89, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

function isPong(message: unknown): message is { readonly payload: Buffer } {
  return typeof message === 'object' && message !== null && 'payload' in message && Buffer.isBuffer(message.payload);
}
