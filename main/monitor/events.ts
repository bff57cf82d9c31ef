/** The news that the core gives out. Listeners hear them after they are on record; none is awaited. */
import type {
  Actor,
  Decision,
  Incident,
  Observation,
  Outage,
  ServiceStatus,
  Silence,
  UnobservedReason,
} from './model.ts';

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
  | {
      readonly type: 'incident.acknowledged';
      readonly service: string;
      readonly at: number;
      readonly incident: Incident;
    }
  | { readonly type: 'silence.started'; readonly at: number; readonly silence: Silence }
  | {
      readonly type: 'silence.ended';
      readonly at: number;
      readonly silence: Silence;
      /** Who ended it before its time. */
      readonly by?: Actor;
      /** Names of the services in its scope that are down, as far as is known. */
      readonly down: readonly string[];
    }
  | {
      /** Every service that is not paused has been checked since the cycle before. */
      readonly type: 'cycle';
      readonly at: number;
      readonly tookMs: number;
    }
  | { readonly type: 'network'; readonly at: number; readonly state: NetworkState };

/** How this machine's own network is, as far as a failure has made it necessary to know. */
export type NetworkState = 'online' | 'offline' | 'dns' | 'captive_portal' | 'waking';

/** What the system says of this machine. Any of it may be late, wrong or missing: each is a reason to look. */
export type Hint = 'suspend' | 'resume' | 'online' | 'offline';

export type Listener = (event: MonitorEvent) => void;
