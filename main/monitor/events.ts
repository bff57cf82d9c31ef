/** The news that the core gives out. Listeners hear them after they are on record; none is awaited. */
import type { Decision, Incident, Observation, Outage, ServiceStatus, UnobservedReason } from './model.ts';

export type MonitorEvent =
  | {
      readonly type: 'check';
      readonly service: string;
      readonly at: number;
      readonly observation: Observation;
      /** Why its result does not count. */
      readonly unobserved?: UnobservedReason;
    }
  | {
      readonly type: 'state';
      readonly service: string;
      readonly at: number;
      readonly from: ServiceStatus;
      readonly to: ServiceStatus;
      /** Why, for a state that is not a good one. */
      readonly reason?: string;
    }
  | {
      readonly type: 'incident.opened' | 'incident.updated' | 'incident.resolved';
      readonly service: string;
      readonly at: number;
      readonly incident: Incident;
    }
  | {
      readonly type: 'outage.opened' | 'outage.updated' | 'outage.resolved';
      readonly at: number;
      readonly outage: Outage;
      /** Names of the services of all its incidents, and of those that are still down. */
      readonly services: readonly string[];
      readonly down: readonly string[];
    }
  | ({ readonly type: 'decision' } & Decision)
  | {
      readonly type: 'not_observed';
      /** Absent when it holds for all: the program did not run. */
      readonly service?: string;
      readonly at: number;
      readonly reason: UnobservedReason;
      readonly from: number;
      /** Absent when it begins. */
      readonly to?: number;
    }
  | { readonly type: 'network'; readonly at: number; readonly state: NetworkState };

/** How this machine's own network is, as far as a failure has made it necessary to know. */
export type NetworkState = 'online' | 'offline' | 'dns' | 'captive_portal' | 'waking';

export type Listener = (event: MonitorEvent) => void;
