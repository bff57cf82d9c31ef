/** One service's past as a chart draws it: about as many points as there is room for, whatever the span. */
import type { FailureKind, Incident, UnobservedSegment } from '../monitor/model.ts';
import type { Interval } from '../monitor/statistics.ts';
import { type Bucket, bucketOf, type Resolution, type SeriesDeps, type SumVisit, visitSums } from './series.ts';
import { dayMs, hourMs, minuteMs } from './summing.ts';

/** The first one may begin before the chart does, and the last one end after it. */
export type ChartBucket = Bucket & {
  /** How long it is, in milliseconds; 0 for a single check. */
  readonly spanMs: number;
};

/** When the service was down, and in which way at last. */
export type ChartOutage = {
  /** The incident's. */
  readonly id: string;
  /** May lie before the chart; epoch milliseconds, as `to`. */
  readonly from: number;
  /** May lie behind the chart; absent while it is still down. */
  readonly to?: number;
  readonly kind: FailureKind;
};

export type Chart = {
  /** What the buckets are made of: several checks, minutes or hours each, where there is not room for all. */
  readonly resolution: Resolution;
  /** Only those in which something was checked that counts, in order of time. */
  readonly buckets: readonly ChartBucket[];
  /** In order of time. */
  readonly outages: readonly ChartOutage[];
  /** The parts within the chart, in order of time. Two of them may overlap. */
  readonly unobserved: readonly UnobservedSegment[];
};

/** Longer spans are read from what was summed up: checks of one service lie among those of all. */
const longestOfChecksMs = 2 * hourMs;
const longestOfMinutesMs = 31 * dayMs;

/** Lengths of buckets that people can name, shortest first. From a day on they are whole days. */
const lengthsMs: readonly number[] = [
  ...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * hourMs),
];

type Grain = { readonly resolution: Resolution; readonly lengthMs: number };

/** `oldestDetail`: before that time only hours are left. `maxPoints` may be exceeded by one. */
export function readBuckets(
  deps: SeriesDeps,
  service: number,
  interval: Interval,
  maxPoints: number,
  oldestDetail: number,
): Pick<Chart, 'resolution' | 'buckets'> {
  const { resolution, lengthMs } = grainOf(interval, maxPoints, oldestDetail);
  const visitAll = (visit: SumVisit): void => visitSums(deps, resolution, service, interval, visit);
  if (resolution !== 'check') return { resolution, buckets: merged(lengthMs, visitAll) };
  const checks: Parameters<SumVisit>[] = [];
  visitAll((...check) => checks.push(check));
  if (checks.length <= maxPoints)
    return { resolution, buckets: checks.map((check) => ({ ...bucketOf(...check), spanMs: 0 })) };
  const visitFound = (visit: SumVisit): void => {
    for (const check of checks) visit(...check);
  };
  return { resolution, buckets: merged(lengthMs, visitFound) };
}

/** The finest that is kept, but for what would only be merged again. */
function grainOf({ from, to }: Interval, maxPoints: number, oldestDetail: number): Grain {
  const spanMs = to - from;
  const lengthMs = readableLength(spanMs / maxPoints);
  const hasDetail = from >= oldestDetail;
  if (hasDetail && spanMs <= longestOfChecksMs) return { resolution: 'check', lengthMs };
  if (hasDetail && spanMs <= longestOfMinutesMs && lengthMs < hourMs)
    return { resolution: 'minute', lengthMs: Math.max(minuteMs, lengthMs) };
  return { resolution: 'hour', lengthMs: Math.max(hourMs, lengthMs) };
}

function readableLength(leastMs: number): number {
  return lengthsMs.find((lengthMs) => lengthMs >= leastMs) ?? Math.ceil(leastMs / dayMs) * dayMs;
}

/** What is visited in order of time, merged into buckets of one length that begin at multiples of it. */
function merged(lengthMs: number, visitAll: (visit: SumVisit) => void): readonly ChartBucket[] {
  const buckets: ChartBucket[] = [];
  let [begin, count, failed, sum, min, max] = [0, 0, 0, 0, 0, 0];

  function finish(): void {
    if (count > 0) buckets.push({ ...bucketOf(begin, count, failed, sum, min, max), spanMs: lengthMs });
  }

  visitAll((at, itsCount, itsFailed, itsSum, itsMin, itsMax) => {
    const itsBegin = Math.floor(at / lengthMs) * lengthMs;
    if (itsBegin !== begin) {
      finish();
      [begin, count, failed, sum, min, max] = [itsBegin, 0, 0, 0, 0, 0];
    }
    if (itsCount > itsFailed) {
      const isFirstGood = count === failed;
      min = isFirstGood ? itsMin : Math.min(min, itsMin);
      max = isFirstGood ? itsMax : Math.max(max, itsMax);
    }
    count += itsCount;
    failed += itsFailed;
    sum += itsSum;
  });
  finish();
  return buckets;
}

export function chartOutage({ id, startedAt, endedAt, failure }: Incident): ChartOutage {
  return { id, from: startedAt, ...(endedAt === undefined ? {} : { to: endedAt }), kind: failure.kind };
}
