/** What the window asks about the past. */
import type { Handlers } from '../../preload/contract.ts';
import type { Chart, IncidentQuery } from '../../preload/past.ts';
import type { Readers } from '../history/readers.ts';
import type { Resolution } from '../history/series.ts';
import type { Incident } from '../monitor/model.ts';
import { decisionView } from './decisions.ts';
import { incidentRow } from './incidents.ts';

export type PastDependencies = { readonly history: Pick<Readers, 'incidents' | 'decisions' | 'series' | 'unobserved'> };

const usualLimit = 50;

export type PastHandlers = Pick<Handlers, 'decisions' | 'incidents' | 'chart'>;

const spans: Readonly<Record<Resolution, number>> = { check: 0, minute: 60_000, hour: 3_600_000 };
const mostSearched = 100_000;

export function createPastHandlers({ history }: PastDependencies): PastHandlers {
  function chart({ service, from, to }: Parameters<Handlers['chart']>[0]): Chart {
    const { resolution, buckets } = history.series(service, from, to);
    const spanMs = spans[resolution];
    return {
      from,
      to,
      resolution,
      buckets: buckets.map((bucket) => ({ ...bucket, spanMs })),
      outages: history
        .incidents({ service, limit: mostSearched })
        .filter(({ startedAt, endedAt = to }) => startedAt < to && endedAt > from)
        .map(({ id, startedAt, endedAt, failure }) => ({
          id,
          from: startedAt,
          ...(endedAt === undefined ? {} : { to: endedAt }),
          kind: failure.kind,
        })),
      unobserved: history.unobserved(service, from, to),
    };
  }

  return {
    chart,
    decisions: ({ service, limit = usualLimit }) =>
      history.decisions({ limit, ...(service === undefined ? {} : { service }) }).map(decisionView),
    incidents(query) {
      const all = history.incidents({ limit: mostSearched, openOnly: query.state === 'open' });
      const fitting = all.filter((incident) => fits(incident, query));
      const start = query.before === undefined ? 0 : Number(query.before);
      const end = start + (query.limit ?? usualLimit);
      return {
        incidents: fitting.slice(start, end).map(incidentRow),
        total: fitting.length,
        ...(end < fitting.length ? { next: String(end) } : {}),
      };
    },
  };
}

function fits(incident: Incident, { service, kind, state, from, to, text }: IncidentQuery): boolean {
  return (
    (service === undefined || incident.service === service) &&
    (kind === undefined || incident.failure.kind === kind) &&
    (state !== 'over' || incident.endedAt !== undefined) &&
    (from === undefined || incident.startedAt >= from) &&
    (to === undefined || incident.startedAt < to) &&
    (text === undefined ||
      `${incident.service} ${incident.failure.sentence}`.toLowerCase().includes(text.toLowerCase()))
  );
}
