/** Limits how many attempts are started close together, without ever letting one that hangs hold up the others. */
import type { Cancel, Clock } from './ports.ts';

export type Permits = {
  /** Runs `start` now or as soon as a permit is free, in order; `start` is given what gives the permit back. */
  acquire(start: (release: Cancel) => void): void;
  resize(limit: number, leaseMs: number): void;
};

/**
 * The work of an attempt lies at its beginning and at its answer; one that waits for a silent service costs nothing but
 * a socket. So a permit is a lease: it comes back with the answer or after `leaseMs`, whichever is first.
 */
export function createPermits(clock: Clock, limit: number, leaseMs: number): Permits {
  type Lease = { readonly endsAt: number; held: boolean };
  const waiting: Array<(release: Cancel) => void> = [];
  const leases: Lease[] = [];
  let held = 0;
  let alarm: Cancel | undefined;
  let isServing = false;

  function give(start: (release: Cancel) => void): void {
    const lease = { endsAt: clock.monotonicMs() + leaseMs, held: true };
    leases.push(lease);
    held += 1;
    start(() => end(lease));
  }

  function end(lease: Lease): void {
    if (!lease.held) return;
    lease.held = false;
    held -= 1;
    serve();
  }

  function serve(): void {
    // Whoever is served may give the permit back on the spot: the loop below takes that in.
    if (isServing) return;
    isServing = true;
    try {
      while (waiting.length > 0 && held < limit) {
        const next = waiting.shift();
        if (next) give(next);
      }
    } finally {
      isServing = false;
    }
    forgetEnded();
    alarm?.();
    alarm = undefined;
    const oldest = leases[0];
    if (waiting.length > 0 && oldest) alarm = clock.wakeAt(oldest.endsAt, expire);
  }

  function expire(): void {
    alarm = undefined;
    const now = clock.monotonicMs();
    for (const lease of leases) {
      if (lease.endsAt > now) break;
      if (lease.held) {
        lease.held = false;
        held -= 1;
      }
    }
    serve();
  }

  function forgetEnded(): void {
    let ended = 0;
    while (leases[ended]?.held === false) ended += 1;
    if (ended > 0) leases.splice(0, ended);
  }

  return {
    acquire(start) {
      if (held < limit && waiting.length === 0) {
        forgetEnded();
        give(start);
        return;
      }
      waiting.push(start);
      if (!alarm) serve();
    },
    resize(newLimit, newLeaseMs) {
      limit = newLimit;
      leaseMs = newLeaseMs;
      serve();
    },
  };
}

/** The most checks that `spread` lets fall due at one moment. */
const widestBatch = 50;
/** Longer than this nobody waits, so that a delay stays unnoticed. */
const longestWaitMs = 250;

/**
 * The lease with which starts keep up even when every service hangs: a batch that falls due together must be through in
 * a quarter of a second, and permits must turn over twice as fast as attempts fall due over time.
 */
export function leaseFor(limit: number, startsPerSecond: number): number {
  const forBatchMs = (longestWaitMs * limit) / widestBatch;
  const forRateMs = (limit * 1_000) / (2 * Math.max(startsPerSecond, 1e-3));
  return Math.max(1, Math.min(longestWaitMs, forBatchMs, forRateMs));
}
