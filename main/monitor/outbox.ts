/** What stands between the record of an alert and the people it is for. History keeps it, notify empties it. */
import type { Alert } from './model.ts';

/** Where an incident's conversation with people takes place: for Slack, the root message. */
export type Conversation = { readonly channel: string; readonly messageId: string };

export type OwedAlert = {
  /** Grows with time: alerts of one incident are told in this order. */
  readonly id: number;
  readonly notifier: string;
  readonly alert: Alert;
  readonly attempts: number;
  /** Epoch milliseconds before which it is not tried again. */
  readonly notBefore: number;
};

/** Durable and synchronous: an alert is a row before it is a request, and stays one until it was accepted. */
export type Outbox = {
  /** Everything not yet accepted by that notifier, oldest first, due or not. */
  owed(notifier: string): readonly OwedAlert[];
  conversation(notifier: string, incidentId: string): Conversation | undefined;
  /** Accepted at `at` (epoch milliseconds): never tried again. */
  settle(id: number, at: number, conversation?: Conversation): void;
  /** Not accepted: counts the attempt and notes the reason and the earliest time of the next. */
  postpone(id: number, notBefore: number, reason: string): void;
};
