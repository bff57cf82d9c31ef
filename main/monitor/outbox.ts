/** What stands between the record of an alert and the people it is for. History keeps it, notify empties it. */
import type { Alert } from './model.ts';
import type { OutageStory } from './ports.ts';

/** Where the conversation about an outage takes place: for Slack, the root message. */
export type Conversation = { readonly channel: string; readonly messageId: string };

/** A message that was on its way when this was noted. Until its answer is known, it may have reached people or not. */
export type Sending = {
  /** Unique to the message, which carries it. */
  readonly key: string;
  /** When it left, epoch milliseconds. */
  readonly at: number;
  /** It tells this alert. Otherwise it only begins the conversation in which the alert is told later. */
  readonly tells: boolean;
};

export type OwedAlert = {
  /** Grows with time: alerts of one outage are told in this order. */
  readonly id: number;
  readonly notifier: string;
  readonly alert: Alert;
  readonly attempts: number;
  /** Epoch milliseconds before which it is not tried again. */
  readonly notBefore: number;
  /** The latest message with it whose answer is not known. */
  readonly sending?: Sending;
};

/** Durable and synchronous: an alert is a row before it is a request, and stays one until it was accepted. */
export type Outbox = {
  /** Everything not yet accepted by that notifier, oldest first, due or not. */
  owed(notifier: string): readonly OwedAlert[];
  /** One of them by its id, also after it was settled. */
  row(id: number): OwedAlert | undefined;
  /** By the outage's id; the conversations of earlier versions go by the incident's, which is the same for one alone. */
  conversation(notifier: string, outageId: string): Conversation | undefined;
  /** Ids of all outages whose conversation this is. */
  sharing(notifier: string, conversation: Conversation): readonly string[];
  /** The outage with its incidents as they are now; undefined for an id that is none. */
  outage(id: string): OutageStory | undefined;
  /**
   * A message with that key leaves now: it tells `ids`, and begins the conversation of `later`. A crash of the program does
   * not take that back, nor does a power cut, unless it comes within a moment.
   */
  sending(key: string, at: number, ids: readonly number[], later?: readonly number[]): void;
  /** The message on the way did not reach anybody, and never will. */
  notSent(ids: readonly number[]): void;
  /** When the last message of that notifier left, as far as is known; epoch milliseconds. */
  lastSendingAt(notifier: string): number | undefined;
  /** Accepted at `at` (epoch milliseconds): never tried again. All of it or nothing. */
  settle(ids: readonly number[], at: number, conversation?: Conversation): void;
  /** Neither owed any more nor on record as told: nobody need hear of these from their notifier. */
  spare(ids: readonly number[]): void;
  /** From now on the conversation of these outages, whatever is owed of them. */
  converse(notifier: string, outageIds: readonly string[], conversation: Conversation): void;
  /** Not accepted: counts the attempt and notes the reason and the earliest time of the next. */
  postpone(ids: readonly number[], notBefore: number, reason: string): void;
  /** What a notifier wants to know in its next run. */
  note(notifier: string, name: string, value: string): void;
  noted(notifier: string, name: string): string | undefined;
};
