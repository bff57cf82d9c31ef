/** One chart, asked again as time goes on. */
import type { ReadonlySignal } from '@preact/signals';
import type { Chart } from '../../../preload/past.ts';
import { type Asked, useAnswer } from '../../state/asking.ts';
import { ask } from '../../state/bridge.ts';
import { now } from '../../state/clock.ts';
import { connection, programNow } from '../../state/world.ts';
import { type Range, rangeMs, type Span } from './ranges.ts';

const minuteMs = 60_000;
/** Short times are shown check by check where that can be drawn; of longer ones the eye wants the course. */
const mostChecks = 1_200;
const mostBuckets = 360;
const longestOfChecksMs = 2 * 60 * minuteMs;

/**
 * `newest`: differs with each check. The last hour follows every one; longer times are drawn from minutes and hours, and
 * follow each minute; so does a part of any of them.
 */
export function useChart(
  name: string,
  range: Range,
  zoom: Span | undefined,
  newest: string,
): ReadonlySignal<Asked<Chart>> {
  const isOfChecks = range === '1h' && zoom === undefined;
  return useAnswer(
    () => {
      const to = programNow();
      const span = zoom ?? { from: to - rangeMs[range], to };
      const points = span.to - span.from <= longestOfChecksMs ? mostChecks : mostBuckets;
      return ask('chart', { service: name, points, ...span });
    },
    name,
    [range, zoom?.from, zoom?.to, isOfChecks ? newest : Math.floor(now.value / minuteMs), connection.value === 'lost'],
  );
}
