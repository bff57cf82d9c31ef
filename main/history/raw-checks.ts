import type { Observation, UnobservedReason } from '../monitor/model.ts';
import type { Interval } from '../monitor/statistics.ts';
import {
  append,
  type Check,
  type Chunk,
  createChunk,
  isCounted,
  markOf,
  readCheck,
  recordsPerChunk,
  visitRecords,
} from './check-records.ts';
import { blob, type Connection, integer, type Row } from './connection.ts';
import type { HeldBack } from './journal.ts';

/** Called for each check found; see `visitRecords`. */
export type VisitCheck = (service: number, at: number, code: number, ticks: number) => void;

export type RawChecks = HeldBack & {
  note(service: number, observation: Observation, unobserved?: UnobservedReason): void;
  /** Every check that counts and began in the interval, stored or pending; of one service or of all. */
  visit(interval: Interval, only: number | undefined, visit: VisitCheck): void;
  /** The same for stored rows only, in portions: a caller may do something else between them. */
  portions(interval: Interval, visit: VisitCheck): Generator<void>;
  /** The service's latest checks, oldest first; those of a service that is rarely checked only as far as it is quick. */
  recent(service: number, count: number): readonly Check[];
  /** The same of each service of which there is any, in one pass, which ends when all of `wanted` are found. */
  recentOfEach(count: number, wanted: readonly number[]): ReadonlyMap<number, readonly Check[]>;
};

type VisitRows = (bytes: Uint8Array, length: number) => void;

/** A row is written when its checks are over: this long after the first of them began, at the most. */
const longestLagMs = 10 * 60_000;
const rowsPerPortion = 200;
const rowsPerSearch = 5_000;
/** What a disk that refuses may make us hold: 100 000 checks, a megabyte. */
const mostChunks = Math.floor(100_000 / recordsPerChunk);

export function createRawChecks(connection: Connection, onDropped: (count: number) => void): RawChecks {
  let chunks: Chunk[] = [];
  let last: Chunk | undefined;

  function begin(observation: Observation): Chunk {
    const chunk = createChunk(observation.startedAt);
    chunks.push(chunk);
    if (chunks.length > mostChunks) {
      chunks.shift();
      onDropped(recordsPerChunk);
    }
    last = chunk;
    return chunk;
  }

  function insert(chunk: Chunk): void {
    const records = chunk.bytes.subarray(0, chunk.length);
    // Two rows of one millisecond, or a clock that was set back: the next free one will do.
    let at = chunk.endedAt;
    while (connection.run('INSERT OR IGNORE INTO checks (at, records) VALUES (?, ?)', at, records) === 0) at += 1;
  }

  /** Rows without a check of that service are sorted out by SQLite, before they cost an object. */
  function rowsBetween(after: number, until: number, only: number | undefined): readonly Row[] {
    const [select, end] = [
      'SELECT at, records FROM checks WHERE at > ? AND at < ?',
      `ORDER BY at LIMIT ${rowsPerPortion}`,
    ];
    return only === undefined
      ? connection.all(`${select} ${end}`, after, until)
      : connection.all(`${select} AND instr(records, ?) > 0 ${end}`, after, until, markOf(only));
  }

  function* portions(interval: Interval, only: number | undefined, visit: VisitCheck): Generator<void> {
    let after = Math.floor(interval.from) - 1;
    const until = Math.ceil(interval.to) + longestLagMs;
    const visitCounted = counted(interval, visit);
    for (;;) {
      const rows = rowsBetween(after, until, only);
      for (const row of rows) {
        const bytes = blob(row.records);
        visitRecords(bytes, bytes.length, only, visitCounted);
        after = integer(row.at);
      }
      if (rows.length < rowsPerPortion) return;
      yield;
    }
  }

  /** All that is pending, and then rows in portions, the latest first, until enough was seen or it takes too long. */
  function visitBackwards(visit: VisitRows, isEnough: () => boolean): void {
    for (const { bytes, length } of chunks) visit(bytes, length);
    let before = Number.MAX_SAFE_INTEGER;
    for (let read = 0; !isEnough() && read < rowsPerSearch; read += rowsPerPortion) {
      const rows = connection.all(
        `SELECT at, records FROM checks WHERE at < ? ORDER BY at DESC LIMIT ${rowsPerPortion}`,
        before,
      );
      for (const row of rows) {
        const bytes = blob(row.records);
        visit(bytes, bytes.length);
        before = integer(row.at);
      }
      if (rows.length < rowsPerPortion) return;
    }
  }

  return {
    note(service, observation, unobserved) {
      if (last === undefined || !append(last, service, observation, unobserved)) {
        append(begin(observation), service, observation, unobserved);
      }
    },
    get isPending() {
      return chunks.length > 0;
    },
    store() {
      for (const chunk of chunks) insert(chunk);
    },
    stored() {
      chunks = [];
      last = undefined;
    },
    visit(interval, only, visit) {
      for (const _ of portions(interval, only, visit));
      for (const { bytes, length } of chunks) visitRecords(bytes, length, only, counted(interval, visit));
    },
    portions: (interval, visit) => portions(interval, undefined, visit),
    recent(service, count) {
      const found: Check[] = [];
      const collect: VisitRows = (bytes, length) =>
        visitRecords(bytes, length, service, (_, at, code, ticks, record) => {
          found.push(readCheck(bytes, record, at, code, ticks));
        });
      visitBackwards(collect, () => found.length >= count);
      return latest(found, count);
    },
    recentOfEach(count, wanted) {
      const found = new Map<number, Check[]>();
      /** They take no more: as many as are wanted were found in the portions before. */
      const full = new Set<number>();
      const collect: VisitRows = (bytes, length) =>
        visitRecords(bytes, length, undefined, (service, at, code, ticks, record) => {
          if (full.has(service)) return;
          const checks = found.get(service) ?? [];
          if (checks.length === 0) found.set(service, checks);
          checks.push(readCheck(bytes, record, at, code, ticks));
        });
      visitBackwards(collect, () => {
        for (const [service, checks] of found) if (checks.length >= count) full.add(service);
        return wanted.every((service) => full.has(service));
      });
      return new Map([...found].map(([service, checks]) => [service, latest(checks, count)]));
    },
  };
}

/** By their beginning, oldest first. */
const latest = (checks: Check[], count: number): readonly Check[] =>
  count > 0 ? checks.sort((a, b) => a.at - b.at).slice(-count) : [];

function counted({ from, to }: Interval, visit: VisitCheck): VisitCheck {
  return (service, at, code, ticks) => {
    if (at >= from && at < to && isCounted(code)) visit(service, at, code, ticks);
  };
}
