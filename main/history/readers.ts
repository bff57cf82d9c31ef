import type { Incident, Outage, UnobservedSegment } from '../monitor/model.ts';
import type { Clock } from '../monitor/ports.ts';
import { type IncidentStatistics, incidentStatistics, uptimeFraction } from '../monitor/statistics.ts';
import type { Check } from './check-records.ts';
import type { Connection } from './connection.ts';
import type { DecisionQuery, Decisions, LoggedDecision } from './decisions.ts';
import type { Incidents } from './incidents.ts';
import type { Journal } from './journal.ts';
import type { Outages } from './outages.ts';
import type { RawChecks } from './raw-checks.ts';
import type { Segments } from './segments.ts';
import { readSeries, type Series } from './series.ts';
import type { KnownServices } from './services.ts';
import { dayMs, type Summing } from './summing.ts';

export type IncidentQuery = { readonly service?: string; readonly openOnly?: boolean; readonly limit: number };

/** What charts, lists and the final statistics are made of, with what is not on disk yet. */
export type Readers = {
  statistics(): IncidentStatistics;
  /** The fraction of the observed time in which there was no incident; undefined when nothing was observed. */
  uptime(service: string, windowMs: number, now: number): number | undefined;
  /** Oldest first. */
  recentChecks(service: string, count: number): readonly Check[];
  /** Of checks that count. */
  series(service: string, from: number, to: number): Series;
  /** When nobody saw the service, and why, within the window and in order of time. Two of them may overlap. */
  unobserved(service: string, from: number, to: number): readonly UnobservedSegment[];
  /** Latest start first. */
  incidents(query: IncidentQuery): readonly Incident[];
  /** Latest start first. */
  outages(query: { readonly limit: number }): readonly Outage[];
  /** Latest first. */
  decisions(query: DecisionQuery): readonly LoggedDecision[];
};

export type ReadersDeps = {
  readonly connection: Connection;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly services: KnownServices;
  readonly incidents: Incidents;
  readonly outages: Outages;
  readonly decisions: Decisions;
  readonly checks: RawChecks;
  readonly segments: Segments;
  readonly summing: Summing;
  readonly rawDays: number;
};

export function createReaders(deps: ReadersDeps): Readers {
  const { connection, journal, clock, services, incidents, outages, decisions, checks, segments, summing } = deps;

  return {
    statistics: () => incidentStatistics(journal.read(() => incidents.spans(), incidents.open())),
    uptime(name, windowMs, now) {
      const service = services.get(name);
      if (service?.firstSeenAt === undefined) return undefined;
      const observable = { from: Math.max(now - windowMs, service.firstSeenAt), to: now };
      return journal.read(() => {
        const down = incidents.during(name, observable).map(({ startedAt, endedAt = now }) => ({
          from: startedAt,
          to: endedAt,
        }));
        return uptimeFraction(observable, segments.within(service.id, observable), down);
      }, undefined);
    },
    recentChecks(name, count) {
      const service = services.get(name);
      return service === undefined ? [] : journal.read(() => checks.recent(service.id, count), []);
    },
    series(name, from, to) {
      const service = services.get(name);
      const nothing: Series = { resolution: 'check', buckets: [] };
      if (service === undefined || to <= from) return nothing;
      const oldestDetail = clock.wallMs() - deps.rawDays * dayMs;
      return journal.read(
        () => readSeries({ connection, checks, summing }, service.id, { from, to }, oldestDetail),
        nothing,
      );
    },
    unobserved: (name, from, to) =>
      journal.read(() => segments.within(services.get(name)?.id ?? nobody, { from, to }), []),
    incidents: (query) =>
      journal.read(
        () => incidents.list(query),
        incidents.open().filter(({ service }) => query.service === undefined || query.service === service),
      ),
    outages: (query) =>
      journal.read(() => outages.list(query), outages.keptSince(Number.NEGATIVE_INFINITY).slice(0, query.limit)),
    decisions: (query) => journal.read(() => decisions.list(query), decisions.pending(query)),
  };
}

/** Whom nothing is known of but what holds for all. */
const nobody = -1;
