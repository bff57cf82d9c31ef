/** The news that the core gives out. Listeners hear them after they are on record; none is awaited. */
import type { Incident, Observation, ServiceStatus } from './model.ts';

export type MonitorEvent =
  | { readonly type: 'check'; readonly service: string; readonly at: number; readonly observation: Observation }
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
  | { readonly type: 'not_observed'; readonly service: string; readonly at: number; readonly reason: 'paused' };

export type Listener = (event: MonitorEvent) => void;
