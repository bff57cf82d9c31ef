/** Incidents as one reads them: those that are open first, then day by day, those of one outage under it. Pure. */
import type { Acknowledgement, FailureKind } from '../../main/monitor/model.ts';
import type { IncidentRow } from '../../preload/past.ts';
import type { Sentence } from '../../preload/snapshot.ts';
import { startOfDay } from './days.ts';

/** Several incidents that are told as one. */
export type OutageEntry = {
  readonly type: 'outage';
  readonly id: string;
  /** By start, the first one first. */
  readonly members: readonly IncidentRow[];
  /** Each once, in that order. */
  readonly services: readonly string[];
  readonly startedAt: number;
  /** When the last of them was over; absent while one is open. */
  readonly endedAt?: number;
  /** What failed, where that is the same for all. */
  readonly sentence?: Sentence;
  /** In the order in which they came. */
  readonly kinds: readonly FailureKind[];
  /** The latest, once each that is open, or each of them when none is, has been acknowledged. */
  readonly acknowledged?: Acknowledgement;
};

export type Entry = { readonly type: 'incident'; readonly row: IncidentRow } | OutageEntry;

/** `day`: epoch milliseconds of its midnight; absent for what is open. */
export type Section = { readonly day?: number; readonly entries: readonly Entry[] };

/**
 * Both lists with the latest start first, as they are asked for: what is over stands at the day of its start, an outage
 * at that of its latest member, or with what is open while one of them is.
 */
export function sectionsOf(open: readonly IncidentRow[], over: readonly IncidentRow[]): readonly Section[] {
  const members = new Map<string, IncidentRow[]>();
  for (const row of [...open, ...over]) {
    const known = members.get(row.outage);
    if (known === undefined) members.set(row.outage, [row]);
    else known.push(row);
  }
  const days = new Map<number | undefined, Entry[]>();
  const place = (row: IncidentRow, day: number | undefined): void => {
    const rows = members.get(row.outage);
    if (rows === undefined) return;
    members.delete(row.outage);
    const entries = days.get(day);
    if (entries === undefined) days.set(day, [entryOf(rows)]);
    else entries.push(entryOf(rows));
  };
  for (const row of open) place(row, undefined);
  for (const row of over) place(row, startOfDay(row.startedAt));
  return [...days].map(([day, entries]) => ({ ...(day === undefined ? {} : { day }), entries }));
}

function entryOf(rows: readonly IncidentRow[]): Entry {
  const [row, ...more] = rows;
  return row !== undefined && more.length === 0 ? { type: 'incident', row } : outageOf(rows);
}

function outageOf(rows: readonly IncidentRow[]): OutageEntry {
  const members = rows.toSorted((a, b) => a.startedAt - b.startedAt);
  const open = members.filter(({ endedAt }) => endedAt === undefined);
  const [first] = members;
  const isAlike = members.every(({ sentence }) => sentence.en === first?.sentence.en);
  const care = acknowledgementOf(open.length > 0 ? open : members);
  return {
    type: 'outage',
    id: first?.outage ?? '',
    members,
    services: [...new Set(members.map(({ service }) => service))],
    startedAt: Math.min(...members.map(({ startedAt }) => startedAt)),
    ...(open.length > 0 ? {} : { endedAt: Math.max(...members.map(({ endedAt = 0 }) => endedAt)) }),
    ...(isAlike && first !== undefined ? { sentence: first.sentence } : {}),
    kinds: [...new Set(members.map(({ kind }) => kind))],
    ...(care === undefined ? {} : { acknowledged: care }),
  };
}

function acknowledgementOf(rows: readonly IncidentRow[]): Acknowledgement | undefined {
  const all = rows.flatMap(({ acknowledged }) => acknowledged ?? []);
  return all.length < rows.length ? undefined : all.toSorted((a, b) => b.at - a.at)[0];
}

/** Days that are the same as `before` are the same objects, so that they are not drawn anew. */
export function asBefore(sections: readonly Section[], before: readonly Section[]): readonly Section[] {
  const known = new Map(before.map((section) => [section.day, section]));
  return sections.map((section) => {
    const old = known.get(section.day);
    return old !== undefined && isSame(old, section) ? old : section;
  });
}

function isSame(one: Section, other: Section): boolean {
  const [rows, others] = [one.entries.flatMap(rowsOf), other.entries.flatMap(rowsOf)];
  return rows.length === others.length && rows.every((row, index) => row === others[index]);
}

const rowsOf = (entry: Entry): readonly IncidentRow[] => (entry.type === 'incident' ? [entry.row] : entry.members);

/** How long it lasted, milliseconds; `leastMs` differs where nobody saw the end. Undefined while it lasts. */
export function lastedOf({
  startedAt,
  endedAt,
  endedNotBefore,
}: Pick<IncidentRow, 'startedAt' | 'endedAt' | 'endedNotBefore'>):
  | { readonly leastMs: number; readonly mostMs: number }
  | undefined {
  if (endedAt === undefined) return undefined;
  const mostMs = Math.max(0, endedAt - startedAt);
  return { leastMs: Math.min(mostMs, Math.max(0, (endedNotBefore ?? endedAt) - startedAt)), mostMs };
}
