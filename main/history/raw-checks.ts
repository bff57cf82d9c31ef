import type { Observation, UnobservedReason } from '../monitor/model.ts';
import type { Interval } from '../monitor/statistics.ts';
import {
  append,
  type Check,
  type Chunk,
  createChunk,
  isCounted,
  readCheck,
  recordsPerChunk,
  visitRecords,
} from './check-records.ts';
import { blob, type Connection, integer } from './connection.ts';
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
};

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

  function* portions(interval: Interval, only: number | undefined, visit: VisitCheck): Generator<void> {
    let after = Math.floor(interval.from) - 1;
    const until = Math.ceil(interval.to) + longestLagMs;
    const visitCounted = counted(interval, visit);
    for (;;) {
      const rows = connection.all(
        `SELECT at, records FROM checks WHERE at > ? AND at < ? ORDER BY at LIMIT ${rowsPerPortion}`,
        after,
        until,
      );
      for (const row of rows) {
        const bytes = blob(row.records);
        visitRecords(bytes, bytes.length, only, visitCounted);
        after = integer(row.at);
      }
      if (rows.length < rowsPerPortion) return;
      yield;
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
      const collect = (bytes: Uint8Array, length: number): void =>
        visitRecords(bytes, length, service, (_, at, code, ticks, record) => {
          found.push(readCheck(bytes, record, at, code, ticks));
        });
      for (const { bytes, length } of chunks) collect(bytes, length);
      let before = Number.MAX_SAFE_INTEGER;
      for (let read = 0; found.length < count && read < rowsPerSearch; read += rowsPerPortion) {
        const rows = connection.all(
          `SELECT at, records FROM checks WHERE at < ? ORDER BY at DESC LIMIT ${rowsPerPortion}`,
          before,
        );
        for (const row of rows) {
          const bytes = blob(row.records);
          collect(bytes, bytes.length);
          before = integer(row.at);
        }
        if (rows.length < rowsPerPortion) break;
      }
      return found.sort((a, b) => a.at - b.at).slice(-count);
    },
  };
}

function counted({ from, to }: Interval, visit: VisitCheck): VisitCheck {
  return (service, at, code, ticks) => {
    if (at >= from && at < to && isCounted(code)) visit(service, at, code, ticks);
  };
}
