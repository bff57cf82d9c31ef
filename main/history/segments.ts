import { type UnobservedReason, type UnobservedSegment, unobservedReasons } from '../monitor/model.ts';
import type { Interval } from '../monitor/statistics.ts';
import { type Connection, integer, type Row, text } from './connection.ts';
import type { HeldBack } from './journal.ts';

/** When nobody looked, and why. A segment that grows is written once a flush, however often it is noted. */
export type Segments = HeldBack & {
  /** Replaces what was said of the service and the same `from`. */
  note(service: number, segment: UnobservedSegment): void;
  /** Those of the service and of all services, stored or pending: their parts within the window, in order of time. */
  within(service: number, window: Interval): readonly UnobservedSegment[];
  /** The same of every service at once, whole and in no order. */
  ofAll(window: Interval): SegmentsOfAll;
};

export type SegmentsOfAll = {
  /** In which nobody looked at anything. */
  readonly ofEvery: readonly Interval[];
  /** By the service's id: beside those. */
  readonly ofEach: ReadonlyMap<number, readonly Interval[]>;
};

/**
 * What lasted longer has an index of its own, worded just so: all else that reaches into a window began no longer than
 * this before it, and is found by its beginning.
 */
export const longSegmentMs = 345_600_000;

/** What a disk that refuses may make us hold of one service; the oldest go first. */
const mostPending = 1_000;

export function createSegments(connection: Connection): Segments {
  /** By service, and then by where the segment begins. */
  let pending = new Map<number, Map<number, UnobservedSegment>>();

  function isReplaced(service: number | null, from: number): boolean {
    return service !== null && pending.get(service)?.has(from) === true;
  }

  function stored(service: number, { from, to }: Interval): readonly UnobservedSegment[] {
    return connection
      .all(
        `SELECT from_at, to_at, service, reason FROM unobserved
         WHERE service = ?1 AND from_at > ?4 AND from_at < ?3 AND to_at > ?2
         UNION ALL SELECT from_at, to_at, service, reason FROM unobserved
         WHERE service IS NULL AND from_at > ?4 AND from_at < ?3 AND to_at > ?2
         UNION ALL SELECT from_at, to_at, service, reason FROM unobserved
         WHERE to_at - from_at > ${longSegmentMs} AND from_at <= ?4 AND to_at > ?2 AND (+service IS NULL OR +service = ?1)`,
        service,
        from,
        to,
        from - longSegmentMs,
      )
      .filter((row) => !isReplaced(serviceOf(row), integer(row.from_at)))
      .map(segmentFrom);
  }

  /** Told in one text for each service: there may be many, and a row for each would take most of the time. */
  function allStored({ from, to }: Interval): readonly OfOne[] {
    return connection
      .all(
        `SELECT service, json_group_array(from_at) AS begins, json_group_array(to_at) AS ends FROM (
           SELECT service, from_at, to_at FROM unobserved WHERE from_at > ?3 AND from_at < ?2 AND to_at > ?1
           UNION ALL SELECT service, from_at, to_at FROM unobserved
           WHERE to_at - from_at > ${longSegmentMs} AND from_at <= ?3 AND to_at > ?1
         ) GROUP BY service`,
        from,
        to,
        from - longSegmentMs,
      )
      .map((row) => {
        const service = serviceOf(row);
        const begins: readonly number[] = JSON.parse(text(row.begins));
        const ends: readonly number[] = JSON.parse(text(row.ends));
        const intervals = begins.map((from, index) => ({ from, to: ends[index] ?? from }));
        const isAsStored = service === null || !pending.has(service);
        return {
          service,
          intervals: isAsStored ? intervals : intervals.filter(({ from }) => !isReplaced(service, from)),
        };
      });
  }

  return {
    note(service, { reason, from, to }) {
      const start = Math.round(from);
      const ofService = pending.get(service) ?? new Map<number, UnobservedSegment>();
      pending.set(service, ofService);
      ofService.set(start, { reason, from: start, to: Math.round(to) });
      if (ofService.size <= mostPending) return;
      const [oldest] = ofService.keys();
      if (oldest !== undefined) ofService.delete(oldest);
    },
    get isPending() {
      return pending.size > 0;
    },
    store() {
      for (const [service, segments] of pending) {
        for (const { reason, from, to } of segments.values()) {
          connection.run(
            `INSERT INTO unobserved (from_at, to_at, service, reason) VALUES (?, ?, ?, ?)
             ON CONFLICT (service, from_at) DO UPDATE SET to_at = excluded.to_at, reason = excluded.reason`,
            from,
            to,
            service,
            reason,
          );
        }
      }
    },
    stored() {
      pending = new Map();
    },
    within(service, window) {
      return (
        [...stored(service, window), ...(pending.get(service)?.values() ?? [])]
          .map(({ reason, from, to }) => ({ reason, from: Math.max(from, window.from), to: Math.min(to, window.to) }))
          // A clock that was set back may say that one ended before it began.
          .filter(({ from, to }) => to > from)
          .sort((a, b) => a.from - b.from || a.to - b.to)
      );
    },
    ofAll(window) {
      const found = new Map(allStored(window).map(({ service, intervals }) => [service, intervals]));
      const ofEach = new Map<number, readonly Interval[]>();
      for (const [service, intervals] of found) if (service !== null) ofEach.set(service, intervals);
      for (const [service, segments] of pending) {
        ofEach.set(service, [...(ofEach.get(service) ?? []), ...segments.values()]);
      }
      return { ofEvery: found.get(null) ?? [], ofEach };
    },
  };
}

type OfOne = { readonly service: number | null; readonly intervals: readonly Interval[] };

const serviceOf = ({ service }: Row): number | null => (service === null ? null : integer(service));

function segmentFrom(row: Row): UnobservedSegment {
  return { reason: reasonFrom(text(row.reason)), from: integer(row.from_at), to: integer(row.to_at) };
}

function reasonFrom(name: string): UnobservedReason {
  return unobservedReasons.find((reason) => reason === name) ?? 'not_running';
}
