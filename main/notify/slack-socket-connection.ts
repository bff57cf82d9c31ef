/** One Socket Mode connection, from asking Slack for an address until it ends. */
import type { SocketModeClient } from '@slack/socket-mode';
import type { FetchFunction } from '@slack/web-api';
import type { Cancel, Clock } from '../monitor/ports.ts';
import { createSocketClient, dismiss } from './slack-socket-client.ts';
import { refusalOfStart, type SocketRefusal, silentRefusal } from './slack-socket-refusals.ts';
import { createSlackWay, type ProxyEnvironment, type SlackWay } from './slack-socket-way.ts';

export type ConnectionOptions = {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  readonly proxies: ProxyEnvironment | undefined;
  readonly clock: Clock;
  /** Slack said hello. */
  readonly onOpen: () => void;
  /** Something that Slack wants to have acknowledged, which is under way when this is called. */
  readonly onEnvelope: (envelope: Envelope) => void;
  /** Slack will end this connection, for this reason. */
  readonly onNotice: (reason: string) => void;
  /** It is over, other than by `close`; called once. */
  readonly onEnd: (refusal: SocketRefusal) => void;
  readonly warn: (message: string) => void;
};

export type Envelope = { readonly id: string; readonly type: string; readonly payload: unknown };

export type SlackConnection = {
  /** Whether Slack answers on it within that time, asked now. */
  answers(withinMs: number): Promise<boolean>;
  /** After this nothing is called any more. */
  close(): void;
};

/** To ask for an address, and the same again to open the WebSocket and to be greeted. */
const askTimeoutMs = 10_000;
const openTimeoutMs = 20_000;

export function openConnection(options: ConnectionOptions): SlackConnection {
  const { clock, warn } = options;
  const host = URL.parse(options.apiUrl)?.host ?? options.apiUrl;
  const closing = new AbortController();
  let over = false;
  let client: SocketModeClient | undefined;
  let way: SlackWay | undefined;
  let lastError: unknown;

  const cancelTimeout: Cancel = clock.wakeAt(clock.monotonicMs() + openTimeoutMs, () => end(silentRefusal('timeout')));

  async function open(): Promise<void> {
    const made = await createSlackWay(options.proxies);
    way = made;
    const created = await createSocketClient({
      ...options,
      fetch: (url, init = {}) => options.fetch(url, { ...init, signal: abortedBy(init.signal ?? undefined) }),
      dispatcher: made.dispatcher,
      timeoutMs: askTimeoutMs,
      onNotice(reason) {
        if (!over) options.onNotice(reason);
      },
    });
    client = created;
    created.on('error', (error: unknown) => {
      lastError = error;
    });
    // The library would go on to open a WebSocket that nobody wants any more.
    created.on('connecting', () => {
      if (over) throw new Error('closed while it was being opened');
    });
    created.on('slack_event', receive);
    if (over) return;
    await created.start();
    if (over) return;
    cancelTimeout();
    created.once('disconnected', () => end(silentRefusal('closed')));
    options.onOpen();
  }

  function receive(event: unknown): void {
    const { envelope_id: id, type, body, ack } = Object(event) as Record<string, unknown>;
    if (over || typeof id !== 'string' || id === '' || typeof type !== 'string') return;
    // First of all: Slack waits three seconds for it, and tells who pressed that nothing happened if it does not come.
    const acknowledged: Promise<unknown> = typeof ack === 'function' ? ack() : Promise.resolve();
    acknowledged.catch(() => warn('Slack: a press could not be confirmed to Slack, which may show it as failed'));
    options.onEnvelope({ id, type, payload: body });
  }

  /** After a sleep the library misses its pongs and starts to close, and says so only when that is done. */
  function isOpen(): boolean {
    return !over && client?.websocket?.isActive() === true;
  }

  function abortedBy(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
  }

  function end(refusal: SocketRefusal): void {
    if (over) return;
    close();
    options.onEnd(refusal);
  }

  function close(): void {
    over = true;
    cancelTimeout();
    closing.abort();
    if (client !== undefined) dismiss(client);
    way?.end();
  }

  open().then(
    () => {
      if (over) close();
    },
    // A WebSocket that ended before the greeting rejects with nothing; what was wrong came as an event.
    (error: unknown) => {
      const cause = error ?? lastError;
      if (over) close();
      else end(cause === undefined ? silentRefusal('closed') : refusalOfStart(cause, host));
    },
  );

  return {
    answers: async (withinMs) => isOpen() && (await way?.answers(withinMs)) === true && isOpen(),
    close,
  };
}
