import type { DatabaseSync } from 'node:sqlite';

/**
 * Each step takes the file from one version to the next, inside its own transaction; `PRAGMA user_version` counts them.
 * A step that was released is never edited again.
 *
 * Keys of `minutes` and `durations` are `hour * 2^24 + service`, of `hours` `day * 2^24 + service`, of `checks` the time
 * of writing in milliseconds: all of them only ever grow at their end, which keeps pages full and few of them dirty.
 *
 * `durations` came late: the last 23 hours, of which raw checks are there however short they are kept, are summed up
 * once more. `incidents_by_start` holds all that lists and figures look at, so that they need not read the incidents
 * themselves. No index of what was not observed changes while a segment grows, but for one that has lasted longer than
 * four days (see `segments.ts`).
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE services (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    first_seen_at INTEGER,
    fingerprint TEXT,
    status INTEGER,
    since INTEGER,
    failures INTEGER,
    successes INTEGER,
    first_failure_at INTEGER,
    first_success_at INTEGER,
    incident TEXT
  ) STRICT;
  CREATE TABLE incidents (
    key TEXT PRIMARY KEY,
    service INTEGER NOT NULL REFERENCES services,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    is_file_due INTEGER NOT NULL,
    detail TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX incidents_of_service ON incidents (service, started_at);
  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    incident TEXT NOT NULL,
    at INTEGER NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    alert INTEGER NOT NULL REFERENCES alerts,
    notifier TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    reason TEXT,
    settled_at INTEGER
  ) STRICT;
  CREATE TABLE conversations (
    notifier TEXT NOT NULL,
    incident TEXT NOT NULL,
    channel TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (notifier, incident)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE unobserved (
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    service INTEGER REFERENCES services,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE TABLE checks (at INTEGER PRIMARY KEY, records BLOB NOT NULL) STRICT;
  CREATE TABLE minutes (key INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;
  CREATE TABLE hours (key INTEGER PRIMARY KEY, cells BLOB NOT NULL) STRICT;
  `,
  `
  CREATE UNIQUE INDEX unobserved_of_service ON unobserved (service, from_at);
  CREATE TABLE outages (
    key TEXT PRIMARY KEY,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    detail TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outages_by_start ON outages (started_at);
  CREATE INDEX outages_by_end ON outages (ended_at);
  CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    service INTEGER NOT NULL REFERENCES services,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX decisions_of_service ON decisions (service);
  CREATE INDEX decisions_by_time ON decisions (last_at);
  `,
  `
  CREATE TABLE silences (
    id TEXT PRIMARY KEY,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    detail TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alerts_of_incident ON alerts (incident);
  CREATE INDEX deliveries_of_alert ON deliveries (alert);
  `,
  `
  ALTER TABLE deliveries ADD COLUMN sending_key TEXT;
  ALTER TABLE deliveries ADD COLUMN sending_at INTEGER;
  ALTER TABLE deliveries ADD COLUMN sending_tells INTEGER;
  CREATE INDEX conversations_by_message ON conversations (notifier, channel, message);
  CREATE TABLE notifiers (
    name TEXT NOT NULL,
    property TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name, property)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE durations (key INTEGER PRIMARY KEY, bins BLOB NOT NULL) STRICT;
  ALTER TABLE incidents ADD COLUMN kind TEXT;
  ALTER TABLE incidents ADD COLUMN ending TEXT;
  ALTER TABLE incidents ADD COLUMN said TEXT;
  UPDATE incidents SET kind = detail ->> '$.failure.kind', ending = detail ->> '$.end',
    said = concat_ws(char(10), detail ->> '$.failure.sentence', detail ->> '$.acknowledged.note')
    WHERE json_valid(detail);
  CREATE INDEX incidents_by_start ON incidents (started_at DESC, key, ended_at, service, kind, ending, said);
  CREATE INDEX incidents_of_service_by_end ON incidents (service, ended_at, started_at);
  CREATE INDEX unobserved_by_start ON unobserved (from_at);
  CREATE INDEX unobserved_long ON unobserved (from_at) WHERE to_at - from_at > 345600000;
  UPDATE meta SET value = max(0, value - 23) WHERE name = 'summed_hours';
  `,
];

/** Brings the file to the newest version, or throws a `RangeError` when it comes from a newer program. */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const row = database.prepare('PRAGMA user_version').get();
  const version = Number(row?.user_version ?? 0);
  if (version > steps.length) throw new RangeError(`version ${version}, and ${steps.length} is the newest known here`);
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${index + 1}`);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}
