/** What every way of telling people promises. Adding one is one file that implements `Notifier` and one entry in the composition root. */
import type { Conversation } from '../monitor/outbox.ts';
import type { Report } from './report.ts';

/** How far the cause of a failed delivery reaches: only this message, its whole channel, or everything this notifier does. */
export type DeliveryScope = 'message' | 'channel' | 'everything';

export type FailedDelivery = {
  readonly ok: false;
  /** One sentence without times or counts, so that the same cause always reads the same and need be logged only once. */
  readonly reason: string;
  /** What a person can do about it. */
  readonly remedy?: string;
  readonly scope: DeliveryScope;
  /** False when nothing will change until somebody acts: it is then tried again slowly. Never given up, either way. */
  readonly retryable: boolean;
  /** How long the other side asked to be left alone; implies a scope of at least the channel. */
  readonly retryAfterMs?: number;
  /** True when the answer was lost, so that people may have been told all the same. */
  readonly uncertain: boolean;
};

export type Delivery = { readonly ok: true; readonly conversation?: Conversation } | FailedDelivery;

export type Notifier = {
  /** Stable: it is stored with every owed alert. */
  readonly name: string;
  /** Least time between two messages, in the long run; 0 for no limit. One message more may follow at once when it opens an outage. */
  readonly gapMs: number;
  /**
   * Tells the news of one outage. Resolves when the other side has taken it or failed; a rejection counts as a failed delivery.
   * `sending` is called right before each message goes out, so that the pace is kept where it is measured.
   * What is over without a conversation was never announced: the message tells both its beginning and its end. A quiet
   * report brings only up to date what people see already.
   */
  deliver(report: Report, conversation: Conversation | undefined, sending: () => void): Promise<Delivery>;
};
