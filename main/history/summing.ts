import { lastGoodCode } from './check-records.ts';
import { blob, type Connection, integer } from './connection.ts';
import { addDuration, createHourBins, type DurationBins, encodeBins } from './duration-bins.ts';
import type { RawChecks } from './raw-checks.ts';
import { addCheck, addSum, type Cells, createCells, decodeCells, encodeCells } from './rollup-cells.ts';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Services in one key, see `migrations`. */
export const keyScale = 2 ** 24;

/**
 * Sums up hours and days that are over.
 *
 * An hour is summed up from its raw checks when it is over, rather than check by check in memory: that costs a scan of
 * a few milliseconds an hour and nothing per check, and a crash loses nothing of it. Done twice it gives the same.
 */
export type Summing = {
  /** Sums up all hours and days before `hour`, counted from the epoch, in slices. */
  sumUpTo(hour: number): Generator<void>;
  /** Hours and days, counted from the epoch, before which everything is summed up. */
  readonly hours: number;
  readonly days: number;
  load(): void;
};

const servicesPerSlice = 100;

/** A check that began in an hour is written a little after its beginning, never before. */
const slackMs = 10 * minuteMs;

export function createSumming(connection: Connection, checks: RawChecks): Summing {
  let hours = 0;
  let days = 0;

  const setHours = (value: number): void => {
    hours = value;
    setMeta('summed_hours', value);
  };
  const setDays = (value: number): void => {
    days = value;
    setMeta('summed_days', value);
  };

  function setMeta(name: string, value: number): void {
    connection.run('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', name, value);
  }

  function metaOf(name: string): number {
    const row = connection.get('SELECT value FROM meta WHERE name = ?', name);
    return row === undefined ? 0 : integer(row.value);
  }

  function* store<Sums>(
    table: 'minutes' | 'durations' | 'hours',
    unit: number,
    sums: ReadonlyMap<number, Sums>,
    encode: (sums: Sums) => Uint8Array,
  ): Generator<void> {
    const sorted = [...sums].sort(([a], [b]) => a - b);
    for (let first = 0; first < sorted.length; first += servicesPerSlice) {
      connection.transaction('crash', () => {
        for (const [service, ofService] of sorted.slice(first, first + servicesPerSlice)) {
          connection.run(`INSERT OR REPLACE INTO ${table} VALUES (?, ?)`, unit * keyScale + service, encode(ofService));
        }
      });
      yield;
    }
  }

  function* sumHour(hour: number): Generator<void> {
    const from = hour * hourMs;
    const cells = new Map<number, Cells>();
    const bins = new Map<number, DurationBins>();
    yield* checks.portions({ from, to: from + hourMs }, (service, at, code, ticks) => {
      const ofService = kept(cells, service, () => createCells(60));
      addCheck(ofService, Math.floor((at - from) / minuteMs), code, ticks);
      if (code <= lastGoodCode) addDuration(kept(bins, service, createHourBins), ticks);
    });
    yield* store('minutes', hour, cells, encodeCells);
    yield* store('durations', hour, bins, encodeBins);
    setHours(hour + 1);
  }

  function* sumDay(day: number): Generator<void> {
    const cells = new Map<number, Cells>();
    for (let hour = 0; hour < 24; hour += 1) {
      const first = (day * 24 + hour) * keyScale;
      let after = first - 1;
      for (;;) {
        const rows = connection.all(
          'SELECT key, cells FROM minutes WHERE key > ? AND key < ? ORDER BY key LIMIT ?',
          after,
          first + keyScale,
          servicesPerSlice,
        );
        for (const row of rows) {
          after = integer(row.key);
          addSum(
            kept(cells, after - first, () => createCells(24)),
            hour,
            decodeCells(blob(row.cells), 60),
          );
        }
        if (rows.length < servicesPerSlice) break;
        yield;
      }
    }
    yield* store('hours', day, cells, encodeCells);
    setDays(day + 1);
  }

  /** The program may not have run for a while: the next hour that can hold a check at all. */
  function nextHour(): number {
    const first = connection.get('SELECT min(at) AS first FROM checks WHERE at >= ?', hours * hourMs)?.first;
    return typeof first === 'number'
      ? Math.max(hours, Math.floor((first - slackMs) / hourMs))
      : Number.POSITIVE_INFINITY;
  }

  function nextDay(): number {
    const first = connection.get('SELECT min(key) AS first FROM minutes WHERE key >= ?', days * 24 * keyScale)?.first;
    return typeof first === 'number' ? Math.floor(first / keyScale / 24) : Number.POSITIVE_INFINITY;
  }

  return {
    *sumUpTo(hour) {
      // A clock that was in the future for a while must not keep what follows from being summed up.
      hours = Math.min(hours, hour);
      days = Math.min(days, Math.floor(hour / 24));
      for (let next = nextHour(); next < hour; next = nextHour()) yield* sumHour(next);
      if (hours < hour) setHours(hour);
      for (let next = nextDay(); (next + 1) * 24 <= hour; next = nextDay()) yield* sumDay(next);
      if (days < Math.floor(hour / 24)) setDays(Math.floor(hour / 24));
    },
    get hours() {
      return hours;
    },
    get days() {
      return days;
    },
    load() {
      hours = metaOf('summed_hours');
      days = metaOf('summed_days');
    },
  };
}

function kept<Sums>(all: Map<number, Sums>, service: number, create: () => Sums): Sums {
  const known = all.get(service);
  if (known !== undefined) return known;
  const fresh = create();
  all.set(service, fresh);
  return fresh;
}
