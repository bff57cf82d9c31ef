/** When an alert that was refused may be tried again. */
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

/**
 * Keeps the monotonic times until which single alerts wait. What an earlier run of the program postponed goes by its
 * stored wall time, but a clock that was set back since then cannot hold it longer than the slowest retry.
 */
export function createHolds(clock: Clock) {
  const holds = new Map<number, Hold>();
  const oldestHoldEndsAt = clock.monotonicMs() + slowestRetryMs;

  function set(id: number, until: number, shared: boolean, released: boolean): void {
    holds.set(id, { until, wallUntil: clock.wallMs() + until - clock.monotonicMs(), shared, released });
  }

  return {
    /** Whichever clock says so first. */
    dueAt(row: OwedAlert, now: number): number {
      const hold = holds.get(row.id);
      const byWall = now + (hold?.wallUntil ?? row.notBefore) - clock.wallMs();
      return Math.min(hold?.until ?? oldestHoldEndsAt, byWall);
    },
    /** A cause shared by all alerts, unless this one failed again just after the others got through: then it is its own. */
    isShared: (id: number, shared: boolean): boolean => shared && holds.get(id)?.released !== true,
    hold(id: number, until: number, shared: boolean): void {
      set(id, until, shared, holds.get(id)?.released ?? false);
    },
    /** The shared cause is gone: whatever waited only for that may go. */
    releaseShared(now: number): void {
      for (const [id, hold] of holds) {
        if (hold.shared) set(id, Math.min(hold.until, now), false, true);
      }
    },
    releaseAll(rows: readonly OwedAlert[], now: number): void {
      for (const row of rows) set(row.id, now, false, false);
    },
    forget: (id: number): void => void holds.delete(id),
  };
}
