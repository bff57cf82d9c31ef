/** Empties the outbox: every owed alert reaches every notifier once, in order within its outage, however long it takes. */
import type { Alert } from '../monitor/model.ts';
import type { LaneDeps } from './desk.ts';
import { createLane } from './lane.ts';
import type { Notifier } from './notifier.ts';
import type { ReachNews } from './reach.ts';

export type DeliveredNews = {
  readonly alert: Alert;
  readonly notifier: string;
  /** Epoch milliseconds. */
  readonly deliveredAt: number;
  /** From the moment the alert became owed. */
  readonly latencyMs: number;
  readonly attempts: number;
  /** One message told this alert together with others of its outage. */
  readonly merged: boolean;
  /** The answer to an earlier message was lost and nobody can say whether it arrived: people may hear of this twice. */
  readonly possibleDuplicate: boolean;
};

export type RetryNews = {
  readonly alert: Alert;
  readonly notifier: string;
  /** The same text for the same cause, so that a log can mention it once. */
  readonly reason: string;
  readonly remedy: string | undefined;
  /** The answer was lost, so that people may have been told already; before it is repeated, it is looked for where that is allowed. */
  readonly uncertain: boolean;
  readonly inMs: number;
  readonly attempts: number;
};

export type DispatcherDeps = Omit<LaneDeps, 'onTrouble' | 'onReach'> & {
  readonly notifiers: readonly Notifier[];
  /** The outbox itself fails. Nothing is lost: what could not be read or written is tried again every few seconds. */
  readonly onTrouble?: (problem: string) => void;
  /**
   * A notifier was tried for ten seconds and reached nobody; said again, at most once a minute, when more or fewer
   * alerts are owed. Then, once, that something got through.
   */
  readonly onReach?: (news: ReachNews) => void;
};

export type Dispatcher = {
  /** Something may be owed: call after each commit and once at start. Cheap; several calls in one turn count as one. */
  poke(): void;
  /** What stood in the way may be gone (another token, another network): forgets all waiting but what Slack asked for. */
  retryNow(): void;
  /** Begins nothing more and gives what is under way so long, a second if nothing is said. Whatever is not told by then stays owed. */
  close(graceMs?: number): Promise<void>;
};

/** Its callbacks must not throw. Holds no timer while nothing is owed. */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const onTrouble = deps.onTrouble ?? (() => undefined);
  const onReach = deps.onReach ?? (() => undefined);
  const lanes = deps.notifiers.map((notifier) => createLane(notifier, { ...deps, onTrouble, onReach }));
  let poked = false;

  return {
    poke() {
      if (poked) return;
      poked = true;
      queueMicrotask(() => {
        poked = false;
        for (const lane of lanes) lane.pump();
      });
    },
    retryNow() {
      for (const lane of lanes) lane.retryNow();
    },
    async close(graceMs = 1_000) {
      await Promise.all(lanes.map((lane) => lane.close(graceMs)));
    },
  };
}
