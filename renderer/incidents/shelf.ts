/** The incidents that have been loaded: pages are appended, news put in their place, and nothing moves under a pointer. Pure. */
import type { IncidentPage, IncidentRow } from '../../preload/past.ts';

export type Shelf = {
  /** Latest start first, all that there are. */
  readonly open: readonly IncidentRow[];
  /** Latest start first, without gaps from the latest one on. */
  readonly over: readonly IncidentRow[];
  /** Of all that fit, loaded or not; and how many of those are open. */
  readonly total: number;
  readonly openTotal: number;
  /** Where the next page of what is over begins; absent when all of it is here. */
  readonly next?: string;
};

/** Newly asked: everything open, and the latest that are over. Absent: the filters leave that half out. */
export type Fresh = { readonly open?: IncidentPage; readonly over?: IncidentPage };

const nothing: IncidentPage = { incidents: [], total: 0 };

export function shelfOf({ open = nothing, over = nothing }: Fresh): Shelf {
  return {
    open: open.incidents,
    over: over.incidents,
    total: open.total + over.total,
    openTotal: open.total,
    ...(over.next === undefined ? {} : { next: over.next }),
  };
}

export function withPage(shelf: Shelf, { incidents, next }: IncidentPage): Shelf {
  const { next: _, ...rest } = shelf;
  const known = new Set(shelf.over.map(({ id }) => id));
  return {
    ...rest,
    over: [...shelf.over, ...incidents.filter(({ id }) => !known.has(id))],
    ...(next === undefined ? {} : { next }),
  };
}

/** Pages that were loaded beyond what was asked again stay; unless so much is new that there would be a gap before them. */
export function refreshed(shelf: Shelf, fresh: Fresh): Shelf {
  const latest = asKnown(shelf, shelfOf(fresh));
  const ids = new Set([...latest.open, ...latest.over].map(({ id }) => id));
  const oldest = latest.over.at(-1)?.startedAt;
  const overlaps = shelf.over.some(({ id }) => ids.has(id));
  if (latest.next === undefined || oldest === undefined || !overlaps) return latest;
  const beyond = shelf.over.filter(({ id, startedAt }) => !ids.has(id) && startedAt <= oldest);
  if (beyond.length === 0) return latest;
  const { next: _, ...rest } = latest;
  return {
    ...rest,
    over: [...latest.over, ...beyond],
    ...(shelf.next === undefined ? {} : { next: shelf.next }),
  };
}

/** What is still the same is the same object, so that it is not drawn anew. */
function asKnown(shelf: Shelf, latest: Shelf): Shelf {
  const known = new Map([...shelf.open, ...shelf.over].map((row) => [row.id, row]));
  const same = (row: IncidentRow): IncidentRow => {
    const before = known.get(row.id);
    return before !== undefined && JSON.stringify(before) === JSON.stringify(row) ? before : row;
  };
  return { ...latest, open: latest.open.map(same), over: latest.over.map(same) };
}

/**
 * What is shown while somebody points at the list: each incident as it is now, and older ones that were loaded since, but
 * all in the place where it was. `waiting` are those that have none yet.
 */
export function inPlace(
  shown: Shelf,
  latest: Shelf,
): { readonly shelf: Shelf; readonly waiting: readonly IncidentRow[] } {
  const now = new Map([...latest.open, ...latest.over].map((row) => [row.id, row]));
  const known = new Set([...shown.open, ...shown.over].map(({ id }) => id));
  const asNow = (row: IncidentRow): IncidentRow => now.get(row.id) ?? row;
  const oldest = shown.over.at(-1)?.startedAt ?? Number.NEGATIVE_INFINITY;
  const unknown = [...now.values()].filter(({ id }) => !known.has(id));
  const older = unknown.filter(({ startedAt, endedAt }) => endedAt !== undefined && startedAt <= oldest);
  return {
    shelf: { ...latest, open: shown.open.map(asNow), over: [...shown.over.map(asNow), ...older] },
    waiting: unknown.filter((row) => !older.includes(row)),
  };
}
