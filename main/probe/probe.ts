/** The probe as the engine knows it: a service in, one observation out. */
import type { Cancel, Clock, Probe } from '../monitor/ports.ts';
import { beginAttempt } from './attempt.ts';
import { createConnector } from './connection.ts';
import { createDirectLookup, type MakeResolver } from './direct-lookup.ts';
import { createNameLookup, type ResolveName } from './name-lookup.ts';
import { readProxies } from './proxy.ts';
import { createRequestFactory } from './request.ts';
import { createTrust } from './trust.ts';

export type ProbeDeps = {
  readonly clock: Clock;
  /** Sent where a service names no other. */
  readonly userAgent: string;
  /** Where the proxy variables are looked up; read once. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Replaces `getaddrinfo`. */
  readonly resolve?: ResolveName;
  /** Replaces the questions to the system's name servers. */
  readonly makeResolver?: MakeResolver;
};

/**
 * Makes the probe that checks over the network. `getaddrinfo` runs in Node's pool of four threads: a program that
 * watches many host names sets `UV_THREADPOOL_SIZE` before its first lookup, or hung lookups of some delay those of
 * others. After `close` nothing is in flight, and an attempt begun later is never made.
 */
export function createProbe({ clock, userAgent, environment, resolve, makeResolver }: ProbeDeps): {
  readonly probe: Probe;
  close(): void;
} {
  const lookup = createNameLookup(clock, resolve, createDirectLookup(clock, makeResolver));
  const connect = createConnector({ clock, lookup, trust: createTrust() });
  const requests = createRequestFactory(userAgent, readProxies(environment));
  const deps = { clock, connect, requests };
  const inFlight = new Set<Cancel>();
  let isClosed = false;

  return {
    probe(service, done) {
      if (isClosed) return () => {};
      const cancelAttempt = beginAttempt(deps, service, (observation) => {
        inFlight.delete(cancel);
        done(observation);
      });
      const cancel: Cancel = () => {
        inFlight.delete(cancel);
        cancelAttempt();
      };
      inFlight.add(cancel);
      return cancel;
    },
    close() {
      isClosed = true;
      for (const cancel of inFlight) cancel();
    },
  };
}
