/** When an alert may be told: not before it wishes to, nor too soon after it was refused. */
import type { OwedAlert } from '../monitor/outbox.ts';
import type { Clock } from '../monitor/ports.ts';
import { slowestRetryMs } from './backoff.ts';

type Hold = {
  /** Monotonic. */
  readonly until: number;
  /** The same moment by the wall clock, which does not stand still while the machine sleeps. */
  readonly wallUntil: number;
  readonly shared: boolean;
  readonly released: boolean;
};

/** One moment by both clocks, read once: read one by one they would drift apart while a plan is made. */
export type Moment = { readonly now: number; readonly wallNow: number };

export type Holds = ReturnType<typeof createHolds>;

/**
 * Keeps the monotonic times until which single alerts wait. What an earlier run of the program postponed goes by its
 * stored wall time, but a clock that was set back since then cannot hold it longer than the slowest retry; nor can it
 * hold an alert longer than the alert itself asked for.
 */
export function createHolds(clock: Clock) {
  const holds = new Map<number, Hold>();
  /** Monotonic. */
  const seen = new Map<number, number>();
  const oldestHoldEndsAt = clock.monotonicMs() + slowestRetryMs;

  function set(id: number, until: number, shared: boolean, released: boolean): void {
    holds.set(id, { until, wallUntil: clock.wallMs() + until - clock.monotonicMs(), shared, released });
  }

  /** Until a first attempt, what is stored is the alert's own wish. */
  const wasTried = (row: OwedAlert): boolean => row.attempts > 0 || holds.has(row.id);

  function seenAt(row: OwedAlert, now: number): number {
    const known = seen.get(row.id);
    if (known === undefined) seen.set(row.id, now);
    return known ?? now;
  }

  return {
    /** Since when it has been owed, as far as this run has seen. */
    seenAt,
    /** Until when the alert itself asks to wait, whichever clock says so first. */
    dueAt(row: OwedAlert, { now, wallNow }: Moment): number {
      const since = seenAt(row, now);
      if (wasTried(row)) return now;
      const wish = Math.max(0, row.notBefore - row.alert.at);
      return Math.min(since + wish, now + row.notBefore - wallNow);
    },
    /** Until when a refusal holds it back, whichever clock says so first. */
    retryAt(row: OwedAlert, { now, wallNow }: Moment): number {
      if (!wasTried(row)) return now;
      const hold = holds.get(row.id);
      const byWall = now + (hold?.wallUntil ?? row.notBefore) - wallNow;
      return Math.min(hold?.until ?? oldestHoldEndsAt, byWall);
    },
    /** A cause shared by all alerts, unless one of these failed again just after the others got through: then it is its own. */
    isShared: (rows: readonly OwedAlert[], shared: boolean): boolean =>
      shared && !rows.some(({ id }) => holds.get(id)?.released === true),
    hold(id: number, until: number, shared: boolean): void {
      set(id, until, shared, holds.get(id)?.released ?? false);
    },
    /** The shared cause is gone: whatever waited only for that may go. */
    releaseShared(now: number): void {
      for (const [id, hold] of holds) {
        if (hold.shared) set(id, Math.min(hold.until, now), false, true);
      }
    },
    /** Ends the waiting after refusals, and not what the alerts themselves ask for. */
    releaseAll(rows: readonly OwedAlert[], now: number): void {
      for (const row of rows) if (wasTried(row)) set(row.id, now, false, false);
    },
    forget(id: number): void {
      holds.delete(id);
      seen.delete(id);
    },
  };
}
