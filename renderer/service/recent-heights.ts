/** How high the bars of the last checks stand. Pure. */
import type { Bar } from '../../preload/snapshot.ts';
import { logRange } from './chart/scales.ts';
import { outcomeOf } from './runs.ts';

/** Of the room there is; even the quickest can be pointed at, and the slowest stays below what failed. */
const least = 0.15;
const most = 0.85;
const unobserved = 0.15;

/**
 * Fractions of the whole height, one for each bar: by response time on the scale of the chart, a failed one as high as
 * can be, since it never answered well.
 */
export function barHeights(bars: readonly Bar[]): readonly number[] {
  const times = bars.filter(([, , result]) => isAnswer(result)).map(([, durationMs]) => durationMs);
  const range = times.length === 0 ? logRange(null, null) : logRange(Math.min(...times), Math.max(...times));
  const [low, high] = range.map((ms) => Math.log10(ms));
  return bars.map(([, durationMs, result]) => {
    if (!isAnswer(result)) return outcomeOf(result) === 'failed' ? 1 : unobserved;
    if (low === undefined || high === undefined) return least;
    return least + (most - least) * Math.min(1, Math.max(0, (Math.log10(durationMs) - low) / (high - low)));
  });
}

const isAnswer = (result: Bar[2]): boolean => result === 'ok' || result === 'slow';
