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

/** `oldestDetail`: before that time only hours are left. */
export function readSeries(deps: SeriesDeps, service: number, interval: Interval, oldestDetail: number): Series {
  const span = interval.to - interval.from;
  const hasDetail = interval.from >= oldestDetail;
  if (hasDetail && span <= longestOfChecksMs)
    return { resolution: 'check', buckets: eachCheck(deps, service, interval) };
  if (hasDetail && span <= longestOfMinutesMs)
    return { resolution: 'minute', buckets: minutes(deps, service, interval) };
  return { resolution: 'hour', buckets: hours(deps, service, interval) };
}

function eachCheck({ checks }: SeriesDeps, service: number, interval: Interval): readonly Bucket[] {
  const buckets: Bucket[] = [];
  checks.visit(interval, service, (_, at, code, ticks) => {
    const durationMs = ticks / ticksPerMs;
    const isGood = code <= lastGoodCode;
    buckets.push({
      at,
      count: 1,
      failed: isGood ? 0 : 1,
      ...(isGood && { meanMs: durationMs, minMs: durationMs, maxMs: durationMs }),
    });
  });
  return buckets.sort((a, b) => a.at - b.at);
}

function minutes(deps: SeriesDeps, service: number, { from, to }: Interval): readonly Bucket[] {
  const buckets: Bucket[] = [];
  eachHour(deps, service, { from, to }, (hour, cells) =>
    collect(buckets, cells, hour * hourMs, minuteMs, { from, to }),
  );
  return buckets;
}

function hours(deps: SeriesDeps, service: number, { from, to }: Interval): readonly Bucket[] {
  const { connection, summing } = deps;
  const buckets: Bucket[] = [];
  const lastDay = Math.floor((to - 1) / dayMs);
  for (let day = Math.floor(from / dayMs); day <= lastDay; day += 1) {
    if (day < summing.days) {
      const cells = storedCells(connection, 'hours', day, service, 24);
      if (cells !== undefined) collect(buckets, cells, day * dayMs, hourMs, { from, to });
      continue;
    }
    const cells = createCells(24);
    const today = { from: Math.max(from, day * dayMs), to: Math.min(to, (day + 1) * dayMs) };
    eachHour(deps, service, today, (hour, ofHour) => addSum(cells, hour - day * 24, ofHour));
    collect(buckets, cells, day * dayMs, hourMs, { from, to });
  }
  return buckets;
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

function storedCells(
  connection: Connection,
  table: 'minutes' | 'hours',
  unit: number,
  service: number,
  count: number,
): Cells | undefined {
  const row = connection.get(`SELECT cells FROM ${table} WHERE key = ?`, unit * keyScale + service);
  return row && decodeCells(blob(row.cells), count);
}

function collect(buckets: Bucket[], cells: Cells, start: number, stepMs: number, { from, to }: Interval): void {
  visitCells(cells, (cell, count, failed, sum, min, max) => {
    const at = start + cell * stepMs;
    if (at + stepMs <= from || at >= to) return;
    const good = count - failed;
    buckets.push({
      at,
      count,
      failed,
      ...(good > 0 && { meanMs: sum / good / ticksPerMs, minMs: min / ticksPerMs, maxMs: max / ticksPerMs }),
    });
  });
}
