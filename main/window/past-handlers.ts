/** What the window asks about the past. */
import type { Handlers } from '../../preload/contract.ts';
import type { IncidentFigures } from '../../preload/past.ts';
import type { Readers } from '../history/readers.ts';
import type { Service } from '../monitor/model.ts';
import { decisionView } from './decisions.ts';
import { incidentsFile } from './incident-export.ts';
import { storyView } from './incident-story.ts';
import { incidentRow } from './incidents.ts';
import { Refusal } from './refusal.ts';

export type PastDependencies = {
  readonly history: Pick<Readers, 'chart' | 'decisions' | 'incidentPage' | 'incidentStory' | 'incidentFigures'>;
  readonly services: () => readonly Service[];
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
};

const usualLimit = 50;

export type PastHandlers = Pick<
  Handlers,
  'chart' | 'decisions' | 'incidents' | 'incident' | 'figures' | 'exportIncidents'
>;

export function createPastHandlers({ history, services, wallMs }: PastDependencies): PastHandlers {
  function figures(query: Parameters<Handlers['figures']>[0]): IncidentFigures {
    try {
      return history.incidentFigures(query);
    } catch (error) {
      if (error instanceof RangeError) throw noSuchTimeZone(query.timeZone);
      throw error;
    }
  }

  return {
    figures,
    chart: ({ service, from, to, points }) => ({ from, to, ...history.chart(service, from, to, points) }),
    decisions: ({ service, limit = usualLimit }) =>
      history.decisions({ limit, ...(service === undefined ? {} : { service }) }).map(decisionView),
    incidents(query) {
      const { incidents, ...page } = history.incidentPage({ limit: usualLimit, ...query });
      return { ...page, incidents: incidents.map(incidentRow) };
    },
    incident({ id }) {
      const known = history.incidentStory(id);
      const labels = known && services().find(({ name }) => name === known.incident.service);
      const story = labels === undefined ? known : history.incidentStory(id, labels);
      if (story === undefined) throw noSuchIncident(id);
      return storyView(story);
    },
    exportIncidents: ({ format, ...query }) => incidentsFile(history.incidentPage, query, format, wallMs()),
  };
}

function noSuchIncident(id: string): Refusal {
  return new Refusal('missing', {
    en: `there is no incident ${id} on record`,
    fr: `il n’y a pas d’incident ${id} dans l’historique`,
  });
}

function noSuchTimeZone(name: string): Refusal {
  return new Refusal('invalid', {
    en: `figures: timeZone must be a time zone such as Europe/Paris, and "${name}" is none`,
    fr: `figures : timeZone doit être un fuseau horaire, comme Europe/Paris, et « ${name} » n’en est pas un`,
  });
}
