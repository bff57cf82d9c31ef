/** The latest checks of one service, in a few hundred bytes however long the program runs. */

import { type Bar, type CheckResult, mostBars } from '../../preload/snapshot.ts';
import { type FailureKind, failureKinds, type UnobservedReason, unobservedReasons } from '../monitor/model.ts';

export type BarRing = {
  /** Epoch and other milliseconds; forgets the oldest where there are `mostBars`. */
  push(at: number, durationMs: number, result: CheckResult): void;
  /** The latest so many, oldest first. */
  latest(count: number): readonly Bar[];
  readonly size: number;
};

const results: readonly CheckResult[] = [
  'ok',
  'slow',
  ...failureKinds,
  ...unobservedReasons.map((reason) => `unobserved:${reason}` as const),
];
const codes: ReadonlyMap<CheckResult, number> = new Map(results.map((result, code) => [result, code]));

/** What a bar says of a check that failed, went well, or does not count. */
export function resultOf(outcome: 'ok' | 'slow' | FailureKind, unobserved: UnobservedReason | undefined): CheckResult {
  return unobserved === undefined ? outcome : `unobserved:${unobserved}`;
}

export function createBarRing(): BarRing {
  const times = new Float64Array(mostBars);
  const durations = new Float32Array(mostBars);
  const outcomes = new Uint8Array(mostBars);
  let next = 0;
  let size = 0;
  return {
    push(at, durationMs, result) {
      times[next] = Math.round(at);
      durations[next] = durationMs;
      outcomes[next] = codes.get(result) ?? 0;
      next = (next + 1) % mostBars;
      size = Math.min(mostBars, size + 1);
    },
    latest(count) {
      const wanted = Math.min(count, size);
      return Array.from({ length: wanted }, (_, index): Bar => {
        const slot = (next - wanted + index + mostBars) % mostBars;
        return [times[slot] ?? 0, Math.round((durations[slot] ?? 0) * 10) / 10, results[outcomes[slot] ?? 0] ?? 'ok'];
      });
    },
    get size() {
      return size;
    },
  };
}
