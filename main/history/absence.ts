import type { Interval } from '../monitor/statistics.ts';
import { type Connection, integer } from './connection.ts';

/** The program did not run between the last that the file knows of an earlier run and now; undefined in a new file. */
export function absence(connection: Connection, now: number): Interval | undefined {
  const row = connection.get(
    `SELECT max(
       (SELECT coalesce(max(at), 0) FROM checks WHERE at <= ?1),
       (SELECT coalesce(max(to_at), 0) FROM unobserved WHERE to_at <= ?1),
       (SELECT coalesce(max(value), 0) FROM meta WHERE name IN ('synced_at', 'stopped_at') AND value <= ?1)
     ) AS last`,
    now,
  );
  const last = integer(row?.last);
  return last > 0 && last < now ? { from: last, to: now } : undefined;
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
