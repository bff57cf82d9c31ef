import type { Interval } from '../monitor/statistics.ts';
import { lastGoodCode, ticksPerMs } from './check-records.ts';
import { blob, type Connection } from './connection.ts';
import type { RawChecks } from './raw-checks.ts';
import { addCheck, addSum, type Cells, createCells, decodeCells, visitCells } from './rollup-cells.ts';
import { dayMs, hourMs, keyScale, minuteMs, type Summing } from './summing.ts';

export type Resolution = 'check' | 'minute' | 'hour';

/** Durations are those of good answers: a quick refusal is no quick service. */
export type Bucket = {
  /** Epoch milliseconds: when the check, the minute or the hour begins. */
  readonly at: number;
  readonly count: number;
  readonly failed: number;
  readonly meanMs?: number;
  readonly minMs?: number;
  readonly maxMs?: number;
};

/** Only buckets in which something was checked, in order of time. */
export type Series = { readonly resolution: Resolution; readonly buckets: readonly Bucket[] };

export type SeriesDeps = {
  readonly connection: Connection;
  readonly checks: RawChecks;
  readonly summing: Pick<Summing, 'hours' | 'days'>;
};

/** Spans up to these are told check by check, or minute by minute: about as much as a chart has pixels for. */
const longestOfChecksMs = 2 * hourMs;
const longestOfMinutesMs = 2 * dayMs;

/** Of the checks that began at or soon after `at`; see `CellVisit`. In ticks. */
export type SumVisit = (at: number, count: number, failed: number, sum: number, min: number, max: number) => void;

/** `oldestDetail`: before that time only hours are left. */
export function readSeries(deps: SeriesDeps, service: number, interval: Interval, oldestDetail: number): Series {
  const resolution = usualResolution(interval, oldestDetail);
  const buckets: Bucket[] = [];
  visitSums(deps, resolution, service, interval, (...sums) => buckets.push(bucketOf(...sums)));
  return { resolution, buckets };
}

function usualResolution({ from, to }: Interval, oldestDetail: number): Resolution {
  if (from < oldestDetail || to - from > longestOfMinutesMs) return 'hour';
  return to - from <= longestOfChecksMs ? 'check' : 'minute';
}

export function bucketOf(at: number, count: number, failed: number, sum: number, min: number, max: number): Bucket {
  const good = count - failed;
  return {
    at,
    count,
    failed,
    ...(good > 0 && { meanMs: sum / good / ticksPerMs, minMs: min / ticksPerMs, maxMs: max / ticksPerMs }),
  };
}

/**
 * Every check, minute or hour that is in the interval, in order of time, with those of the checks that are not summed
 * up or not stored yet. The first minute or hour may begin before the interval, the last one end after it.
 */
export function visitSums(
  deps: SeriesDeps,
  resolution: Resolution,
  service: number,
  interval: Interval,
  visit: SumVisit,
): void {
  visitors[resolution](deps, service, interval, visit);
}

const visitors = { check: visitChecks, minute: visitMinutes, hour: visitHours } as const satisfies Record<
  Resolution,
  (deps: SeriesDeps, service: number, interval: Interval, visit: SumVisit) => void
>;

function visitChecks({ checks }: SeriesDeps, service: number, interval: Interval, visit: SumVisit): void {
  const found: { readonly at: number; readonly failed: number; readonly ticks: number }[] = [];
  checks.visit(interval, service, (_, at, code, ticks) => {
    const isGood = code <= lastGoodCode;
    found.push({ at, failed: isGood ? 0 : 1, ticks: isGood ? ticks : 0 });
  });
  for (const { at, failed, ticks } of found.sort((a, b) => a.at - b.at)) visit(at, 1, failed, ticks, ticks, ticks);
}

function visitMinutes(deps: SeriesDeps, service: number, interval: Interval, visit: SumVisit): void {
  eachHour(deps, service, interval, (hour, cells) => visitWithin(cells, hour * hourMs, minuteMs, interval, visit));
}

function visitHours(deps: SeriesDeps, service: number, interval: Interval, visit: SumVisit): void {
  const { connection, summing } = deps;
  const { from, to } = interval;
  const lastDay = Math.floor((to - 1) / dayMs);
  for (let day = Math.floor(from / dayMs); day <= lastDay; day += 1) {
    if (day < summing.days) {
      const cells = storedCells(connection, 'hours', day, service, 24);
      if (cells !== undefined) visitWithin(cells, day * dayMs, hourMs, interval, visit);
      continue;
    }
    const cells = createCells(24);
    const today = { from: Math.max(from, day * dayMs), to: Math.min(to, (day + 1) * dayMs) };
    eachHour(deps, service, today, (hour, ofHour) => addSum(cells, hour - day * 24, ofHour));
    visitWithin(cells, day * dayMs, hourMs, interval, visit);
  }
}

/** The minutes of every hour that overlaps the interval: as summed up, or from the raw checks where that is to come. */
function eachHour(
  { connection, checks, summing }: SeriesDeps,
  service: number,
  { from, to }: Interval,
  visit: (hour: number, cells: Cells) => void,
): void {
  const lastHour = Math.floor((to - 1) / hourMs);
  for (let hour = Math.floor(from / hourMs); hour <= lastHour; hour += 1) {
    if (hour < summing.hours) {
      const cells = storedCells(connection, 'minutes', hour, service, 60);
      if (cells !== undefined) visit(hour, cells);
      continue;
    }
    const cells = createCells(60);
    const start = hour * hourMs;
    checks.visit({ from: start, to: start + hourMs }, service, (_, at, code, ticks) =>
      addCheck(cells, Math.floor((at - start) / minuteMs), code, ticks),
    );
    visit(hour, cells);
  }
}

export function storedCells(
  connection: Connection,
  table: 'minutes' | 'hours',
  unit: number,
  service: number,
  count: number,
): Cells | undefined {
  const row = connection.get(`SELECT cells FROM ${table} WHERE key = ?`, unit * keyScale + service);
  return row && decodeCells(blob(row.cells), count);
}

function visitWithin(cells: Cells, start: number, stepMs: number, { from, to }: Interval, visit: SumVisit): void {
  visitCells(cells, (cell, ...sums) => {
    const at = start + cell * stepMs;
    if (at + stepMs > from && at < to) visit(at, ...sums);
  });
}
