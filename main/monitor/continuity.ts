/**
 * Notices when time was not continuous: the machine slept, the process was stopped, or somebody set the clock.
 *
 * Three clocks tell these apart. On Linux the monotonic clock stands still while the machine sleeps and the boot clock
 * does not (clock_gettime(2), CLOCK_BOOTTIME); elsewhere, and when only this process is stopped, the monotonic clock
 * goes on and a look that should have come is missing. What remains between the wall clock and the boot clock is what
 * somebody has set.
 */
import type { Clock } from './ports.ts';

export type Discontinuity =
  /** Nothing was seen from `from` to `to`; epoch milliseconds, both by the clock as it is set now. */
  | { readonly kind: 'slept'; readonly from: number; readonly to: number }
  /** What was noted before lies at `byMs` more by the clock as it is now; negative when it was set back. */
  | { readonly kind: 'clock_set'; readonly byMs: number };

export type Continuity = {
  /** What has happened to time since the last look, a set clock first; must be called every `lookEveryMs` at least. */
  look(): readonly Discontinuity[];
};

/** A busy machine is late by a second now and then; who was away this much longer was not just busy. */
const mostLatenessMs = 4_000;
export const lookEveryMs = 2_000;
/** Less than this is a clock that is being corrected, or a reading that came between two others. */
const smallestJumpMs = 1_500;
const sampleBootEveryMs = 10_000;

const nothing: readonly Discontinuity[] = [];

export function createContinuity(clock: Clock): Continuity {
  let wall = clock.wallMs();
  let monotonic = clock.monotonicMs();
  let bootOffset = clock.bootMs() - monotonic;
  let bootSampledAt = monotonic;

  return {
    look() {
      const nowWall = clock.wallMs();
      const now = clock.monotonicMs();
      const away = now - monotonic;
      const drift = nowWall - wall - away;
      const lastWall = wall;
      wall = nowWall;
      monotonic = now;
      const isLate = away > lookEveryMs + mostLatenessMs;
      if (!isLate && Math.abs(drift) < smallestJumpMs && now - bootSampledAt < sampleBootEveryMs) return nothing;

      const offset = clock.bootMs() - now;
      const standstill = offset - bootOffset;
      bootOffset = offset;
      bootSampledAt = now;
      // A boot clock that goes back is none: then the wall clock has to be believed for the whole difference.
      const sleptMs = standstill > smallestJumpMs ? standstill : 0;
      const setMs = drift - sleptMs;
      const found: Discontinuity[] = [];
      const byMs = Math.abs(setMs) >= smallestJumpMs ? setMs : 0;
      if (byMs !== 0) found.push({ kind: 'clock_set', byMs });
      if (isLate || sleptMs > 0) found.push({ kind: 'slept', from: Math.min(lastWall + byMs, nowWall), to: nowWall });
      return found;
    },
  };
}
