/** Host names to addresses, as every other program on this machine would see them. */
import { lookup } from 'node:dns';
import type { Cancel } from '../monitor/ports.ts';

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

/**
 * Asks `getaddrinfo` anew for each check, in the order that the system prefers: hosts files, VPN resolvers and search
 * domains count, as they do for a user.
 *
 * Checks that ask for the same host at the same time share one call. `getaddrinfo` blocks a thread of Node's small pool
 * and cannot be stopped, so without sharing a few services behind a dead name server would take every thread and
 * delay the lookups of all others. An answer is given to those who waited for it and then forgotten.
 */
export function createNameLookup(resolve: ResolveName = resolveBySystem): NameLookup {
  const inFlight = new Map<string, Waiting[]>();

  return (host, done) => {
    const waiting: Waiting = { done };
    const others = inFlight.get(host);
    if (others === undefined) {
      const all = [waiting];
      inFlight.set(host, all);
      resolve(host, (error, addresses) => {
        inFlight.delete(host);
        for (const one of all) one.done?.(error ?? undefined, addresses);
      });
    } else {
      others.push(waiting);
    }
    return () => {
      waiting.done = undefined;
    };
  };
}

function resolveBySystem(host: string, done: (error: Error | null, addresses: readonly HostAddress[]) => void): void {
  lookup(host, { all: true, order: 'verbatim' }, (error, addresses) => done(error, addresses ?? []));
}
