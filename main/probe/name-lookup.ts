/** Host names to addresses, as every other program on this machine would see them. */
import { lookup } from 'node:dns';
import type { Cancel, Clock } from '../monitor/ports.ts';
import { createDirectLookup, type DirectLookup, type Patience } from './direct-lookup.ts';

export type HostAddress = { readonly address: string; readonly family: number };

/** Answers once, later; `getaddrinfo` by another name. */
export type ResolveName = (
  host: string,
  done: (error: Error | null, addresses: readonly HostAddress[]) => void,
) => void;

export type NameLookup = (
  host: string,
  done: (error: Error | undefined, addresses: readonly HostAddress[]) => void,
) => Cancel;

type Waiting = { done: ((error: Error | undefined, addresses: readonly HostAddress[]) => void) | undefined };
type Call = { readonly begunMs: number; readonly waiting: Set<Waiting>; cancelHedge: Cancel | undefined };

/** A call that is older than this hangs: whoever asks now must not have to wait for it, as the name server may be back. */
const sharedForMs = 2_000;

/** glibc waits 5 s for a name server before it asks again: a single lost packet would make a check slow, or fail. */
const hedgeAfterMs = 1_000;
const hedgePatience: Patience = { timeoutMs: 500, tries: 18 };

/**
 * Asks `getaddrinfo` anew for each check, in the order that the system prefers: hosts files, VPN resolvers and search
 * domains count, as they do for a user. Only where it has not answered after a second, the name servers are asked
 * directly as well. An address that they give counts if it comes first; that they give none does not.
 *
 * Checks that ask for the same host at the same time share one call. `getaddrinfo` blocks a thread of Node's small pool
 * and cannot be stopped, so without sharing a few services behind a dead name server would take every thread and
 * delay the lookups of all others. A call that hangs is not joined any more, and an answer is given to those who waited for it and then forgotten.
 */
export function createNameLookup(
  clock: Clock,
  resolve: ResolveName = resolveBySystem,
  askDirectly: DirectLookup = createDirectLookup(clock),
): NameLookup {
  const inFlight = new Map<string, Call>();

  const settle = (host: string, call: Call, error: Error | undefined, addresses: readonly HostAddress[]) => {
    call.cancelHedge?.();
    if (inFlight.get(host) === call) inFlight.delete(host);
    const waiting = [...call.waiting];
    call.waiting.clear();
    for (const one of waiting) one.done?.(error, addresses);
  };

  const hedge = (host: string, call: Call) => {
    call.cancelHedge = askDirectly(host, hedgePatience, ({ addresses }) => {
      if (addresses.length > 0) settle(host, call, undefined, addresses);
    });
  };

  return (host, done) => {
    const waiting: Waiting = { done };
    const now = clock.monotonicMs();
    let call = inFlight.get(host);
    if (call === undefined || now - call.begunMs >= sharedForMs) {
      const begun: Call = { begunMs: now, waiting: new Set(), cancelHedge: undefined };
      call = begun;
      inFlight.set(host, begun);
      resolve(host, (error, addresses) => settle(host, begun, error ?? undefined, addresses));
    }
    const joined = call;
    joined.waiting.add(waiting);
    if (isForNameServers(host)) {
      joined.cancelHedge ??= clock.wakeAt(joined.begunMs + hedgeAfterMs, () => hedge(host, joined));
    }
    return () => {
      waiting.done = undefined;
      joined.waiting.delete(waiting);
      if (joined.waiting.size > 0) return;
      joined.cancelHedge?.();
      joined.cancelHedge = undefined;
    };
  };
}

/** Names of the local network have no business with a name server of the internet. */
function isForNameServers(host: string): boolean {
  return host.includes('.') && !/\.(?:local|localhost)\.?$/iu.test(host);
}

/** `getaddrinfo`, in one of Node's threads. */
export function resolveBySystem(
  host: string,
  done: (error: Error | null, addresses: readonly HostAddress[]) => void,
): void {
  lookup(host, { all: true, order: 'verbatim' }, (error, addresses) => done(error, addresses ?? []));
}
