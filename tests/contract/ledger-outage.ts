/** An outage from its first failed check to its recovery, as a ledger is told of it. */
import type { Alert, Incident, Observation, Outage, Service } from '../../main/monitor/model.ts';
import type { Change, Health } from '../../main/monitor/ports.ts';

export const noon = Date.UTC(2026, 2, 1, 12);

export function anIncident(service: string, overrides: Partial<Incident> = {}): Incident {
  return {
    id: `${service}_20260301_120000`,
    service,
    url: `https://${service}.example/health`,
    critical: true,
    startedAt: noon,
    openedAt: noon + 2_012,
    failure: { kind: 'status', phase: 'first_byte', sentence: 'HTTP status 503' },
    statusCode: 503,
    responseMs: 12,
    phases: { dnsMs: 1, tcpMs: 2, firstByteMs: 9 },
    address: '10.1.2.3:443',
    consecutiveFailures: 2,
    flaps: 0,
    ...overrides,
  };
}

export function anAlert(kind: Alert['kind'], service: Service, incident: Incident): Alert {
  const { name, url, method, critical } = service;
  return { kind, incident, service: { name, url, method, critical }, at: incident.endedAt ?? incident.openedAt };
}

/** One of these incidents alone, or of all of them in this order. */
export function anOutage(members: readonly Incident[], overrides: Partial<Outage> = {}): Outage {
  const [first] = members;
  if (first === undefined) throw new Error('an outage has members');
  return {
    id: first.id,
    startedAt: Math.min(...members.map(({ startedAt }) => startedAt)),
    explanation: { kind: 'alone' },
    members: members.map(({ id }) => id),
    ...overrides,
  };
}

export const down = (incident: Incident): Health => ({
  status: 'down',
  since: incident.openedAt,
  failures: incident.consecutiveFailures,
  successes: 0,
  firstFailureAt: incident.startedAt,
  incidentId: incident.id,
});

export const up: Health = {
  status: 'up',
  since: noon + 60_000,
  failures: 0,
  successes: 0,
};

export function outage(service: Service, overrides: Partial<Incident> = {}): Change & { readonly incident: Incident } {
  const incident = anIncident(service.name, overrides);
  return { service, health: down(incident), incident, alert: anAlert('opened', service, incident) };
}

export function recovery(
  service: Service,
  incident: Incident,
  endedAt = noon + 60_000,
): Change & { incident: Incident } {
  const over: Incident = { ...incident, endedAt, end: 'recovered' };
  return { service, health: up, incident: over, alert: anAlert('resolved', service, over) };
}

export function anObservation(startedAt: number, overrides: { durationMs?: number; slow?: boolean } = {}): Observation {
  return { startedAt, durationMs: 12, phases: {}, statusCode: 200, ok: true, slow: false, ...overrides };
}
