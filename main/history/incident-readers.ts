import { type IncidentFigures, incidentFigures } from '../monitor/incident-figures.ts';
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident, Outage } from '../monitor/model.ts';
import type { Clock, OutageStory } from '../monitor/ports.ts';
import { type IncidentStatistics, type Interval, incidentStatistics } from '../monitor/statistics.ts';
import type { Connection } from './connection.ts';
import type { DecisionQuery, Decisions, LoggedDecision } from './decisions.ts';
import { createIncidentMarks } from './incident-marks.ts';
import { createIncidentSearch, type IncidentPage, type IncidentPageQuery } from './incident-search.ts';
import { type IncidentStory, type Labels, storyOf } from './incident-story.ts';
import { type Incidents, keyOf } from './incidents.ts';
import type { Journal } from './journal.ts';
import type { Outages } from './outages.ts';
import type { StoredOutbox } from './outbox.ts';
import type { Segments } from './segments.ts';
import type { KnownServices } from './services.ts';
import type { Silences } from './silences.ts';

export type IncidentQuery = { readonly service?: string; readonly openOnly?: boolean; readonly limit: number };

/** `timeZone`: an IANA name, in which days and hours are meant. Of incidents that began within the time. */
export type FiguresQuery = Interval & { readonly timeZone: string };

/** What failed, what became of it, and who was told. */
export type IncidentReaders = {
  statistics(): IncidentStatistics;
  /** Latest start first. */
  incidents(query: IncidentQuery): readonly Incident[];
  /** A part of all that fit, for a list or a file. A text is looked for in every incident, some 3 ms for a thousand. */
  incidentPage(query: IncidentPageQuery): IncidentPage;
  /**
   * Everything that is on record about one incident; undefined for an id that is none. Silences by group or tag are
   * found only where the incident or its alerts name them, or the labels of its service are given.
   */
  incidentStory(id: string, labels?: Labels): IncidentStory | undefined;
  /** Days begin no earlier than what is on record, and end now. Throws a RangeError for an unknown time zone. */
  incidentFigures(query: FiguresQuery): IncidentFigures;
  /** Latest start first. */
  outages(query: { readonly limit: number }): readonly Outage[];
  /** Latest first. */
  decisions(query: DecisionQuery): readonly LoggedDecision[];
};

export type IncidentReadersDeps = {
  readonly connection: Connection;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly services: KnownServices;
  readonly incidents: Incidents;
  readonly outages: Outages;
  readonly outbox: StoredOutbox;
  readonly silences: Silences;
  readonly decisions: Decisions;
  readonly segments: Segments;
};

export function createIncidentReaders(deps: IncidentReadersDeps): IncidentReaders {
  const { connection, journal, clock, services, incidents, outages, outbox, silences, decisions, segments } = deps;
  const search = createIncidentSearch(connection, services, incidents);
  const marks = createIncidentMarks(connection, services, incidents);

  function byId(id: string): Incident | undefined {
    const inMemory = incidents.inMemory().find((one) => keyOf(one.id) === keyOf(id));
    return inMemory ?? journal.read(() => incidents.byId(id), undefined);
  }

  function outageOf(incident: Incident): OutageStory {
    const known = journal.read(() => outages.story(outageIdOf(incident)), undefined);
    return known ?? { outage: alone(incident), incidents: [incident] };
  }

  return {
    statistics: () => incidentStatistics(journal.read(() => incidents.spans(), incidents.open())),
    incidents: (query) =>
      journal.read(
        () => incidents.list(query),
        incidents.open().filter(({ service }) => query.service === undefined || query.service === service),
      ),
    incidentPage: (query) => journal.read(() => search.page(query), search.pageInMemory(query)),
    incidentStory(id, labels = {}) {
      const incident = byId(id);
      if (incident === undefined) return undefined;
      const { outage, incidents: members } = outageOf(incident);
      const service = services.get(incident.service);
      const time = { from: incident.startedAt, to: (incident.endedAt ?? clock.wallMs()) + 1 };
      return storyOf(
        {
          incident,
          outage,
          members,
          alerts: outbox.alertsOf([...new Set([incident.id, ...outage.members])]),
          decisions: journal.read(() => decisions.naming(incident.service, incident.id), []),
          unobserved: service === undefined ? [] : journal.read(() => segments.within(service.id, time), []),
          silences: journal.read(() => silences.during(time), []),
        },
        labels,
      );
    },
    incidentFigures({ from, to, timeZone }) {
      const now = clock.wallMs();
      const found = journal.read(() => marks.within({ from, to }), marks.inMemory({ from, to }));
      const began = journal.read(() => marks.recordBegan(), from);
      const known = { from: Math.max(from, Math.min(began, now)), to: Math.min(to, now + 1) };
      const figures = incidentFigures(found, known, timeZone, now);
      const { longest } = figures;
      return longest === undefined
        ? figures
        : { ...figures, longest: { ...longest, id: byId(longest.id)?.id ?? longest.id } };
    },
    outages: (query) =>
      journal.read(() => outages.list(query), outages.keptSince(Number.NEGATIVE_INFINITY).slice(0, query.limit)),
    decisions: (query) => journal.read(() => decisions.list(query), decisions.pending(query)),
  };
}

function alone(incident: Incident): Outage {
  const { id, startedAt, endedAt } = incident;
  return {
    id: outageIdOf(incident),
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    explanation: { kind: 'alone' },
    members: [id],
  };
}
