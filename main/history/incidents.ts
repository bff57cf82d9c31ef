import type { SQLInputValue } from 'node:sqlite';
import type { Incident } from '../monitor/model.ts';
import type { Interval } from '../monitor/statistics.ts';
import { type Connection, integer, type Row, text } from './connection.ts';
import type { Write } from './journal.ts';
import type { KnownService, KnownServices } from './services.ts';

/** Most file systems of desktops take two names that differ in case, or in how an accent is composed, for the same. */
export const keyOf = (incidentId: string): string => incidentId.normalize('NFC').toLowerCase();

/** The incidents table, and over it what the disk has not taken yet. */
export type Incidents = {
  load(): void;
  /** From now on it is known; the result stores it, as a write of the journal. `isFileDue`: its JSON file is older. */
  put(incident: Incident, service: KnownService, isFileDue: boolean): Write;
  /** Whatever is in memory, into a fresh file; `allStored` says that it is there. */
  saveAll(): void;
  allStored(): void;
  fileWritten(incident: Incident): void;
  renamed(from: string, to: string): void;
  open(): readonly Incident[];
  byId(id: string): Incident | undefined;
  lastEnded(service: string): Incident | undefined;
  /** Latest start first. */
  list(wanted: { service?: string | undefined; openOnly?: boolean | undefined; limit: number }): readonly Incident[];
  during(service: string, window: Interval): readonly Incident[];
  /** What the disk has not taken yet. */
  notStored(): readonly Incident[];
  /** Those, and all that are open. */
  inMemory(): readonly Incident[];
  /** What statistics need of every incident there ever was. */
  spans(): readonly Pick<Incident, 'startedAt' | 'endedAt' | 'end'>[];
  ids(): readonly string[];
  /** Incidents whose JSON file is not known to be up to date. */
  fileDue(): readonly Incident[];
};

export function createIncidents(connection: Connection, services: KnownServices): Incidents {
  const open = new Map<string, Incident>();
  const unstored = new Map<string, { incident: Incident }>();

  const read = (row: Row): Incident => incidentFrom(row, services);

  function select(
    where: string,
    values: readonly SQLInputValue[],
    belongs: (incident: Incident) => boolean,
  ): readonly Incident[] {
    const rows = connection.all(`SELECT service, detail FROM incidents ${where}`, ...values).map(read);
    if (unstored.size === 0) return rows;
    return [...rows.filter(({ id }) => !unstored.has(keyOf(id))), ...notStored().filter(belongs)];
  }

  const notStored = (): readonly Incident[] => [...unstored.values()].map(({ incident }) => incident);

  const inMemory = (): readonly Incident[] => [
    ...new Map([...open.values(), ...notStored()].map((incident) => [keyOf(incident.id), incident])).values(),
  ];

  function save(incident: Incident, service: number, isFileDue: boolean): void {
    connection.run(
      `INSERT INTO incidents (key, service, started_at, ended_at, is_file_due, detail, kind, ending, said)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET service = excluded.service, started_at = excluded.started_at,
       ended_at = excluded.ended_at, is_file_due = excluded.is_file_due, detail = excluded.detail,
       kind = excluded.kind, ending = excluded.ending, said = excluded.said`,
      keyOf(incident.id),
      service,
      Math.round(incident.startedAt),
      incident.endedAt === undefined ? null : Math.round(incident.endedAt),
      isFileDue ? 1 : 0,
      JSON.stringify(incident),
      incident.failure.kind,
      incident.end ?? null,
      saidOf(incident),
    );
  }

  const idOf = (service: string): number => services.get(service)?.id ?? -1;
  const byStart = (a: Incident, b: Incident): number => b.startedAt - a.startedAt;

  return {
    load() {
      for (const row of connection.all(
        // The keys of those few are found in an index: the table itself is large after some years.
        'SELECT service, detail FROM incidents WHERE key IN (SELECT key FROM incidents WHERE ended_at IS NULL)',
      )) {
        const incident = read(row);
        open.set(keyOf(incident.id), incident);
      }
    },
    put(incident, { id: service }, isFileDue) {
      const key = keyOf(incident.id);
      const holder = { incident };
      unstored.set(key, holder);
      if (incident.endedAt === undefined) open.set(key, incident);
      else open.delete(key);
      return {
        apply: () => save(incident, service, isFileDue),
        stored() {
          if (unstored.get(key) === holder) unstored.delete(key);
        },
      };
    },
    saveAll() {
      for (const incident of new Set([...open.values(), ...notStored()])) save(incident, idOf(incident.service), true);
    },
    allStored: () => unstored.clear(),
    fileWritten(incident) {
      connection.run('UPDATE incidents SET is_file_due = 0 WHERE key = ?', keyOf(incident.id));
    },
    renamed(from, to) {
      for (const [key, incident] of open) if (incident.service === from) open.set(key, { ...incident, service: to });
      for (const holder of unstored.values()) {
        if (holder.incident.service === from) holder.incident = { ...holder.incident, service: to };
      }
    },
    open: () => [...open.values()],
    byId(id) {
      const key = keyOf(id);
      return unstored.get(key)?.incident ?? open.get(key) ?? select('WHERE key = ?', [key], () => false)[0];
    },
    lastEnded: (service) =>
      select(
        'WHERE service = ? AND ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT ?',
        [idOf(service), 1 + unstored.size],
        (incident) => incident.service === service && incident.endedAt !== undefined,
      ).reduce<Incident | undefined>(
        (last, incident) => ((incident.endedAt ?? 0) >= (last?.endedAt ?? 0) ? incident : last),
        undefined,
      ),
    list({ service, openOnly = false, limit }) {
      const conditions = [...(service === undefined ? [] : ['service = ?']), ...(openOnly ? ['ended_at IS NULL'] : [])];
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
      return [
        ...select(
          `${where} ORDER BY started_at DESC, key LIMIT ?`,
          [...(service === undefined ? [] : [idOf(service)]), limit + unstored.size],
          (incident) =>
            (service === undefined || incident.service === service) && (!openOnly || incident.endedAt === undefined),
        ),
      ]
        .sort(byStart)
        .slice(0, limit);
    },
    during: (service, { from, to }) =>
      select(
        `WHERE service = ?1 AND ended_at > ?2 AND started_at < ?3
         UNION ALL SELECT service, detail FROM incidents WHERE service = ?1 AND ended_at IS NULL AND started_at < ?3`,
        [idOf(service), from, to],
        (incident) => incident.service === service && incident.startedAt < to && (incident.endedAt ?? to) > from,
      ),
    notStored,
    inMemory,
    spans: () => [
      ...connection
        .all('SELECT key, started_at, ended_at, ending FROM incidents')
        .filter(({ key }) => !unstored.has(text(key)))
        .map((row) => ({
          startedAt: integer(row.started_at),
          ...(row.ended_at !== null && { endedAt: integer(row.ended_at) }),
          ...(row.ending === 'recovered' && { end: 'recovered' as const }),
        })),
      ...notStored(),
    ],
    ids: () => [
      ...connection.all("SELECT detail ->> 'id' AS id FROM incidents").map(({ id }) => text(id)),
      ...notStored().map(({ id }) => id),
    ],
    fileDue: () => select('WHERE is_file_due = 1', [], () => true),
  };
}

export function incidentFrom(row: Row, services: KnownServices): Incident {
  const incident: Incident = JSON.parse(text(row.detail));
  return { ...incident, service: services.nameOf(integer(row.service)) };
}

/** What people said of it and may look for, a line each. */
export function saidOf({ failure, acknowledged }: Incident): string {
  return [failure.sentence, ...(acknowledged?.note === undefined ? [] : [acknowledged.note])].join('\n');
}
