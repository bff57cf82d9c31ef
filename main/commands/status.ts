/** How everything is, as plain JSON: what the tray, a window and `asl-monitor status` are made of. Pure. */
import type { HeartbeatState } from '../heartbeat.ts';
import type { NotifierState } from '../messenger.ts';
import { type AggregateState, aggregate } from '../monitor/aggregate.ts';
import type { Overview, ServiceOverview } from '../monitor/attention.ts';
import type { NetworkState } from '../monitor/events.ts';
import { outageIdOf } from '../monitor/incident-id.ts';
import type {
  Acknowledgement,
  Explanation,
  Incident,
  ServiceStatus,
  Silence,
  UnobservedReason,
} from '../monitor/model.ts';

/** Times are epoch milliseconds. */
export type ServiceState = {
  readonly name: string;
  readonly group?: string;
  readonly critical: boolean;
  /** What it would be if it were all there is. */
  readonly state: AggregateState;
  readonly status: ServiceStatus;
  readonly since: number;
  readonly slow: boolean;
  readonly unobserved?: { readonly reason: UnobservedReason; readonly from: number };
  /** Of the silence in force that ends last; all of it is in `silences`. */
  readonly silence?: { readonly id: string; readonly kind: Silence['kind']; readonly until?: number };
  /** Of the incident that is open. */
  readonly incident?: string;
  readonly acknowledged?: Acknowledgement;
  /** What is wrong, in one sentence. */
  readonly reason?: string;
};

/** One that is not over. */
export type OpenOutage = {
  readonly id: string;
  readonly since: number;
  readonly explanation: Explanation;
  /** Those of its services that are down. */
  readonly services: readonly string[];
  readonly incidents: readonly string[];
  readonly critical: boolean;
  /** The latest, once somebody has acknowledged all of it. */
  readonly acknowledged?: Acknowledgement;
};

export type Status = {
  readonly at: number;
  readonly state: AggregateState;
  /** Each service once, under its state; `paused` are also those that are silenced. */
  readonly counts: Readonly<Record<AggregateState, number>> & { readonly services: number };
  readonly network: NetworkState;
  /** In the order of the configuration. */
  readonly services: readonly ServiceState[];
  /** Latest last. */
  readonly outages: readonly OpenOutage[];
  readonly silences: readonly Silence[];
  readonly notifiers: readonly NotifierState[];
  readonly heartbeat?: HeartbeatState;
  readonly lastCycleAt?: number;
};

export type Surroundings = Pick<Status, 'at' | 'network' | 'notifiers'> & {
  readonly heartbeat: HeartbeatState | undefined;
  explanationOf(outage: string): Explanation | undefined;
};

export function statusOf(overview: Overview, surroundings: Surroundings): Status {
  return statusWith(overview.services.map(serviceState), overview, surroundings);
}

/** The same where the state of each service is known already, in the order in which they are shown. */
export function statusWith(
  services: readonly ServiceState[],
  overview: Overview,
  { at, network, notifiers, heartbeat, explanationOf }: Surroundings,
): Status {
  const counts = { services: services.length, ok: 0, degraded: 0, down: 0, unknown: 0, paused: 0 };
  for (const { state } of services) counts[state] += 1;
  return {
    at,
    state: overview.state,
    counts,
    network,
    services,
    outages: openOutages(overview.services, explanationOf),
    silences: overview.silences,
    notifiers,
    ...(heartbeat === undefined ? {} : { heartbeat }),
    ...(overview.lastCycleAt === undefined ? {} : { lastCycleAt: overview.lastCycleAt }),
  };
}

export function serviceState(one: ServiceOverview): ServiceState {
  const { service: name, group, critical, status, since, slow, unobserved, silence, incident } = one;
  return {
    name,
    ...(group === undefined ? {} : { group }),
    critical,
    state: aggregate([one]),
    status,
    since,
    slow,
    ...(unobserved === undefined ? {} : { unobserved: { reason: unobserved.reason, from: unobserved.from } }),
    ...(silence === undefined ? {} : { silence: briefly(silence) }),
    ...(incident === undefined ? {} : { incident: incident.id, reason: incident.failure.sentence }),
    ...(incident?.acknowledged === undefined ? {} : { acknowledged: incident.acknowledged }),
  };
}

/** Its scope may name every service, and would be said again with each of them. */
function briefly({ id, kind, until }: Silence): NonNullable<ServiceState['silence']> {
  return { id, kind, ...(until === undefined ? {} : { until }) };
}

function openOutages(
  services: readonly ServiceOverview[],
  explanationOf: Surroundings['explanationOf'],
): readonly OpenOutage[] {
  const incidents = services.flatMap(({ incident }) => incident ?? []);
  return [...Map.groupBy(incidents, outageIdOf)]
    .map(([id, own]) => openOutage(id, own, explanationOf(id) ?? { kind: 'alone' }))
    .sort((one, other) => one.since - other.since);
}

function openOutage(id: string, incidents: readonly Incident[], explanation: Explanation): OpenOutage {
  const acknowledged = incidents
    .flatMap(({ acknowledged }) => acknowledged ?? [])
    .sort((one, other) => one.at - other.at);
  const latest = acknowledged.length === incidents.length ? acknowledged.at(-1) : undefined;
  return {
    id,
    since: Math.min(...incidents.map(({ startedAt }) => startedAt)),
    explanation,
    services: incidents.map(({ service }) => service),
    incidents: incidents.map(({ id }) => id),
    critical: incidents.some(({ critical }) => critical),
    ...(latest === undefined ? {} : { acknowledged: latest }),
  };
}
