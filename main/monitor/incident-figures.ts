/** What can be counted in the incidents of a time: how many, how long, of what, and when. Arithmetic only. */
import { offsetsOf } from './calendar.ts';
import type { FailureKind, Incident } from './model.ts';
import type { Interval } from './statistics.ts';

/** As much of an incident as figures need. */
export type IncidentMark = Pick<Incident, 'id' | 'service' | 'startedAt' | 'endedAt' | 'end'> & {
  readonly kind: FailureKind;
};

export type IncidentFigures = {
  readonly total: number;
  readonly open: number;
  /** This and the next two are of incidents that were seen to recover; absent while there is none. Milliseconds. */
  readonly meanMs?: number;
  readonly medianMs?: number;
  readonly longest?: { readonly id: string; readonly service: string; readonly durationMs: number };
  /** Most time down first, up to now of those that are open. */
  readonly byService: ReadonlyArray<{ readonly service: string; readonly count: number; readonly downMs: number }>;
  /** Most first; by their latest failure. */
  readonly byKind: ReadonlyArray<{ readonly kind: FailureKind; readonly count: number }>;
  /** Starts by the clock on the wall: 7 rows from Monday on, each of 24 hours. */
  readonly byHour: readonly (readonly number[])[];
  /** Starts by day (`2026-11-24`), in order of time, days without any included. */
  readonly byDay: ReadonlyArray<{ readonly day: string; readonly count: number }>;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Of incidents that began within the window, whose days are counted whole. `timeZone` is an IANA name: days and hours
 * are meant as clocks there show them. Throws a RangeError for a time zone that nobody knows.
 */
export function incidentFigures(
  incidents: readonly IncidentMark[],
  window: Interval,
  timeZone: string,
  now: number,
): IncidentFigures {
  const open = incidents.filter(({ endedAt }) => endedAt === undefined).length;
  return {
    total: incidents.length,
    open,
    ...durationsOf(incidents),
    byService: servicesOf(incidents, now),
    byKind: kindsOf(incidents),
    ...calendarOf(incidents, window, timeZone),
  };
}

function durationsOf(incidents: readonly IncidentMark[]): Pick<IncidentFigures, 'meanMs' | 'medianMs' | 'longest'> {
  const recovered = incidents.filter(({ end }) => end === 'recovered');
  const lasted = recovered
    .map(({ id, service, startedAt, endedAt = startedAt }) => ({
      id,
      service,
      durationMs: Math.max(0, endedAt - startedAt),
    }))
    .sort((a, b) => a.durationMs - b.durationMs);
  const longest = lasted.at(-1);
  if (longest === undefined) return {};
  const middle = [lasted[(lasted.length - 1) >> 1], lasted[lasted.length >> 1]];
  return {
    meanMs: lasted.reduce((sum, { durationMs }) => sum + durationMs, 0) / lasted.length,
    medianMs: middle.reduce((sum, one) => sum + (one?.durationMs ?? 0), 0) / 2,
    longest,
  };
}

function servicesOf(incidents: readonly IncidentMark[], now: number): IncidentFigures['byService'] {
  const sums = new Map<string, { count: number; downMs: number }>();
  for (const { service, startedAt, endedAt = now } of incidents) {
    const { count, downMs } = sums.get(service) ?? { count: 0, downMs: 0 };
    sums.set(service, { count: count + 1, downMs: downMs + Math.max(0, endedAt - startedAt) });
  }
  return [...sums]
    .map(([service, sum]) => ({ service, ...sum }))
    .sort((a, b) => b.downMs - a.downMs || b.count - a.count || (a.service < b.service ? -1 : 1));
}

function kindsOf(incidents: readonly IncidentMark[]): IncidentFigures['byKind'] {
  const counts = new Map<FailureKind, number>();
  for (const { kind } of incidents) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

/** Dates are counted in days since 1970-01-01, which was a Thursday. */
function calendarOf(
  incidents: readonly IncidentMark[],
  { from, to }: Interval,
  timeZone: string,
): Pick<IncidentFigures, 'byHour' | 'byDay'> {
  const offsetAt = steadyOffsets(timeZone);
  const dateOf = (at: number): number => Math.floor((at + offsetAt(at)) / dayMs);
  const byHour = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const byDate = new Map<number, number>();
  if (to > from) for (let date = dateOf(from); date <= dateOf(to - 1); date += 1) byDate.set(date, 0);
  for (const { startedAt } of incidents) {
    const shown = startedAt + offsetAt(startedAt);
    const date = Math.floor(shown / dayMs);
    const hours = byHour[(((date + 3) % 7) + 7) % 7] ?? [];
    const hour = Math.floor((shown - date * dayMs) / hourMs);
    hours[hour] = (hours[hour] ?? 0) + 1;
    byDate.set(date, (byDate.get(date) ?? 0) + 1);
  }
  const byDay = [...byDate]
    .sort(([a], [b]) => a - b)
    .map(([date, count]) => ({ day: new Date(date * dayMs).toISOString().slice(0, 10), count }));
  return { byHour, byDay };
}

/** Asks the zone once a day but where its clocks are changed, for asking takes a hundred times as long as counting. */
function steadyOffsets(timeZone: string): (at: number) => number {
  const offsetAt = offsetsOf(timeZone);
  const atMidnight = new Map<number, number>();
  const midnightOffset = (day: number): number => {
    const offset = atMidnight.get(day) ?? offsetAt(day * dayMs);
    atMidnight.set(day, offset);
    return offset;
  };
  return (at) => {
    const day = Math.floor(at / dayMs);
    const offset = midnightOffset(day);
    return offset === midnightOffset(day + 1) ? offset : offsetAt(at);
  };
}
