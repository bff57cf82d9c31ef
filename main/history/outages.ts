import type { Outage } from '../monitor/model.ts';
import type { OutageStory } from '../monitor/ports.ts';
import { type Connection, text } from './connection.ts';
import { type Incidents, keyOf } from './incidents.ts';
import type { Write } from './journal.ts';

/** The outages table, and over it what the disk has not taken yet. */
export type Outages = {
  load(): void;
  /** From now on it is known; the result stores it, as a write of the journal. */
  put(outage: Outage): Write;
  /** Whatever is in memory, into a fresh file; `allStored` says that it is there. */
  saveAll(): void;
  allStored(): void;
  /** With its incidents as they are now, in the order of its members. */
  story(id: string): OutageStory | undefined;
  /** Those that are not over, and those that ended at or after that time. */
  since(endedSince: number): readonly Outage[];
  /** The same of what is in memory. */
  keptSince(endedSince: number): readonly Outage[];
  /** Latest start first. */
  list(wanted: { readonly limit: number }): readonly Outage[];
};

export function createOutages(connection: Connection, incidents: Incidents): Outages {
  const open = new Map<string, Outage>();
  const unstored = new Map<string, Outage>();

  function select(clauses: string, ...values: readonly number[]): readonly Outage[] {
    return connection
      .all(`SELECT key, detail FROM outages ${clauses}`, ...values)
      .filter(({ key }) => !unstored.has(text(key)))
      .map(({ detail }) => outageFrom(text(detail)));
  }

  function byId(id: string): Outage | undefined {
    const key = keyOf(id);
    const kept = unstored.get(key) ?? open.get(key);
    if (kept !== undefined) return kept;
    const row = connection.get('SELECT detail FROM outages WHERE key = ?', key);
    return row && outageFrom(text(row.detail));
  }

  function save(outage: Outage): void {
    connection.run(
      'INSERT OR REPLACE INTO outages (key, started_at, ended_at, detail) VALUES (?, ?, ?, ?)',
      keyOf(outage.id),
      Math.round(outage.startedAt),
      outage.endedAt === undefined ? null : Math.round(outage.endedAt),
      JSON.stringify(outage),
    );
  }

  return {
    load() {
      for (const outage of select('WHERE ended_at IS NULL')) open.set(keyOf(outage.id), outage);
    },
    put(outage) {
      const key = keyOf(outage.id);
      unstored.set(key, outage);
      if (outage.endedAt === undefined) open.set(key, outage);
      else open.delete(key);
      return {
        apply: () => save(outage),
        stored() {
          if (unstored.get(key) === outage) unstored.delete(key);
        },
      };
    },
    saveAll() {
      for (const outage of new Set([...open.values(), ...unstored.values()])) save(outage);
    },
    allStored: () => unstored.clear(),
    story(id) {
      const outage = byId(id);
      return outage && { outage, incidents: outage.members.flatMap((member) => incidents.byId(member) ?? []) };
    },
    since: (endedSince) => [
      ...select('WHERE ended_at IS NULL OR ended_at >= ? ORDER BY started_at', endedSince),
      ...[...unstored.values()].filter(endsSince(endedSince)),
    ],
    keptSince: (endedSince) => [...new Set([...open.values(), ...unstored.values()])].filter(endsSince(endedSince)),
    list: ({ limit }) =>
      [...select('ORDER BY started_at DESC LIMIT ?', limit + unstored.size), ...unstored.values()]
        .sort((a, b) => b.startedAt - a.startedAt)
        .slice(0, limit),
  };
}

const endsSince =
  (endedSince: number) =>
  ({ endedAt }: Outage): boolean =>
    endedAt === undefined || endedAt >= endedSince;

function outageFrom(detail: string): Outage {
  return JSON.parse(detail);
}
