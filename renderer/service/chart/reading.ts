/** What one step of the chart says, at the pointer, by keyboard and in the table. Pure. */
import type { FailureKind, UnobservedReason } from '../../../main/monitor/model.ts';
import type { Chart, ChartBucket } from '../../../preload/past.ts';
import type { Step } from './columns.ts';
import type { Span } from './ranges.ts';

export type Reading = {
  readonly time: string;
  readonly value: string;
  readonly more: readonly string[];
  /** `none`: nothing was measured. */
  readonly tone: 'good' | 'failed' | 'none';
};

export type ReadingWords = {
  failed: string;
  allFailed(count: number): string;
  mean(took: string): string;
  between(least: string, most: string): string;
  checks(count: number, failed: number): string;
  outage(kind: string): string;
  unobserved(reason: string): string;
  noChecks: string;
};

export type ReadingContext = {
  readonly words: ReadingWords;
  readonly kinds: Readonly<Record<FailureKind, string>>;
  readonly reasons: Readonly<Record<UnobservedReason, string>>;
  /** With its unit, to the last digit that was measured. */
  exact(ms: number): string;
  moment(at: number): string;
  exactMoment(at: number): string;
  time(at: number): string;
};

const minuteMs = 60_000;

export function readingOf(step: Step, chart: Chart, context: ReadingContext): Reading {
  return step.type === 'bucket' ? ofBucket(step.bucket, chart, context) : ofHole(step, chart, context);
}

function ofBucket(bucket: ChartBucket, chart: Chart, context: ReadingContext): Reading {
  const { words, exact } = context;
  const { count, failed, meanMs, minMs, maxMs } = bucket;
  const isOne = count === 1;
  const kind = outageIn({ from: bucket.at, to: bucket.at + Math.max(1, bucket.spanMs) }, chart)?.kind;
  return {
    time: timeOf(bucket, context),
    value:
      meanMs === undefined
        ? isOne
          ? words.failed
          : words.allFailed(count)
        : isOne
          ? exact(meanMs)
          : words.mean(exact(meanMs)),
    more: [
      ...(minMs !== undefined && maxMs !== undefined && minMs !== maxMs
        ? [words.between(exact(minMs), exact(maxMs))]
        : []),
      ...(isOne || meanMs === undefined ? [] : [words.checks(count, failed)]),
      ...(kind === undefined ? [] : [words.outage(context.kinds[kind])]),
    ],
    tone: failed > 0 ? 'failed' : 'good',
  };
}

function timeOf({ at, spanMs }: ChartBucket, { moment, exactMoment, time }: ReadingContext): string {
  if (spanMs < minuteMs) return exactMoment(at);
  return spanMs === minuteMs ? moment(at) : `${moment(at)}–${time(at + spanMs)}`;
}

function ofHole(hole: Span, chart: Chart, { words, reasons, moment, time }: ReadingContext): Reading {
  const reason = unobservedIn(hole, chart);
  const isOneDay = new Date(hole.from).toDateString() === new Date(hole.to).toDateString();
  return {
    time: `${moment(hole.from)}–${isOneDay ? time(hole.to) : moment(hole.to)}`,
    value: reason === undefined ? words.noChecks : words.unobserved(reasons[reason]),
    more: [],
    tone: 'none',
  };
}

/** The outage that lasted within that time; the last of several. */
export function outageIn({ from, to }: Span, { outages, to: end }: Chart): Chart['outages'][number] | undefined {
  return outages.findLast((outage) => outage.from < to && (outage.to ?? end) > from);
}

/** Why it was not observed for the most part of that time; undefined where it was. */
export function unobservedIn({ from, to }: Span, { unobserved }: Chart): UnobservedReason | undefined {
  const overlap = (segment: Span): number => Math.min(segment.to, to) - Math.max(segment.from, from);
  const longest = unobserved.toSorted((a, b) => overlap(b) - overlap(a))[0];
  return longest !== undefined && overlap(longest) > 0 ? longest.reason : undefined;
}
