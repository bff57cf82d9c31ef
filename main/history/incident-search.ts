/** Incidents by what they are about, a page at a time. */
import type { SQLInputValue } from 'node:sqlite';
import type { FailureKind, Incident } from '../monitor/model.ts';
import { type Connection, integer, type Row, text } from './connection.ts';
import { type Incidents, incidentFrom, keyOf, saidOf } from './incidents.ts';
import type { KnownServices } from './services.ts';

/** What is given must fit; epoch milliseconds. */
export type IncidentFilter = {
  readonly service?: string;
  /** It is one of these, such as those of a group. */
  readonly services?: readonly string[];
  /** Of its latest failure. */
  readonly kind?: FailureKind;
  readonly state?: 'open' | 'over';
  /** It began then or later. */
  readonly from?: number;
  /** It began before. */
  readonly to?: number;
  /**
   * Stands, in whatever case, in the service's name, in the sentence that says what failed, or in the note of whoever
   * takes care of it.
   */
  readonly text?: string;
};

export type IncidentPageQuery = IncidentFilter & {
  readonly limit: number;
  /** `next` of the page before. What is none is as if it were not there. */
  readonly before?: string;
};

export type IncidentPage = {
  /** Latest start first. */
  readonly incidents: readonly Incident[];
  /** How many fit, on this page or not. */
  readonly total: number;
  /** Leads to the next page, whatever begins or ends until then; absent on the last one. */
  readonly next?: string;
};

export type IncidentSearch = {
  page(query: IncidentPageQuery): IncidentPage;
  /** The same of what is in memory alone. */
  pageInMemory(query: IncidentPageQuery): IncidentPage;
};

/** Of an incident in the list: later starts come first, and among equal ones smaller keys. */
type Place = { readonly startedAt: number; readonly key: string };
type Candidate = Place & { readonly incident?: Incident };

export function createIncidentSearch(
  connection: Connection,
  services: KnownServices,
  incidents: Incidents,
): IncidentSearch {
  /** Stored ones are looked for on the disk as far as it is quick there, and what memory knows better is left out. */
  function conditionsOf(filter: IncidentFilter): { readonly where: string; readonly values: readonly SQLInputValue[] } {
    const inMemory = incidents.notStored().map(({ id }) => keyOf(id));
    const conditions: readonly (readonly [string, SQLInputValue | undefined])[] = [
      ['service = ?', filter.service === undefined ? undefined : idOf(filter.service)],
      ['service IN (SELECT value FROM json_each(?))', jsonOf(filter.services?.map(idOf))],
      ['kind = ?', filter.kind],
      ['(ended_at IS NULL) = ?', filter.state === undefined ? undefined : Number(filter.state === 'open')],
      ['started_at >= ?', filter.from],
      ['started_at < ?', filter.to],
      ['key NOT IN (SELECT value FROM json_each(?))', inMemory.length === 0 ? undefined : jsonOf(inMemory)],
    ];
    const given = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
    return {
      where: given.length === 0 ? '' : `WHERE ${given.map(({ sql }) => sql).join(' AND ')}`,
      values: given.map(({ value }) => value),
    };
  }

  const idOf = (name: string): number => services.get(name)?.id ?? -1;

  /** Those behind that place, as many as are wanted, and how many there are in all. */
  function stored(
    filter: IncidentFilter,
    behind: Place,
    most: number,
  ): { readonly total: number; readonly places: readonly Place[] } {
    const { where, values } = conditionsOf(filter);
    const order = 'ORDER BY started_at DESC, key';
    if (filter.text === undefined) {
      const total = integer(connection.get(`SELECT count(*) AS total FROM incidents ${where}`, ...values)?.total);
      const further = `${where === '' ? 'WHERE' : `${where} AND`} started_at <= ? AND (started_at < ? OR key > ?)`;
      const rows = connection.all(
        `SELECT key, started_at FROM incidents ${further} ${order} LIMIT ?`,
        ...values,
        behind.startedAt,
        behind.startedAt,
        behind.key,
        most,
      );
      return { total, places: rows.map(placeFrom) };
    }
    const wanted = filter.text.toLowerCase();
    const rows = connection.all(`SELECT key, service, started_at, said FROM incidents ${where} ${order}`, ...values);
    const places = rows.filter((row) => isSaid(wanted, services.nameOf(integer(row.service)), row.said)).map(placeFrom);
    return { total: places.length, places: places.filter((place) => compare(behind, place) < 0).slice(0, most) };
  }

  /** What is found is there: both are read in one go. */
  function load(candidates: readonly Candidate[]): readonly Incident[] {
    const keys = candidates.filter(({ incident }) => incident === undefined).map(({ key }) => key);
    const rows = connection.all(
      'SELECT key, service, detail FROM incidents WHERE key IN (SELECT value FROM json_each(?))',
      JSON.stringify(keys),
    );
    const loaded = new Map(rows.map((row) => [text(row.key), incidentFrom(row, services)]));
    return candidates.flatMap(({ key, incident }) => incident ?? loaded.get(key) ?? []);
  }

  function pageOf(query: IncidentPageQuery, known: readonly Incident[], isOnDisk: boolean): IncidentPage {
    const behind = placeOf(query.before);
    const fitting = known.filter((incident) => fits(query, incident)).map(candidateOf);
    const onDisk = isOnDisk ? stored(query, behind, query.limit + 1) : { total: 0, places: [] };
    const candidates: readonly Candidate[] = [
      ...onDisk.places,
      ...fitting.filter((place) => compare(behind, place) < 0),
    ].sort(compare);
    const page = candidates.slice(0, query.limit);
    const last = page.at(-1);
    return {
      incidents: isOnDisk ? load(page) : page.flatMap(({ incident }) => incident ?? []),
      total: onDisk.total + fitting.length,
      ...(last !== undefined && candidates.length > page.length ? { next: cursorOf(last) } : {}),
    };
  }

  return {
    page: (query) => pageOf(query, incidents.notStored(), true),
    pageInMemory: (query) => pageOf(query, incidents.inMemory(), false),
  };
}

function fits({ service, services, kind, state, from, to, text }: IncidentFilter, incident: Incident): boolean {
  const startedAt = Math.round(incident.startedAt);
  return (
    (service === undefined || incident.service === service) &&
    (services === undefined || services.includes(incident.service)) &&
    (kind === undefined || incident.failure.kind === kind) &&
    (state === undefined || (incident.endedAt === undefined) === (state === 'open')) &&
    (from === undefined || startedAt >= from) &&
    (to === undefined || startedAt < to) &&
    (text === undefined || isSaid(text.toLowerCase(), incident.service, saidOf(incident)))
  );
}

function isSaid(wanted: string, ...texts: readonly unknown[]): boolean {
  return texts.some((one) => typeof one === 'string' && one.toLowerCase().includes(wanted));
}

const jsonOf = (values: readonly (string | number)[] | undefined): string | undefined =>
  values && JSON.stringify(values);

const compare = (a: Place, b: Place): number =>
  b.startedAt - a.startedAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function placeFrom({ key, started_at }: Row): Place {
  return { startedAt: integer(started_at), key: text(key) };
}

function candidateOf(incident: Incident): Candidate {
  return { startedAt: Math.round(incident.startedAt), key: keyOf(incident.id), incident };
}

const cursorOf = ({ startedAt, key }: Place): string => `${startedAt}:${key}`;

function placeOf(cursor: string | undefined): Place {
  const [, startedAt, key] = /^(-?\d{1,16}):(.+)$/s.exec(cursor ?? '') ?? [];
  if (startedAt === undefined || key === undefined) return { startedAt: Number.MAX_SAFE_INTEGER, key: '' };
  return { startedAt: Number(startedAt), key };
}
