/** What the parts of a lane share. */
import type { Outbox, OwedAlert } from '../monitor/outbox.ts';
import type { Clock } from '../monitor/ports.ts';
import type { DeliveredNews, RetryNews } from './dispatcher.ts';
import type { Holds } from './holds.ts';
import type { Inquiries } from './inquiries.ts';
import type { Limit } from './limit.ts';
import type { FailedDelivery, Notifier } from './notifier.ts';
import type { Pace } from './pace.ts';
import type { Places } from './places.ts';
import type { Reach, ReachNews } from './reach.ts';
import type { Receipts } from './receipts.ts';
import type { Repairs } from './repairs.ts';
import type { Trouble } from './trouble.ts';

export type LaneDeps = {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onDelivered: (news: DeliveredNews) => void;
  readonly onRetry: (news: RetryNews) => void;
  readonly onTrouble: (problem: string) => void;
  readonly onReach: (news: ReachNews) => void;
};

export type Desk = {
  readonly notifier: Notifier;
  readonly deps: LaneDeps;
  readonly receipts: Receipts;
  readonly holds: Holds;
  readonly trouble: Trouble;
  readonly inquiries: Inquiries;
  readonly repairs: Repairs;
  readonly reach: Reach;
  readonly places: Places;
  readonly pace: () => Pace;
  readonly looks: Pace;
  /** How long the other side asked to be spared looks, whatever they are for. */
  readonly lookLimit: Limit;
  /** Rows that are told although they may have been told before. */
  readonly repeated: Set<number>;
  /** The program goes on without this lane: answers are for the next run to find out. */
  isAbandoned(): boolean;
};

/** Something to be asked of the other side: to take a message, or whether one has arrived. */
export type Job = {
  /** What must not be under way beside it. */
  readonly keys: readonly string[];
  readonly rows: readonly OwedAlert[];
  readonly urgent: boolean;
  /** Monotonic; what began a moment ago may put it off. */
  startsAt(): number;
  /** Never rejects; undefined where there is nothing to ask. */
  begin(now: number): Promise<void> | undefined;
};

/** It works: whatever waited only for that may go. */
export function reached({ trouble, holds, deps }: Desk): void {
  trouble.over();
  holds.releaseShared(deps.clock.monotonicMs());
}

export function told(
  desk: Desk,
  rows: readonly OwedAlert[],
  deliveredAt: number,
  attempts: (row: OwedAlert) => number,
) {
  const { notifier, holds, deps, repeated, reach, receipts } = desk;
  if (rows.length > 0) reach.gotThrough(receipts.owed()?.length ?? 0);
  for (const row of rows) {
    holds.forget(row.id);
    deps.onDelivered({
      alert: row.alert,
      notifier: notifier.name,
      deliveredAt,
      latencyMs: Math.max(0, deliveredAt - row.alert.at),
      attempts: attempts(row),
      merged: rows.length > 1,
      possibleDuplicate: repeated.delete(row.id),
    });
  }
}

/** Done with, and nobody was told: that says nothing of whether anybody can be reached. */
export function spared({ receipts, holds, reach }: Desk, rows: readonly OwedAlert[]): void {
  if (rows.length === 0) return;
  receipts.spare(rows);
  for (const { id } of rows) holds.forget(id);
  reach.spared();
}

/** Tried again in `forMs`; `attempts` counts the one that failed. */
export function notTold(
  { notifier, deps, reach }: Desk,
  rows: readonly OwedAlert[],
  failure: FailedDelivery,
  forMs: number,
  attempts: (row: OwedAlert) => number,
): void {
  reach.failed(failure.reason, failure.remedy);
  for (const row of rows) {
    deps.onRetry({
      alert: row.alert,
      notifier: notifier.name,
      reason: failure.reason,
      remedy: failure.remedy,
      uncertain: failure.uncertain,
      inMs: Math.max(0, Math.round(forMs)),
      attempts: attempts(row),
    });
  }
}
