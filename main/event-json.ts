/** The `--json` contract: what one event looks like as one object a line. Times are ISO 8601, durations are seconds. */
import type { Problem } from './config/problem.ts';
import { incidentFields, localTime, phaseSeconds } from './history/incident-document.ts';
import type { MonitorEvent } from './monitor/events.ts';
import type { Observation, Outage, Silence } from './monitor/model.ts';
import type { IncidentStatistics } from './monitor/statistics.ts';

export type ProgramEvent =
  | MonitorEvent
  | {
      readonly type: 'started';
      readonly at: number;
      readonly version: string;
      readonly config: string;
      readonly services: number;
      readonly slack: 'on' | 'off';
      /** Address of the browser's window; null while there is none. */
      readonly dashboard: string | null;
    }
  | {
      readonly type: 'alert.delivered';
      readonly at: number;
      readonly service: string;
      readonly incident: string;
      readonly outage: string;
      readonly notifier: string;
      readonly kind: string;
      /** From the change of state to the acceptance. */
      readonly latencyMs: number;
      readonly attempts: number;
      /** An earlier answer was lost and nobody may look whether it had arrived. */
      readonly possibleDuplicate?: true;
    }
  | {
      readonly type: 'alert.retry';
      readonly at: number;
      readonly service: string;
      readonly incident: string;
      readonly notifier: string;
      readonly kind: string;
      readonly reason: string;
      readonly remedy?: string;
      /** The answer was lost: people may have been told all the same. */
      readonly uncertain?: true;
      readonly inMs: number;
      readonly attempts: number;
    }
  | {
      /** It was tried for ten seconds and nothing got through; again, at most once a minute, when `owed` has changed. */
      readonly type: 'notifier.unreachable';
      readonly at: number;
      readonly notifier: string;
      /** How many alerts it has not told yet. */
      readonly owed: number;
      readonly since: number;
      readonly reason: string;
      readonly remedy?: string;
    }
  | { readonly type: 'notifier.reachable'; readonly at: number; readonly notifier: string; readonly owed: number }
  | {
      readonly type: 'config.reloaded';
      readonly at: number;
      readonly services: number;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly changed: readonly string[];
      readonly renamed: ReadonlyArray<{ readonly from: string; readonly to: string }>;
    }
  | { readonly type: 'config.rejected'; readonly at: number; readonly problems: readonly Problem[] }
  /** The first one has reached the dead man's switch, or whether they do has changed. */
  | { readonly type: 'heartbeat'; readonly at: number; readonly ok: boolean; readonly reason?: string }
  /** Whoever reads standard output did not keep up, and does again: so many lines before this one were dropped. */
  | { readonly type: 'lines.lost'; readonly at: number; readonly lines: number }
  | {
      readonly type: 'statistics';
      readonly at: number;
      readonly statistics: IncidentStatistics;
      readonly uptimes: readonly ServiceUptime[];
    };

/** Fractions of the observed time without an incident; undefined where nothing was observed. */
export type ServiceUptime = {
  readonly service: string;
  readonly day: number | undefined;
  readonly week: number | undefined;
  readonly month: number | undefined;
};

/** One event as the object that is printed. */
export function eventJson(event: ProgramEvent): object {
  const head = { event: event.type, at: new Date(event.at).toISOString() };
  switch (event.type) {
    case 'check': {
      const { service, observation, unobserved } = event;
      const uncounted = unobserved === undefined ? {} : { not_observed: unobserved };
      return { ...head, service, ...observationJson(observation), ...uncounted };
    }
    case 'incident.opened':
    case 'incident.updated':
    case 'incident.resolved':
    case 'incident.acknowledged':
      return { ...head, ...incidentFields(event.incident) };
    case 'silence.started':
      return { ...head, ...silenceFields(event.silence) };
    case 'silence.ended': {
      const { silence, by, down } = event;
      return { ...head, ...silenceFields(silence), ended_by: by?.name ?? null, down };
    }
    case 'cycle':
      return { ...head, took: seconds(event.tookMs) };
    case 'outage.opened':
    case 'outage.updated':
    case 'outage.resolved': {
      const { outage, services, down } = event;
      return { ...head, ...outageFields(outage), services, down };
    }
    case 'not_observed': {
      const { service, reason, from, to } = event;
      return {
        ...head,
        ...(service === undefined ? {} : { service }),
        reason,
        from: new Date(from).toISOString(),
        to: to === undefined ? null : new Date(to).toISOString(),
      };
    }
    case 'alert.delivered': {
      const { type: _, at: __, latencyMs, possibleDuplicate, ...rest } = event;
      const twice = possibleDuplicate ? { possible_duplicate: true } : {};
      return { ...head, ...rest, ...twice, latency: seconds(latencyMs) };
    }
    case 'alert.retry': {
      const { type: _, at: __, inMs, ...rest } = event;
      return { ...head, ...rest, retry_in: seconds(inMs) };
    }
    case 'notifier.unreachable': {
      const { type: _, at: __, since, ...rest } = event;
      return { ...head, ...rest, since: new Date(since).toISOString() };
    }
    case 'statistics': {
      const { total, active, resolved, meanSeconds, shortestSeconds, longestSeconds } = event.statistics;
      return {
        ...head,
        total,
        active,
        resolved,
        mean_duration: meanSeconds ?? null,
        shortest_duration: shortestSeconds ?? null,
        longest_duration: longestSeconds ?? null,
        uptime: event.uptimes.map(({ service, day, week, month }) => ({
          service,
          '24h': fraction(day),
          '7d': fraction(week),
          '30d': fraction(month),
        })),
      };
    }
    default: {
      const { type: _, at: __, ...rest } = event;
      return { ...head, ...rest };
    }
  }
}

function outageFields({ id, startedAt, endedAt, explanation, members }: Outage): object {
  return {
    id,
    start_time: localTime(startedAt),
    end_time: endedAt === undefined ? null : localTime(endedAt),
    explanation,
    incidents: members,
  };
}

function silenceFields(silence: Silence): object {
  const { id, kind, scope, startedAt, until } = silence;
  return {
    id,
    kind,
    scope,
    from: localTime(startedAt),
    until: until === undefined ? null : localTime(until),
    by: silence.kind === 'snooze' ? silence.by.name : null,
    name: (silence.kind === 'maintenance' ? silence.name : undefined) ?? null,
    note: (silence.kind === 'snooze' ? silence.note : undefined) ?? null,
  };
}

function observationJson(observation: Observation): object {
  const { durationMs, phases, statusCode, address } = observation;
  const common = {
    ok: observation.ok,
    status_code: statusCode ?? null,
    response_time: seconds(durationMs),
    phases: phaseSeconds(phases),
    address: address ?? null,
  };
  if (observation.ok) return observation.slow ? { ...common, slow: true } : common;
  return { ...common, kind: observation.failure.kind, error: observation.failure.sentence };
}

/** Milliseconds as seconds, to the tenth of a millisecond. */
function seconds(ms: number): number {
  return Math.round(ms * 10) / 10_000;
}

/** To a millionth: 30 days in steps of under three seconds. */
function fraction(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 1e6) / 1e6;
}
