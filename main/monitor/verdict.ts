/** From one observation to everything that follows from it: the decision, free of effects. */
import type { MonitorEvent } from './events.ts';
import type { Alert, Incident, IncidentEnd, Observation, Service } from './model.ts';
import type { Change, Health } from './ports.ts';
import { advance, incidentTurn } from './state.ts';

/** A service that fails again this soon after it recovered has not recovered: its incident goes on. */
export const flappingWindowMs = 5 * 60_000;

/** Others of its outage are about to change in the same way, and are told with it. */
const changeGatherMs = 10_000;
/** What people see of a service that fails now in this way and now in that is not older than this. */
const changeQuietMs = 60_000;

/** Where a service stands: its state, its open incident, and the last one that is over. */
export type Standing = {
  readonly health: Health;
  readonly incident?: Incident;
  readonly lastIncident?: Incident;
  /** It was not observed from then until its latest result, which was good; epoch milliseconds. */
  readonly unseenSince?: number;
};

export type Verdict = {
  readonly standing: Standing;
  /** What must be on record before anybody hears the news. */
  readonly change?: Change;
  readonly news: readonly MonitorEvent[];
};

type Failed = Extract<Observation, { ok: false }>;

/**
 * What one more result makes of a service; `newId` names an incident by the start of its first failed check, and `doubt`
 * says why it is not certain that a failure is the service's own.
 */
export function judge(
  service: Service,
  given: Standing,
  observation: Observation,
  newId: (startedAt: number) => string,
  doubt?: string,
): Verdict {
  const standing = observation.ok ? given : seenAgain(given);
  const now = observation.startedAt + observation.durationMs;
  const before = standing.health;
  const health = advance(before, { ok: observation.ok, startedAt: observation.startedAt, endedAt: now }, service);
  const news: MonitorEvent[] = [];
  if (health.status !== before.status) {
    const reason = observation.ok ? undefined : observation.failure.sentence;
    news.push({
      type: 'state',
      service: service.name,
      at: now,
      from: before.status,
      to: health.status,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  const turn = incidentTurn(before.status, health.status);
  if (turn === 'opens' && !observation.ok)
    return opened(service, { ...standing, health }, observation, now, news, newId, doubt);
  if (turn === 'closes' && standing.incident) {
    return closed(
      service,
      { ...standing, health },
      standing.incident,
      before.firstSuccessAt ?? now,
      'recovered',
      now,
      news,
    );
  }
  const { incident } = standing;
  if (incident && !observation.ok && isAnotherWay(incident, observation)) {
    return changed(service, { ...standing, health }, incident, observation, now, news);
  }
  // No news, but the next run is to know that it was well.
  const isSeenWell = before.status === 'pending' && health.status === 'up';
  return { standing: { ...standing, health }, news, ...(isSeenWell ? { change: { service, health } } : {}) };
}

/** What is known of a service that is in no configuration any more. */
export function formerService({ service: name, url, critical }: Incident): Change['service'] {
  return { name, url, critical, method: 'GET', fingerprint: '' };
}

/** Ends an incident that no result can end any more: its service is gone, or something else is expected of it now. */
export function abandon(
  service: Change['service'],
  standing: Standing,
  end: IncidentEnd,
  now: number,
  health: Health,
): Verdict {
  const { incident, ...rest } = standing;
  if (!incident) return { standing: { ...rest, health }, news: [] };
  return closed(service, { ...rest, health }, incident, now, end, now, []);
}

function opened(
  service: Service,
  standing: Standing,
  observation: Failed,
  now: number,
  news: MonitorEvent[],
  newId: (startedAt: number) => string,
  doubt: string | undefined,
): Verdict {
  const { lastIncident: last } = standing;
  const startedAt = standing.health.firstFailureAt ?? observation.startedAt;
  const consecutiveFailures = standing.health.failures;
  const flaps =
    last?.end === 'recovered' && last.endedAt !== undefined && Math.abs(startedAt - last.endedAt) <= flappingWindowMs;
  const incident: Incident = flaps
    ? {
        ...withoutEnd(last),
        ...factsOf(observation),
        ...(doubt === undefined ? {} : { doubt }),
        service: service.name,
        consecutiveFailures,
        flaps: last.flaps + 1,
      }
    : {
        id: newId(startedAt),
        service: service.name,
        url: withoutCredentials(service.url),
        critical: service.critical,
        startedAt,
        openedAt: now,
        ...factsOf(observation),
        ...(doubt === undefined ? {} : { doubt }),
        consecutiveFailures,
        flaps: 0,
      };
  const health = { ...standing.health, incidentId: incident.id };
  const { lastIncident: _, ...rest } = standing;
  return {
    standing: flaps ? { ...rest, health, incident } : { ...standing, health, incident },
    change: { service, health, incident, alert: alertOf(flaps ? 'reopened' : 'opened', incident, service, now) },
    news: [...news, { type: flaps ? 'incident.updated' : 'incident.opened', service: service.name, at: now, incident }],
  };
}

/** Times and addresses in the sentence differ from check to check; kind and status are what people go by. */
function isAnotherWay({ failure, statusCode }: Incident, observation: Failed): boolean {
  return failure.kind !== observation.failure.kind || statusCode !== observation.statusCode;
}

/** It fails in another way. A way that people have not heard of is told; the others only keep what they see true. */
function changed(
  service: Service,
  standing: Standing,
  incident: Incident,
  observation: Failed,
  now: number,
  news: readonly MonitorEvent[],
): Verdict {
  const { health } = standing;
  const { statusCode: _, address: __, ...rest } = incident;
  const before = [...new Set([...(incident.earlierKinds ?? []), incident.failure.kind])];
  const isNew = !before.includes(observation.failure.kind);
  const isDue = isNew || now >= (incident.changeShownAt ?? Number.NEGATIVE_INFINITY);
  const notBefore = now + (isNew ? changeGatherMs : changeQuietMs);
  const updated: Incident = {
    ...rest,
    ...factsOf(observation),
    consecutiveFailures: health.failures,
    earlierKinds: before,
    ...(isDue ? { changeShownAt: notBefore } : {}),
  };
  const alert: Alert = {
    ...alertOf('changed', updated, service, now),
    notBefore,
    ...(isNew ? {} : { quiet: true }),
  };
  return {
    standing: { ...standing, incident: updated },
    change: { service, health, incident: updated, ...(isDue ? { alert } : {}) },
    news: [...news, { type: 'incident.updated', service: service.name, at: now, incident: updated }],
  };
}

function closed(
  service: Change['service'],
  standing: Standing,
  open: Incident,
  endedAt: number,
  end: IncidentEnd,
  now: number,
  news: MonitorEvent[],
): Verdict {
  // A clock that was set back must not give a negative duration.
  const { health, unseenSince } = standing;
  const unseen = end === 'recovered' && unseenSince !== undefined;
  const incident: Incident = {
    ...open,
    endedAt: Math.max(endedAt, open.startedAt),
    end,
    ...(unseen
      ? { endedNotBefore: Math.min(Math.max(unseenSince, open.startedAt), Math.max(endedAt, open.startedAt)) }
      : {}),
  };
  return {
    standing: { health, lastIncident: incident },
    change: { service, health, incident, alert: alertOf('resolved', incident, service, now) },
    news: [...news, { type: 'incident.resolved', service: service.name, at: now, incident }],
  };
}

function seenAgain({ unseenSince: _, ...standing }: Standing): Standing {
  return standing;
}

function factsOf(observation: Failed): Pick<Incident, 'failure' | 'responseMs' | 'phases' | 'statusCode' | 'address'> {
  const { failure, durationMs: responseMs, phases, statusCode, address } = observation;
  return {
    failure,
    responseMs,
    phases,
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(address === undefined ? {} : { address }),
  };
}

function withoutEnd({
  endedAt: _endedAt,
  end: _end,
  endedNotBefore: _notBefore,
  doubt: _doubt,
  statusCode: _status,
  address: _address,
  silence: _silence,
  ...incident
}: Incident): Incident {
  return incident;
}

/** What is stored, sent and printed is read by many. */
function withoutCredentials(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/?#\s]*@/, '$1');
}

/** The alert as it becomes owed. */
export function alertOf(kind: Alert['kind'], incident: Incident, service: Change['service'], at: number): Alert {
  const { name, url, method, critical, group, runbook, description } = service;
  return {
    kind,
    incident,
    at,
    service: {
      name,
      url: withoutCredentials(url),
      method,
      critical,
      ...(group === undefined ? {} : { group }),
      ...(runbook === undefined ? {} : { runbook }),
      ...(description === undefined ? {} : { description }),
    },
  };
}
