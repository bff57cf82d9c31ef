/** One attempt from its beginning to its result, or to its withdrawal. */
import type { House } from './house.ts';
import type { Cancel, Probe } from './ports.ts';
import type { Attempt, Watch } from './watch.ts';
import { weigh } from './weighing.ts';

/** Whoever takes a result asks first whether time was continuous. */
export type Timekeeper = {
  look(): void;
  /** By how much the wall clock has been set in all, milliseconds. */
  readonly clockShiftMs: number;
};

const nothing: Cancel = () => undefined;

/** Begins an attempt; `release` gives its permit back. */
export function makeAttempt(
  house: House,
  probe: Probe,
  time: Timekeeper,
  watch: Watch,
  isScheduled: boolean,
  release: Cancel,
): void {
  // A permit may have been waited for, and the clock been set meanwhile.
  time.look();
  const startedAt = house.clock.monotonicMs();
  const current: Attempt = {
    watch,
    order: ++watch.attempts,
    startedAt,
    clockShiftMs: time.clockShiftMs,
    cancel: release,
    isVoid: false,
    isDoubted: false,
    proofs: [],
    ...(isScheduled || watch.latest === undefined ? {} : { confirms: watch.latest.confirms ?? watch.latest }),
  };
  watch.inFlight.add(current);
  watch.latest = current;
  const stopProbe = probe(watch.service, (observation) => {
    release();
    time.look();
    watch.inFlight.delete(current);
    if (current.isVoid) return;
    // `watch.latest` outlives the attempt, and must not keep its connection in memory.
    current.cancel = nothing;
    const shiftedMs = time.clockShiftMs - current.clockShiftMs;
    const seen = shiftedMs === 0 ? observation : { ...observation, startedAt: observation.startedAt + shiftedMs };
    weigh(house, current, seen);
    house.cycle.note(watch);
  });
  current.cancel = () => {
    current.cancel = nothing;
    current.isVoid = true;
    watch.inFlight.delete(current);
    stopProbe();
    release();
  };
  house.replan(watch, startedAt);
}
