/** Host names to addresses, as every other program on this machine would see them. */
import { lookup } from 'node:dns';
import type { Cancel, Clock } from '../monitor/ports.ts';

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
type Call = { readonly begunMs: number; readonly waiting: Waiting[] };

/** A call that is older than this hangs: whoever asks now must not have to wait for it, as the name server may be back. */
const sharedForMs = 2_000;

/**
 * Asks `getaddrinfo` anew for each check, in the order that the system prefers: hosts files, VPN resolvers and search
 * domains count, as they do for a user.
 *
 * Checks that ask for the same host at the same time share one call. `getaddrinfo` blocks a thread of Node's small pool
 * and cannot be stopped, so without sharing a few services behind a dead name server would take every thread and
 * delay the lookups of all others. A call that hangs is not joined any more, and an answer is given to those who waited for it and then forgotten.
 */
export function createNameLookup(clock: Clock, resolve: ResolveName = resolveBySystem): NameLookup {
  const inFlight = new Map<string, Call>();

  return (host, done) => {
    const waiting: Waiting = { done };
    const now = clock.monotonicMs();
    const running = inFlight.get(host);
    if (running !== undefined && now - running.begunMs < sharedForMs) {
      running.waiting.push(waiting);
    } else {
      const call: Call = { begunMs: now, waiting: [waiting] };
      inFlight.set(host, call);
      resolve(host, (error, addresses) => {
        if (inFlight.get(host) === call) inFlight.delete(host);
        for (const one of call.waiting) one.done?.(error ?? undefined, addresses);
      });
    }
    return () => {
      waiting.done = undefined;
    };
  };
}

function resolveBySystem(host: string, done: (error: Error | null, addresses: readonly HostAddress[]) => void): void {
  lookup(host, { all: true, order: 'verbatim' }, (error, addresses) => done(error, addresses ?? []));
}
