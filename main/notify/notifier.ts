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
  /** There was an answer, if one that says too little: whatever was not done by then never will be. */
  readonly answered?: true;
};

export type TakenDelivery = {
  readonly ok: true;
  readonly conversation?: Conversation;
  /** It is done with, but nobody was told and nobody is to be: these are quiet hours, say. */
  readonly untold?: true;
};

export type Delivery = TakenDelivery | FailedDelivery;

/** One message on its way out. */
export type Departure = {
  /** Unique to the message; whoever finds it again in a message knows that this one arrived. */
  readonly key: string;
  /**
   * To be called right before the request goes out, so that the pace is kept where it is measured, and it is on record
   * that the message may arrive. `named` holds the ids of the incidents that it tells of, where there is no room for all.
   */
  leaves(named?: ReadonlySet<string>): void;
  /**
   * To be called before the message leaves where the conversation's first one may not have been brought up to date: that
   * is done again, quietly, and be it in the next run.
   */
  doubtsRoot(): void;
};

/** A message whose answer was lost. */
export type Sought = {
  readonly key: string;
  /** When it left, epoch milliseconds by this machine's clock. */
  readonly leftAt: number;
  /** Where it belongs; undefined for one that was to begin a conversation. */
  readonly conversation: Conversation | undefined;
  /** The notifier's `place` when it left, which may be another by now; undefined if that is not known. */
  readonly place?: string | undefined;
  /** Of the incidents that it told. */
  readonly incidentIds: readonly string[];
};

export type Search =
  | { readonly outcome: 'found'; readonly conversation: Conversation; readonly at: number }
  /** It is not there now. */
  | { readonly outcome: 'absent' }
  /** Nobody can say: what is sought may be told twice. */
  | { readonly outcome: 'forbidden' }
  | { readonly outcome: 'failed'; readonly failure: FailedDelivery };

export type Notifier = {
  /** Stable: it is stored with every owed alert. */
  readonly name: string;
  /** Where it begins conversations, as the configuration has it; undefined where there is only one such place. */
  readonly place?: string;
  /** Least time between two messages; 0 for no limit. */
  readonly gapMs: number;
  /**
   * Tells the news of a conversation. Resolves when the other side has taken it or failed; a rejection counts as a failed
   * delivery. What is over without a conversation was never announced: the message tells both its beginning and its end.
   * A quiet report brings only up to date what people see already.
   */
  deliver(report: Report, conversation: Conversation | undefined, departure: Departure): Promise<Delivery>;
  /** Looks whether a message arrived; `asking` is called before each request. Never rejects. Without it, what may have arrived is repeated. */
  find?(sought: Sought, asking: () => void): Promise<Search>;
};
