/** What people do about outages: acknowledge, snooze, and look. Every surface (Slack, commands, window) uses these. */
import type { AggregateState } from './aggregate.ts';
import type { Actor, Incident, Scope, ServiceStatus, Silence, UnobservedReason } from './model.ts';

export type SnoozeWish = {
  readonly scope: Scope;
  /** How long, in milliseconds; absent: until none of its services is down any more. */
  readonly forMs?: number;
  readonly by: Actor;
  readonly note?: string;
};

/** One service as it is now. */
export type ServiceOverview = {
  readonly service: string;
  readonly group?: string;
  readonly url: string;
  readonly critical: boolean;
  readonly status: ServiceStatus;
  /** Epoch milliseconds. */
  readonly since: number;
  /** Why nobody can say how it is; `paused` where its owner wants it so. */
  readonly unobserved?: { readonly reason: UnobservedReason; readonly from: number };
  /** The one in force that ends last. */
  readonly silence?: Silence;
  readonly incident?: Incident;
  /** The last counted result was good but slower than `max_response_time`. */
  readonly slow: boolean;
};

export type Overview = {
  readonly state: AggregateState;
  readonly services: readonly ServiceOverview[];
  readonly silences: readonly Silence[];
  /** When the last full cycle was complete: every service that is not paused was checked; epoch milliseconds. */
  readonly lastCycleAt?: number;
};

/** A wish that cannot be met; the message says why and what to do, for people. */
export class AttentionError extends Error {
  override readonly name = 'AttentionError';
}

export type Attention = {
  /**
   * Of these incidents those that are open and not acknowledged yet are from now on; gives them as they are then.
   * Unknown ids are passed over.
   */
  acknowledge(incidentIds: readonly string[], by: Actor, note?: string): readonly Incident[];
  /** Throws an `AttentionError` where the scope names nothing that is watched, or nothing is down to wait for. */
  snooze(wish: SnoozeWish): Silence;
  /** Ends those snoozes now; gives those that were in force. Maintenance windows are ended in the configuration. */
  unsnooze(ids: readonly string[], by: Actor): readonly Silence[];
  overview(): Overview;
};
