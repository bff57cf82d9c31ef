import type { Decision } from '../monitor/model.ts';
import { type Connection, integer, type Row, text } from './connection.ts';
import type { HeldBack } from './journal.ts';
import type { KnownServices } from './services.ts';
import { dayMs } from './summing.ts';

/** So many decisions in a row that are alike: `firstAt` to `at`, in the words of the latest. */
export type LoggedDecision = Decision & { readonly firstAt: number; readonly count: number };

export type DecisionQuery = { readonly service?: string; readonly limit: number };

/**
 * Why there was, or was not, an alert. Decisions of a service that are alike and follow one another within a day are
 * one row: an outage of a week is a row, not one for each of its checks.
 */
export type Decisions = HeldBack & {
  load(): void;
  note(service: number, decision: Decision): void;
  /** Latest first. */
  list(query: DecisionQuery): readonly LoggedDecision[];
  /** The same of what is not stored yet. */
  pending(query: DecisionQuery): readonly LoggedDecision[];
  /** Those of a service that name that incident, latest first. */
  naming(service: string, incident: string): readonly LoggedDecision[];
};

type Detail = Omit<Decision, 'service' | 'at'>;

type Entry = {
  readonly id: number;
  readonly service: number;
  readonly detail: Detail;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
};

/** What a disk that refuses may make us hold; the oldest go first. */
const mostPending = 10_000;

export function createDecisions(connection: Connection, services: KnownServices): Decisions {
  /** Of each service: the one that the next may add to. */
  const latest = new Map<number, Entry>();
  /** By id, in the order in which they were touched. */
  let unstored = new Map<number, Entry>();
  let lastId = 0;

  function list({ service, limit }: DecisionQuery): readonly LoggedDecision[] {
    const rows =
      service === undefined
        ? connection.all('SELECT * FROM decisions ORDER BY last_at DESC LIMIT ?', limit + unstored.size)
        : connection.all(
            'SELECT * FROM decisions WHERE service = ? ORDER BY id DESC LIMIT ?',
            idOf(service),
            limit + unstored.size,
          );
    return latestFirst([...rows.map(entryFrom).filter(({ id }) => !unstored.has(id)), ...notStored(service)], limit);
  }

  const idOf = (name: string): number => services.get(name)?.id ?? -1;

  function notStored(service: string | undefined): readonly Entry[] {
    const wanted = service === undefined ? undefined : idOf(service);
    return [...unstored.values()].filter((entry) => wanted === undefined || entry.service === wanted);
  }

  function latestFirst(entries: readonly Entry[], limit: number): readonly LoggedDecision[] {
    return entries
      .toSorted((a, b) => b.lastAt - a.lastAt || b.id - a.id)
      .slice(0, limit)
      .map(({ service, detail, firstAt, lastAt, count }) => ({
        ...detail,
        service: services.nameOf(service),
        at: lastAt,
        firstAt,
        count,
      }));
  }

  return {
    load() {
      const rows = connection.all(
        'SELECT * FROM decisions WHERE id IN (SELECT max(id) FROM decisions GROUP BY service)',
      );
      for (const entry of rows.map(entryFrom)) {
        latest.set(entry.service, entry);
        lastId = Math.max(lastId, entry.id);
      }
    },
    note(service, { service: _, at, ...detail }) {
      const now = Math.round(at);
      const before = latest.get(service);
      const isMore = before !== undefined && isAlike(before.detail, detail) && now - before.lastAt <= dayMs;
      if (!isMore) lastId += 1;
      const entry = isMore
        ? { ...before, detail, firstAt: Math.min(before.firstAt, now), lastAt: now, count: before.count + 1 }
        : { id: lastId, service, detail, firstAt: now, lastAt: now, count: 1 };
      latest.set(service, entry);
      unstored.delete(entry.id);
      unstored.set(entry.id, entry);
      if (unstored.size <= mostPending) return;
      const [oldest] = unstored.keys();
      if (oldest !== undefined) unstored.delete(oldest);
    },
    get isPending() {
      return unstored.size > 0;
    },
    store() {
      for (const { id, service, detail, firstAt, lastAt, count } of unstored.values()) {
        connection.run(
          `INSERT OR REPLACE INTO decisions (id, service, first_at, last_at, count, detail) VALUES (?, ?, ?, ?, ?, ?)`,
          id,
          service,
          firstAt,
          lastAt,
          count,
          JSON.stringify(detail),
        );
      }
    },
    stored() {
      unstored = new Map();
    },
    list,
    naming(service, incident) {
      const rows = connection.all(
        "SELECT * FROM decisions WHERE service = ? AND detail ->> '$.incident' = ?",
        idOf(service),
        incident,
      );
      const inMemory = notStored(service).filter(({ detail }) => detail.incident === incident);
      const stored = rows.map(entryFrom).filter(({ id }) => !unstored.has(id));
      return latestFirst([...stored, ...inMemory], Number.POSITIVE_INFINITY);
    },
    pending: ({ service, limit }) => latestFirst(notStored(service), limit),
  };
}

function entryFrom(row: Row): Entry {
  const detail: Detail = JSON.parse(text(row.detail));
  return {
    id: integer(row.id),
    service: integer(row.service),
    detail,
    firstAt: integer(row.first_at),
    lastAt: integer(row.last_at),
    count: integer(row.count),
  };
}

/** Their sentences may differ: they count. */
function isAlike(a: Detail, b: Detail): boolean {
  return (
    a.cause === b.cause &&
    a.alerted === b.alerted &&
    a.reason === b.reason &&
    a.kind === b.kind &&
    a.incident === b.incident
  );
}
