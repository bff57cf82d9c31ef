import type { UnobservedSegment } from '../monitor/model.ts';
import type { Clock } from '../monitor/ports.ts';
import type { Interval } from '../monitor/statistics.ts';
import { type Chart, chartOutage, readBuckets } from './chart.ts';
import type { Check } from './check-records.ts';
import type { Connection } from './connection.ts';
import type { Incidents } from './incidents.ts';
import type { Journal } from './journal.ts';
import type { RawChecks } from './raw-checks.ts';
import { type ResponseSummary, readResponse } from './response.ts';
import type { Segments } from './segments.ts';
import { readSeries, type Series } from './series.ts';
import type { KnownServices } from './services.ts';
import { dayMs, type Summing } from './summing.ts';
import { createUptimes, type UptimeReaders } from './uptimes.ts';

/** How services were: what their checks and their incidents tell. */
export type CheckReaders = UptimeReaders & {
  /** Oldest first. */
  recentChecks(service: string, count: number): readonly Check[];
  /**
   * The same of each service of which there is any, in one pass: a few milliseconds for what a hundred services were
   * checked in the last minutes. It ends when all that are named are complete; without names all that are known, which
   * takes longer (20 ms or so) where some of them were not checked for a while.
   */
  recentChecksOfAll(count: number, services?: readonly string[]): ReadonlyMap<string, readonly Check[]>;
  /** Of checks that count. */
  series(service: string, from: number, to: number): Series;
  /** For a chart of that span, with room for so many points: 24 hours and 720 points are buckets of 2 minutes. */
  chart(service: string, from: number, to: number, maxPoints: number): Chart;
  /** Of checks that count. Cheap for any time within the days of raw checks, and of those before by whole hours. */
  responseSummary(service: string, from: number, to: number): ResponseSummary;
  /** When nobody saw the service, and why, within the window and in order of time. Two of them may overlap. */
  unobserved(service: string, from: number, to: number): readonly UnobservedSegment[];
  /** The names of all services of which anything is on record, watched or not, in the order of the alphabet. */
  knownServices(): readonly string[];
};

export type CheckReadersDeps = {
  readonly connection: Connection;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly services: KnownServices;
  readonly incidents: Incidents;
  readonly checks: RawChecks;
  readonly segments: Segments;
  readonly summing: Summing;
  readonly rawDays: number;
  readonly rollupDays: number;
};

export function createCheckReaders(deps: CheckReadersDeps): CheckReaders {
  const { connection, journal, clock, services, incidents, checks, segments, summing, rawDays, rollupDays } = deps;
  const stored = { connection, checks, summing };
  const uptimes = createUptimes(deps);
  const oldestDetail = (): number => clock.wallMs() - rawDays * dayMs;

  /** Nothing is known outside, and whoever asks for all the time there is shall not have each day of it looked up. */
  function knownPart(from: number, to: number): Interval {
    const now = clock.wallMs();
    return { from: Math.max(from, now - (Math.max(rawDays, rollupDays) + 1) * dayMs), to: Math.min(to, now + dayMs) };
  }

  return {
    uptime: (name, windowMs, now) => journal.read(() => uptimes.uptime(name, windowMs, now), undefined),
    uptimes: (now) => journal.read(() => uptimes.uptimes(now), new Map()),
    recentChecks(name, count) {
      const service = services.get(name);
      return service === undefined ? [] : journal.read(() => checks.recent(service.id, count), []);
    },
    recentChecksOfAll(count, names) {
      const wanted = names === undefined ? services.all() : names.flatMap((name) => services.get(name) ?? []);
      const ids = wanted.map(({ id }) => id);
      const found = journal.read(() => checks.recentOfEach(count, ids), new Map<number, readonly Check[]>());
      return new Map([...found].map(([id, recent]) => [services.nameOf(id), recent]));
    },
    series(name, from, to) {
      const service = services.get(name);
      const nothing: Series = { resolution: 'check', buckets: [] };
      if (service === undefined || to <= from) return nothing;
      return journal.read(() => readSeries(stored, service.id, { from, to }, oldestDetail()), nothing);
    },
    chart(name, from, to, maxPoints) {
      const service = services.get(name);
      const interval = knownPart(from, to);
      const nothing: Chart = { resolution: 'check', buckets: [], outages: [], unobserved: [] };
      if (service === undefined || interval.to <= interval.from) return nothing;
      return journal.read(
        () => ({
          ...readBuckets(stored, service.id, interval, maxPoints, oldestDetail()),
          outages: incidents
            .during(name, { from, to })
            .map(chartOutage)
            .sort((a, b) => a.from - b.from),
          unobserved: segments.within(service.id, { from, to }),
        }),
        nothing,
      );
    },
    responseSummary(name, from, to) {
      const service = services.get(name);
      const interval = knownPart(from, to);
      const nothing: ResponseSummary = { count: 0, failed: 0 };
      if (service === undefined || interval.to <= interval.from) return nothing;
      return journal.read(() => readResponse(stored, service.id, interval, oldestDetail()), nothing);
    },
    unobserved: (name, from, to) =>
      journal.read(() => segments.within(services.get(name)?.id ?? nobody, { from, to }), []),
    knownServices: () =>
      services
        .all()
        .map(({ name }) => name)
        .sort((a, b) => a.localeCompare(b)),
  };
}

/** Whom nothing is known of but what holds for all. */
const nobody = -1;
