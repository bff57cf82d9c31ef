/** The chart as rows of a table that one can read through: a few dozen, or a day each, in steps of a clock. Pure. */
import type { UnobservedReason } from '../../../main/monitor/model.ts';
import type { Chart, ChartBucket } from '../../../preload/past.ts';
import type { Span } from './ranges.ts';
import { outageIn, unobservedIn } from './reading.ts';

export type TableRow = Span & {
  readonly count: number;
  readonly failed: number;
  readonly meanMs?: number;
  readonly minMs?: number;
  readonly maxMs?: number;
  /** Why it was not observed; absent where it was checked. */
  readonly unobserved?: UnobservedReason;
  readonly isOutage: boolean;
};

export type Table = {
  /** How long each row is, milliseconds. */
  readonly stepMs: number;
  /** Latest first. Times in which nothing happened and nothing was missed are left out. */
  readonly rows: readonly TableRow[];
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const steps = [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs];
const mostRows = 32;

export function tableOf(chart: Chart): Table {
  const { from, to, buckets } = chart;
  const longestBucketMs = buckets[0]?.spanMs ?? 0;
  const stepMs = steps.find((step) => step >= longestBucketMs && (to - from) / step <= mostRows) ?? dayMs;
  const groups = new Map<number, ChartBucket[]>();
  for (let start = startOf(from, stepMs); start < to; start = nextStart(start, stepMs)) groups.set(start, []);
  for (const bucket of buckets) groups.get(startOf(Math.max(bucket.at, from), stepMs))?.push(bucket);
  const rows = [...groups].map(([start, group]) => rowOf({ from: start, to: nextStart(start, stepMs) }, group, chart));
  return {
    stepMs,
    rows: rows.filter((row) => row.count > 0 || row.unobserved !== undefined || row.isOutage).reverse(),
  };
}

function rowOf(span: Span, group: readonly ChartBucket[], chart: Chart): TableRow {
  const sum = (read: (bucket: ChartBucket) => number): number => group.reduce((total, one) => total + read(one), 0);
  const good = sum(({ count, failed }) => count - failed);
  const [least, most] = [group.flatMap(({ minMs }) => minMs ?? []), group.flatMap(({ maxMs }) => maxMs ?? [])];
  const count = sum((bucket) => bucket.count);
  const reason = count === 0 ? unobservedIn(span, chart) : undefined;
  return {
    ...span,
    count,
    failed: sum(({ failed }) => failed),
    ...(good === 0
      ? {}
      : {
          meanMs: sum(({ meanMs = 0, count, failed }) => meanMs * (count - failed)) / good,
          minMs: Math.min(...least),
          maxMs: Math.max(...most),
        }),
    ...(reason === undefined ? {} : { unobserved: reason }),
    isOutage: outageIn(span, chart) !== undefined,
  };
}

/** Of the step in which that moment lies, counted from midnight where the clock on the wall shows it. */
function startOf(at: number, stepMs: number): number {
  const midnight = midnightOf(at, 0);
  return stepMs < dayMs ? midnight + Math.floor((at - midnight) / stepMs) * stepMs : midnight;
}

function nextStart(start: number, stepMs: number): number {
  // Where a clock is put back, a day has more steps; where it is put forward, less.
  return stepMs < dayMs ? Math.min(start + stepMs, midnightOf(start, 1)) : midnightOf(start, 1);
}

function midnightOf(at: number, daysLater: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater).getTime();
}
