/** What stands between the record of an alert and the people it is for. History keeps it, notify empties it. */
import type { Alert } from './model.ts';
import type { OutageStory } from './ports.ts';

/** Where the conversation about an outage takes place: for Slack, the root message. */
export type Conversation = { readonly channel: string; readonly messageId: string };

export type OwedAlert = {
  /** Grows with time: alerts of one outage are told in this order. */
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
  /** By the outage's id; the conversations of earlier versions go by the incident's, which is the same for one alone. */
  conversation(notifier: string, outageId: string): Conversation | undefined;
  /** The outage with its incidents as they are now; undefined for an id that is none. */
  outage(id: string): OutageStory | undefined;
  /** Accepted at `at` (epoch milliseconds): never tried again. */
  settle(id: number, at: number, conversation?: Conversation): void;
  /** Not accepted: counts the attempt and notes the reason and the earliest time of the next. */
  postpone(id: number, notBefore: number, reason: string): void;
};
