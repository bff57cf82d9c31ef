/** How quickly one service answered over a time, in a few numbers. */
import type { Interval } from '../monitor/statistics.ts';
import { lastGoodCode, ticksPerMs } from './check-records.ts';
import { blob } from './connection.ts';
import { addBins, addDuration, createBins, percentile } from './duration-bins.ts';
import { visitCells } from './rollup-cells.ts';
import { type SeriesDeps, storedCells, visitSums } from './series.ts';
import { hourMs, keyScale } from './summing.ts';

/** Durations are those of good answers, in milliseconds. */
export type ResponseSummary = {
  /** Of the checks that count. */
  readonly count: number;
  readonly failed: number;
  readonly meanMs?: number;
  /** What so many percent of the answers did not exceed: off by less than 1.6 %, and absent where nobody can say. */
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
};

/**
 * Of the checks that began in the interval, exactly; from before `oldestDetail` only whole hours are left, and no
 * percentiles, which also hours that an earlier version summed up do not give.
 */
export function readResponse(
  deps: SeriesDeps,
  service: number,
  interval: Interval,
  oldestDetail: number,
): ResponseSummary {
  return interval.from >= oldestDetail ? fromDetail(deps, service, interval) : fromHours(deps, service, interval);
}

function fromHours(deps: SeriesDeps, service: number, interval: Interval): ResponseSummary {
  const total = { count: 0, failed: 0, ticks: 0 };
  visitSums(deps, 'hour', service, interval, (_, count, failed, ticks) => add(total, count, failed, ticks));
  return summaryOf(total);
}

type Total = { count: number; failed: number; ticks: number };

function add(total: Total, count: number, failed: number, ticks: number): void {
  total.count += count;
  total.failed += failed;
  total.ticks += ticks;
}

function summaryOf({ count, failed, ticks }: Total): ResponseSummary {
  return { count, failed, ...(count > failed ? { meanMs: ticks / (count - failed) / ticksPerMs } : {}) };
}

/** Whole hours as they were summed up; those at both ends, and what is to be summed up yet, from the raw checks. */
function fromDetail(deps: SeriesDeps, service: number, { from, to }: Interval): ResponseSummary {
  const { connection, checks, summing } = deps;
  const total = { count: 0, failed: 0, ticks: 0 };
  const bins = createBins();
  let isComplete = true;

  function addRaw(interval: Interval): void {
    checks.visit(interval, service, (_, __, code, ticks) => {
      const isGood = code <= lastGoodCode;
      add(total, 1, isGood ? 0 : 1, isGood ? ticks : 0);
      if (isGood) addDuration(bins, ticks);
    });
  }

  function addHour(hour: number): void {
    const cells = storedCells(connection, 'minutes', hour, service, 60);
    if (cells === undefined) return;
    const goodBefore = total.count - total.failed;
    visitCells(cells, (_, count, failed, ticks) => add(total, count, failed, ticks));
    if (total.count - total.failed === goodBefore) return;
    const row = connection.get('SELECT bins FROM durations WHERE key = ?', hour * keyScale + service);
    if (row === undefined) isComplete = false;
    else addBins(bins, blob(row.bins));
  }

  const lastHour = Math.floor((to - 1) / hourMs);
  for (let hour = Math.floor(from / hourMs); hour <= lastHour; hour += 1) {
    const [start, end] = [hour * hourMs, (hour + 1) * hourMs];
    if (hour < summing.hours && from <= start && end <= to) addHour(hour);
    else addRaw({ from: Math.max(from, start), to: Math.min(to, end) });
  }
  return { ...summaryOf(total), ...(isComplete ? percentilesOf(bins) : {}) };
}

function percentilesOf(bins: ReturnType<typeof createBins>): Pick<ResponseSummary, 'p50Ms' | 'p95Ms' | 'p99Ms'> {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(bins, share));
  if (p50 === undefined || p95 === undefined || p99 === undefined) return {};
  return { p50Ms: p50 / ticksPerMs, p95Ms: p95 / ticksPerMs, p99Ms: p99 / ticksPerMs };
}
