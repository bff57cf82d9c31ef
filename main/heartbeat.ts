/**
 * Tells a dead man's switch that this program runs: a service that is asked at an address again and again, and that
 * raises the alarm when that stops. The address is often all that is secret about it: what is shown is its origin.
 */
import type { ProgramEvent } from './event-json.ts';
import type { Log } from './log.ts';
import type { Clock } from './monitor/ports.ts';

export type HeartbeatState = {
  /** All of the address that may be shown, such as "https://hc-ping.com". */
  readonly origin: string;
  /** Epoch milliseconds. */
  readonly lastOkAt?: number;
  /** Epoch milliseconds; absent while it works. */
  readonly failingSince?: number;
  /** Why the latest one failed, such as "status 500"; absent while it works. */
  readonly reason?: string;
};

export type Heartbeat = {
  /** Uses this address (http or https) from now on, or none; does nothing where it is the same as before. */
  configure(url: string | undefined): void;
  /** A cycle of checks is complete. Sends nothing while the one before is under way. */
  beat(): void;
  /** Undefined while there is no address. */
  state(): HeartbeatState | undefined;
  /** Gives up what is under way; no event and no line comes after it. */
  close(): void;
};

export type HeartbeatDependencies = {
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warning'>;
  readonly listen: (event: ProgramEvent) => void;
  /** Rejects once the signal is aborted, as Node's does. */
  readonly fetch?: typeof fetch;
  readonly userAgent: string;
};

type Target = { readonly url: string; readonly headers: Readonly<Record<string, string>> };
type Beat = { readonly abort: AbortController; readonly cancelTimeout: () => void };

const timeoutMs = 10_000;

export function createHeartbeat(dependencies: HeartbeatDependencies): Heartbeat {
  const { clock, log, listen, userAgent } = dependencies;
  // Node’s own, which main/proxies.ts sends through a proxy where there is one.
  const ask = dependencies.fetch ?? fetch;
  let configured: string | undefined;
  let target: Target | undefined;
  let state: HeartbeatState | undefined;
  let underWay: Beat | undefined;

  function configure(url: string | undefined): void {
    if (url === configured) return;
    abandon();
    configured = url;
    target = url === undefined ? undefined : targetOf(url, userAgent);
    state = url === undefined ? undefined : { origin: new URL(url).origin };
  }

  function beat(): void {
    if (target === undefined || underWay !== undefined) return;
    const abort = new AbortController();
    const cancelTimeout = clock.wakeAt(clock.monotonicMs() + timeoutMs, () => abort.abort());
    const mine: Beat = { abort, cancelTimeout };
    underWay = mine;
    void send(ask, target, abort.signal).then((reason) => {
      cancelTimeout();
      if (underWay !== mine) return;
      underWay = undefined;
      note(reason);
    });
  }

  function note(reason: string | undefined): void {
    if (state === undefined) return;
    const at = clock.wallMs();
    const { origin, lastOkAt, failingSince } = state;
    const wasOk = failingSince === undefined && lastOkAt !== undefined;
    if (reason === undefined) {
      state = { origin, lastOkAt: at };
      if (failingSince !== undefined) log.info(`heartbeat: ${origin} is told again that this monitor runs`);
      if (!wasOk) listen({ type: 'heartbeat', at, ok: true });
      return;
    }
    state = { origin, ...(lastOkAt === undefined ? {} : { lastOkAt }), failingSince: failingSince ?? at, reason };
    if (failingSince !== undefined) return;
    log.warning(
      `heartbeat: ${origin} was not told that this monitor runs: ${reason}; check monitoring.heartbeat_url and the way there, or the alarm is raised for this monitor`,
    );
    listen({ type: 'heartbeat', at, ok: false, reason });
  }

  function abandon(): void {
    const given = underWay;
    underWay = undefined;
    given?.cancelTimeout();
    given?.abort.abort();
  }

  return {
    configure,
    beat,
    state: () => state,
    close() {
      configure(undefined);
    },
  };
}

/** `fetch` takes no credentials in an address. */
function targetOf(address: string, userAgent: string): Target {
  const url = new URL(address);
  const { username, password } = url;
  const headers = { 'user-agent': userAgent };
  if (username === '' && password === '') return { url: url.href, headers };
  url.username = '';
  url.password = '';
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return {
    url: url.href,
    headers: { ...headers, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A "%" that stands for itself.
    return text;
  }
}

/** Why it failed, without anything of the address; undefined where it did not. */
async function send(ask: typeof fetch, { url, headers }: Target, signal: AbortSignal): Promise<string | undefined> {
  try {
    const response = await ask(url, { headers, redirect: 'follow', signal });
    response.body?.cancel().catch(() => undefined);
    return response.ok ? undefined : `status ${response.status}`;
  } catch (error) {
    return signal.aborted ? `no answer within ${timeoutMs / 1_000} s` : whyOf(error);
  }
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  ENOTFOUND: 'its name does not resolve',
  EAI_AGAIN: 'its name does not resolve',
  ETIMEDOUT: 'no connection came about in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  ENETUNREACH: 'there is no way to it',
  EHOSTUNREACH: 'there is no way to it',
};

/** By its code and its name: the text of an error may repeat the address. */
function whyOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (typeof code === 'string') return sentences[code] ?? `the connection failed with ${code}`;
  if (!(cause instanceof Error)) return 'it could not be asked';
  if (cause.name === 'HTTPParserError') return 'its answer is not HTTP';
  return cause.message === 'redirect count exceeded' ? 'it redirects without end' : 'it could not be asked';
}
