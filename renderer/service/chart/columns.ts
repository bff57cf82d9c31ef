/** A chart as columns to draw and as steps to read, with the holes in it as what they are. Pure. */
import type { Chart, ChartBucket } from '../../../preload/past.ts';

/** One position of the cursor: what was measured then, or a time in which nothing was. */
export type Step =
  | { readonly type: 'bucket'; readonly at: number; readonly bucket: ChartBucket }
  | { readonly type: 'hole'; readonly at: number; readonly from: number; readonly to: number };

type Column = (number | null)[];

/** One entry for each step. Null where no good answer was; lines break there. */
export type Columns = {
  readonly steps: readonly Step[];
  readonly at: number[];
  readonly least: Column;
  readonly most: Column;
  readonly mean: Column;
  /** Entries without a neighbour to draw a line to. */
  readonly alone: readonly number[];
};

/** Checks are this many usual distances apart before that counts as a hole: one more may hang, or come a bit late. */
const holeAfter = 2.5;

export function columnsOf(chart: Chart): Columns {
  const steps = stepsOf(chart);
  const pick = (read: (bucket: ChartBucket) => number | undefined): Column =>
    steps.map((step) => (step.type === 'bucket' ? (read(step.bucket) ?? null) : null));
  const mean = pick(({ meanMs }) => meanMs);
  return {
    steps,
    at: steps.map(({ at }) => at),
    least: pick(({ minMs }) => minMs),
    most: pick(({ maxMs }) => maxMs),
    mean,
    alone: mean.flatMap((value, index) =>
      value !== null && (mean[index - 1] ?? null) === null && (mean[index + 1] ?? null) === null ? [index] : [],
    ),
  };
}

function stepsOf(chart: Chart): readonly Step[] {
  const { from, to, buckets, unobserved } = chart;
  const longest = holeAfter * usualDistanceMs(buckets);
  const steps: Step[] = [];
  let [start, end] = [from, from];
  const passHole = (until: number, isLong: boolean): void => {
    const isUnseen = unobserved.some((segment) => Math.min(segment.to, until) > Math.max(segment.from, end));
    if (until > end && (isLong || isUnseen)) steps.push({ type: 'hole', at: (end + until) / 2, from: end, to: until });
  };
  for (const bucket of buckets) {
    const middle = bucket.at + bucket.spanMs / 2;
    passHole(bucket.at, bucket.at - start > longest);
    // The first and the last one reach beyond what is shown.
    steps.push({ type: 'bucket', at: Math.min(Math.max(middle, from), to), bucket });
    [start, end] = [bucket.at, Math.max(end, bucket.at + bucket.spanMs)];
  }
  passHole(to, to - start > longest);
  return steps;
}

/** Between the beginnings of two buckets, as most of them are; 0 where there are no two. */
function usualDistanceMs(buckets: readonly ChartBucket[]): number {
  const distances = buckets.slice(1).map(({ at }, index) => at - (buckets[index]?.at ?? at));
  const middle = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  return Math.max(middle, buckets[0]?.spanMs ?? 0);
}

/** Where the cursor goes by that key; undefined for a key that does not move it. Most begin with the latest. */
export function moved(key: string, index: number | undefined, count: number): number | undefined {
  const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -count, End: count }[key];
  if (step === undefined || count === 0) return undefined;
  const last = count - 1;
  if (index === undefined) return key === 'Home' ? 0 : last;
  return Math.min(last, Math.max(0, index + step));
}
