/** Hears who presses a button in Slack, over Socket Mode: no public address is needed. Always one connection, if there can be one. */
import type { FetchFunction } from '@slack/web-api';
import type { Cancel, Clock } from '../monitor/ports.ts';
import { backoffMs } from './backoff.ts';
import { openConnection, type SlackConnection } from './slack-socket-connection.ts';
import { createPressReader, type PressListener } from './slack-socket-presses.ts';
import { type SocketRefusal, socketRefusal } from './slack-socket-refusals.ts';
import { createTidings } from './slack-socket-tidings.ts';
import type { ProxyEnvironment } from './slack-socket-way.ts';

export type SlackSocketState =
  | 'connecting'
  | 'connected'
  /** Somebody has to act before presses can be heard; what to do was said by `warn`. */
  | 'refused'
  | 'closed';

export type SlackSocketOptions = PressListener & {
  /** `xapp-…`, with the scope connections:write. */
  readonly appToken: string;
  /** Slack's address, with or without a slash at its end; for tests and proxies. */
  readonly apiUrl?: string | undefined;
  /** Through which Slack is asked for the WebSocket's address; Node's own if not given. */
  readonly fetch?: FetchFunction | undefined;
  /** Where `https_proxy` and `no_proxy` are looked up for the WebSocket; undefined reaches it directly. */
  readonly proxies?: ProxyEnvironment | undefined;
  readonly onState: (state: SlackSocketState) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly info: (message: string) => void;
};

export type SlackSocket = {
  state(): SlackSocketState;
  /** The network is back, or the machine woke: makes sure within seconds that the connection is alive. */
  wake(): void;
  /** Ends everything at once; no press is heard after it. */
  close(): void;
};

const defaultApiUrl = 'https://slack.com/api/';
const slowRetryMs = 600_000;
/** A connection that held for less counts as a failed attempt, or a Slack that hangs up at once would be asked without end. */
const shortLifeMs = 10_000;
/** What Slack has sent before it learned of the new connection may be on its way through the old one. */
const lingerMs = 2_000;
const answerWithinMs = 3_000;
/** An attempt that began longer ago than this may have begun before the machine slept. */
const staleAttemptMs = 3_000;

export function createSlackSocket(options: SlackSocketOptions): SlackSocket {
  const { clock, warn } = options;
  const tidings = createTidings(options);
  const read = createPressReader(options);
  let state: SlackSocketState = 'connecting';
  /** The one that hears presses, and the one that is to take its place; times are of `bootMs`. */
  let live: { readonly connection: SlackConnection; readonly since: number; doubted: boolean } | undefined;
  let next: { readonly connection: SlackConnection; readonly since: number } | undefined;
  const retired = new Set<() => void>();
  let cancelRetry: Cancel | undefined;
  let notBefore = 0;
  let failures = 0;
  let isRefused = false;
  let isClosed = false;

  function open(): void {
    cancelRetry?.();
    cancelRetry = undefined;
    if (isClosed || next !== undefined) return;
    const connection: SlackConnection = openConnection({
      appToken: options.appToken,
      apiUrl: options.apiUrl ?? defaultApiUrl,
      fetch: options.fetch ?? fetch,
      proxies: options.proxies,
      clock,
      onOpen: () => opened(connection),
      onEnvelope: read,
      onNotice: (reason) => noticed(connection, reason),
      onEnd: (refusal) => ended(connection, refusal),
      warn,
    });
    next = { connection, since: clock.bootMs() };
  }

  function opened(connection: SlackConnection): void {
    // Only now: what is pressed while the connection is replaced comes through the old one.
    if (live !== undefined) retire(live);
    live = { connection, since: clock.bootMs(), doubted: false };
    next = undefined;
    isRefused = false;
    tidings.connected();
    show();
  }

  function retire({ connection, doubted }: NonNullable<typeof live>): void {
    if (doubted) {
      connection.close();
      return;
    }
    const cancel = clock.wakeAt(clock.monotonicMs() + lingerMs, leave);
    function leave(): void {
      cancel();
      retired.delete(leave);
      connection.close();
    }
    retired.add(leave);
  }

  /** Slack is about to end it, as it does every few hours. */
  function noticed(connection: SlackConnection, reason: string): void {
    const refusal = socketRefusal(reason);
    if (connection === live?.connection && !refusal.lasting) {
      retry();
      return;
    }
    connection.close();
    ended(connection, refusal);
  }

  function ended(connection: SlackConnection, refusal: SocketRefusal): void {
    if (connection === next?.connection) {
      next = undefined;
      failures += 1;
      failed(refusal);
    } else if (connection === live?.connection) {
      if (refusal.lasting) failed(refusal);
      else retry();
      live = undefined;
    }
    show();
  }

  function failed(refusal: SocketRefusal): void {
    isRefused = refusal.lasting;
    tidings.failed(refusal, failures);
    notBefore = clock.monotonicMs() + (refusal.retryAfterMs ?? 0);
    openIn(refusal.lasting ? slowRetryMs : backoffMs(failures, options.random));
  }

  /** Another one in place of the one that is live. */
  function retry(): void {
    if (next !== undefined || cancelRetry !== undefined) return;
    const wasShort = live !== undefined && clock.bootMs() - live.since < shortLifeMs;
    failures = wasShort ? failures + 1 : 0;
    openIn(failures === 0 ? 0 : backoffMs(failures, options.random));
  }

  function openIn(ms: number): void {
    cancelRetry?.();
    cancelRetry = clock.wakeAt(Math.max(clock.monotonicMs() + ms, notBefore), open);
  }

  function openNow(): void {
    failures = 0;
    if (clock.monotonicMs() >= notBefore) open();
  }

  function wake(): void {
    // Neither a network nor a night's sleep makes a token valid.
    if (isClosed || isRefused) return;
    if (next !== undefined) {
      if (clock.bootMs() - next.since < staleAttemptMs) return;
      next.connection.close();
      next = undefined;
      openNow();
    } else if (live === undefined) openNow();
    else void doubt(live);
  }

  /** After a sleep a connection may look open and be dead; then the system would notice only after minutes. */
  async function doubt(one: NonNullable<typeof live>): Promise<void> {
    if (one.doubted || (await one.connection.answers(answerWithinMs)) || live !== one || isClosed) return;
    one.doubted = true;
    openNow();
    show();
  }

  function show(): void {
    const now = stateNow();
    if (now === state) return;
    state = now;
    options.onState(now);
  }

  function stateNow(): SlackSocketState {
    if (isClosed) return 'closed';
    if (live !== undefined && !live.doubted) return 'connected';
    return isRefused ? 'refused' : 'connecting';
  }

  open();
  return {
    state: () => state,
    wake,
    close() {
      if (isClosed) return;
      isClosed = true;
      cancelRetry?.();
      next?.connection.close();
      live?.connection.close();
      for (const leave of [...retired]) leave();
      show();
    },
  };
}
