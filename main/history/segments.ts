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
};

/** What a disk that refuses may make us hold of one service; the oldest go first. */
const mostPending = 1_000;

export function createSegments(connection: Connection): Segments {
  /** By service, and then by where the segment begins. */
  let pending = new Map<number, Map<number, UnobservedSegment>>();

  function stored(service: number, { from, to }: Interval): readonly UnobservedSegment[] {
    const replaced = pending.get(service);
    return connection
      .all(
        `SELECT from_at, to_at, service, reason FROM unobserved
         WHERE (service IS NULL OR service = ?) AND from_at < ? AND to_at > ?`,
        service,
        to,
        from,
      )
      .filter((row) => row.service === null || replaced?.has(integer(row.from_at)) !== true)
      .map(segmentFrom);
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
  };
}

function segmentFrom(row: Row): UnobservedSegment {
  return { reason: reasonFrom(text(row.reason)), from: integer(row.from_at), to: integer(row.to_at) };
}

function reasonFrom(name: string): UnobservedReason {
  return unobservedReasons.find((reason) => reason === name) ?? 'not_running';
}
