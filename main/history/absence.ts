import type { Interval } from '../monitor/statistics.ts';
import { type Connection, integer } from './connection.ts';
import { longSegmentMs } from './segments.ts';

/** The program did not run between the last that the file knows of an earlier run and now; undefined in a new file. */
export function absence(connection: Connection, now: number): Interval | undefined {
  const known = integer(
    connection.get(
      `SELECT max(
         (SELECT coalesce(max(at), 0) FROM checks WHERE at <= ?1),
         (SELECT coalesce(max(value), 0) FROM meta WHERE name IN ('synced_at', 'stopped_at') AND value <= ?1)
       ) AS last`,
      now,
    )?.last,
  );
  const last = Math.max(known, lastUnobserved(connection, known, now));
  return last > 0 && last < now ? { from: last, to: now } : undefined;
}

/** Of segments that end after that time, see `longSegmentMs`; there may be many before it. */
function lastUnobserved(connection: Connection, after: number, now: number): number {
  const row = connection.get(
    `SELECT max(
       (SELECT coalesce(max(to_at), 0) FROM unobserved WHERE from_at > ?1 AND to_at <= ?2),
       (SELECT coalesce(max(to_at), 0) FROM unobserved WHERE to_at - from_at > ${longSegmentMs} AND to_at <= ?2)
     ) AS last`,
    after - longSegmentMs,
    now,
  );
  return integer(row?.last);
}

/** Of no service, and so of all. */
export function recordAbsence(connection: Connection, { from, to }: Interval): void {
  connection.run(
    "INSERT INTO unobserved (from_at, to_at, service, reason) VALUES (?, ?, NULL, 'not_running')",
    from,
    to,
  );
}

export function recordStop(connection: Connection, now: number): void {
  connection.run("INSERT OR REPLACE INTO meta (name, value) VALUES ('stopped_at', ?)", now);
}
