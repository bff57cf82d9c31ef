/** One notifier's way from what is owed to what is told. */
import type { Outbox } from '../monitor/outbox.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import { backoffMs, slowestRetryMs } from './backoff.ts';
import type { DeliveredNews, RetryNews } from './dispatcher.ts';
import { createHolds } from './holds.ts';
import type { Delivery, FailedDelivery, Notifier } from './notifier.ts';
import { createPace, type Passage } from './pace.ts';
import type { Task } from './queue.ts';
import { createReceipts } from './receipts.ts';
import { type Report, reportOf } from './report.ts';

export type LaneDeps = {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onDelivered: (news: DeliveredNews) => void;
  readonly onRetry: (news: RetryNews) => void;
  readonly onTrouble: (problem: string) => void;
};

export type Lane = { pump(): void; retryNow(): void; close(graceMs: number): Promise<void> };

/** How many deliveries may be under way; recoveries leave room, so that slow ones never hold up an opening. */
const mostUnderWay = { urgent: 8, other: 4 };
const outboxRetryMs = 5_000;

const attemptsOf = ({ settles }: Task): number => Math.max(...settles.map(({ attempts }) => attempts));

export function createLane(notifier: Notifier, deps: LaneDeps): Lane {
  const { clock, random } = deps;
  const receipts = createReceipts(deps.outbox, notifier.name, deps.onTrouble);
  const holds = createHolds(clock);
  const pace = createPace(notifier.gapMs);
  const underWay = new Map<string, Promise<void>>();
  /** The notifier as a whole fails: one delivery at a time finds out whether it works again. */
  let trouble: { readonly wave: number; readonly failures: number; readonly until: number } | undefined;
  /** Counts the troubles: what began in an earlier wave says nothing new about the present one. */
  let wave = 0;
  /** The other side asked to be left alone until then; not even `retryNow` overrides it. */
  let limitedUntil = Number.NEGATIVE_INFINITY;
  let cancelWake: Cancel | undefined;
  let closed = false;
  let abandoned = false;

  function pump(): void {
    if (closed) return;
    cancelWake?.();
    const now = clock.monotonicMs();
    const tasks = receipts.tasks({
      now,
      dueAt: (row) => holds.dueAt(row, now),
      seenAt: (row) => holds.seenAt(row, now),
    });
    let next = tasks === undefined || receipts.hasUnwritten() ? now + outboxRetryMs : Number.POSITIVE_INFINITY;
    for (const task of inOrderOfTrial(tasks ?? [])) {
      if (underWay.has(task.outageId)) continue;
      if (trouble !== undefined && underWay.size > 0) break;
      if (underWay.size >= (task.urgent ? mostUnderWay.urgent : mostUnderWay.other)) continue;
      const at = startsAt(task, now);
      if (at > now) next = Math.min(next, at);
      else begin(task, now);
    }
    cancelWake = next < Number.POSITIVE_INFINITY ? clock.wakeAt(next, pump) : undefined;
  }

  /** In trouble the one that failed least goes first, so that a message which can never pass does not stop the others. */
  function inOrderOfTrial(tasks: readonly Task[]): readonly Task[] {
    return trouble === undefined ? tasks : tasks.toSorted((a, b) => attemptsOf(a) - attemptsOf(b));
  }

  function startsAt(task: Task, now: number): number {
    const own = Math.max(...task.settles.map((row) => holds.retryAt(row, now)));
    return Math.max(task.startsAt, own, limitedUntil, trouble?.until ?? now, pace.freeAt(task.urgent));
  }

  function begin(task: Task, now: number): void {
    const report = reportOf(task, receipts.story(task.outageId));
    if (report !== undefined) underWay.set(task.outageId, tell(task, report, pace.take(now), wave));
  }

  async function tell(task: Task, report: Report, passage: Passage, startedIn: number): Promise<void> {
    const delivery = await attempt(task, report, passage);
    passage.answered(clock.monotonicMs());
    underWay.delete(task.outageId);
    if (abandoned) return;
    try {
      if (delivery.ok) succeeded(task, delivery);
      else failed(task, delivery, startedIn);
    } finally {
      pump();
    }
  }

  async function attempt(task: Task, report: Report, passage: Passage): Promise<Delivery> {
    let messages = 0;
    const sending = () => {
      const now = clock.monotonicMs();
      (messages === 0 ? passage : pace.take(now)).leaves(now);
      messages += 1;
    };
    try {
      return await notifier.deliver(report, task.conversation, sending);
    } catch (error) {
      const reason = `${notifier.name} failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`;
      return { ok: false, reason, scope: 'message', retryable: true, uncertain: true };
    }
  }

  function succeeded(task: Task, delivery: Delivery & { readonly ok: true }): void {
    trouble = undefined;
    holds.releaseShared(clock.monotonicMs());
    const deliveredAt = clock.wallMs();
    receipts.settle(task, deliveredAt, delivery.conversation ?? task.conversation);
    for (const { id, alert, attempts } of task.settles) {
      holds.forget(id);
      deps.onDelivered({
        alert,
        notifier: notifier.name,
        deliveredAt,
        latencyMs: Math.max(0, deliveredAt - alert.at),
        attempts: attempts + 1,
        merged: task.settles.length > 1,
      });
    }
  }

  function failed(task: Task, failure: FailedDelivery, startedIn: number): void {
    const now = clock.monotonicMs();
    const attempts = attemptsOf(task) + 1;
    if (failure.retryAfterMs !== undefined) limitedUntil = Math.max(limitedUntil, now + failure.retryAfterMs);
    if (failure.scope !== 'message') noteTrouble(failure, startedIn, now);
    const shared = holds.isShared(task.settles, failure.scope !== 'message');
    const ownUntil = now + (failure.retryable ? backoffMs(attempts, random) : slowestRetryMs);
    const until = Math.max(limitedUntil, trouble?.until ?? now, shared ? now : ownUntil);
    for (const row of task.settles) holds.hold(row.id, until, shared);
    receipts.postpone(task, clock.wallMs() + until - now, failure.reason);
    for (const { alert, attempts: before } of task.settles) {
      deps.onRetry({
        alert,
        notifier: notifier.name,
        reason: failure.reason,
        remedy: failure.remedy,
        uncertain: failure.uncertain,
        inMs: Math.round(until - now),
        attempts: before + 1,
      });
    }
  }

  /** Deliveries that were under way together fail together: they count as one failure. */
  function noteTrouble(failure: FailedDelivery, startedIn: number, now: number): void {
    if (trouble !== undefined && startedIn < trouble.wave) return;
    const limited = failure.retryAfterMs !== undefined;
    const failures = (trouble?.failures ?? 0) + (limited ? 0 : 1);
    const wait = failure.retryAfterMs ?? (failure.retryable ? backoffMs(failures, random) : slowestRetryMs);
    wave += 1;
    trouble = { wave, failures, until: now + wait };
  }

  return {
    pump,
    retryNow() {
      const now = clock.monotonicMs();
      holds.releaseAll(receipts.owed() ?? [], now);
      if (trouble !== undefined) trouble = { wave, failures: 0, until: now };
      pump();
    },
    async close(graceMs) {
      closed = true;
      cancelWake?.();
      if (underWay.size > 0) {
        const grace = Promise.withResolvers<void>();
        const cancel = clock.wakeAt(clock.monotonicMs() + graceMs, grace.resolve);
        await Promise.race([Promise.all(underWay.values()), grace.promise]);
        cancel();
      }
      abandoned = true;
    },
  };
}
