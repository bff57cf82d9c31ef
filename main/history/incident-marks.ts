/** Incidents in as few words as figures need, read without the incidents themselves. */
import type { IncidentMark } from '../monitor/incident-figures.ts';
import { type FailureKind, failureKinds, type Incident, type IncidentEnd } from '../monitor/model.ts';
import type { Interval } from '../monitor/statistics.ts';
import { type Connection, integer, type Row, text } from './connection.ts';
import { type Incidents, keyOf } from './incidents.ts';
import type { KnownServices } from './services.ts';

export type IncidentMarks = {
  /** Those that began in the interval, in no order. Of an id only as much is told as `Incidents.byId` needs. */
  within(interval: Interval): readonly IncidentMark[];
  /** The same of what is in memory alone. */
  inMemory(interval: Interval): readonly IncidentMark[];
  /** When anything on record began: an incident, or the watch over a service. Infinite where there is nothing. */
  recordBegan(): number;
};

export function createIncidentMarks(
  connection: Connection,
  services: KnownServices,
  incidents: Incidents,
): IncidentMarks {
  function markFrom(row: Row): IncidentMark {
    const end = ends.find((one) => one === row.ending);
    return {
      id: text(row.key),
      service: services.nameOf(integer(row.service)),
      startedAt: integer(row.started_at),
      ...(row.ended_at === null ? {} : { endedAt: integer(row.ended_at) }),
      ...(end === undefined ? {} : { end }),
      kind: kinds.get(row.kind) ?? 'protocol',
    };
  }

  const among = (known: readonly Incident[], { from, to }: Interval): readonly IncidentMark[] =>
    known.filter(({ startedAt }) => startedAt >= from && startedAt < to).map(markOf);

  return {
    within(interval) {
      const inMemory = new Set(incidents.notStored().map(({ id }) => keyOf(id)));
      const rows = connection.all(
        `SELECT key, service, started_at, ended_at, kind, ending FROM incidents
         WHERE started_at >= ? AND started_at < ?`,
        interval.from,
        interval.to,
      );
      const stored = inMemory.size === 0 ? rows : rows.filter(({ key }) => !inMemory.has(text(key)));
      return [...stored.map(markFrom), ...among(incidents.notStored(), interval)];
    },
    inMemory: (interval) => among(incidents.inMemory(), interval),
    recordBegan() {
      const first = connection.get('SELECT min(started_at) AS first FROM incidents')?.first;
      return Math.min(
        typeof first === 'number' ? first : Number.POSITIVE_INFINITY,
        ...incidents.inMemory().map(({ startedAt }) => startedAt),
        ...services.all().map(({ firstSeenAt = Number.POSITIVE_INFINITY }) => firstSeenAt),
      );
    },
  };
}

const ends: readonly IncidentEnd[] = ['recovered', 'edited', 'removed'];
const kinds: ReadonlyMap<unknown, FailureKind> = new Map(failureKinds.map((kind) => [kind, kind]));

function markOf({ id, service, startedAt, endedAt, end, failure }: Incident): IncidentMark {
  return {
    id,
    service,
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(end === undefined ? {} : { end }),
    kind: failure.kind,
  };
}
