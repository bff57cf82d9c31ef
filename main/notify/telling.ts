/** One message: from the task, through the notifier, to what is known of it afterwards. */
import { randomUUID } from 'node:crypto';
import type { OwedAlert } from '../monitor/outbox.ts';
import { retryMs } from './backoff.ts';
import { type Desk, type Job, notTold, reached, spared, told } from './desk.ts';
import type { Delivery, Departure, FailedDelivery, TakenDelivery } from './notifier.ts';
import type { Passage } from './pace.ts';
import { keysOf, placeOf } from './plan.ts';
import type { Task } from './queue.ts';
import { outageIdOf, type Report, reportOf } from './report.ts';

/** A message that went out: what it tells, and what it only begins the conversation of. */
type Left = { readonly at: number; readonly tells: readonly OwedAlert[]; readonly later: readonly OwedAlert[] };

export function tellingJob(desk: Desk, task: Task): Job {
  return {
    keys: keysOf(task),
    rows: task.settles,
    urgent: task.urgent,
    startsAt: () => Math.max(task.startsAt, desk.pace().freeAt()),
    begin(now) {
      const report = reportOf(task, desk.receipts.story);
      return report && tell(desk, task, report, desk.pace().take(now));
    },
  };
}

async function tell(desk: Desk, task: Task, report: Report, passage: Passage): Promise<void> {
  const { clock } = desk.deps;
  const key = randomUUID();
  const startedIn = desk.trouble.wave();
  let left: Left | undefined;
  let latest = passage;
  let isRootInDoubt = false;
  const delivery = await attempt(desk, task, report, {
    key,
    leaves(named) {
      const now = clock.monotonicMs();
      if (left !== undefined) {
        latest.answered(now);
        latest = desk.pace().take(now);
      }
      latest.leaves(now);
      left = { at: now, ...shares(task, named) };
      desk.places.leaves();
      desk.receipts.sending(key, clock.wallMs(), left.tells, left.later);
    },
    doubtsRoot() {
      isRootInDoubt = true;
      desk.repairs.needed(task);
    },
  });
  latest.answered(clock.monotonicMs());
  if (desk.isAbandoned()) return;
  const isRepair = task.settles.length === 0;
  if (isRepair && !delivery.ok) desk.repairs.needed(task);
  else if (delivery.ok && !isRootInDoubt) desk.repairs.done(task);
  if (delivery.ok && delivery.untold) spared(desk, task.settles);
  else if (delivery.ok) succeeded(desk, task, delivery, left);
  else failed(desk, task, delivery, startedIn, left && { ...left, key });
}

async function attempt({ notifier }: Desk, task: Task, report: Report, departure: Departure): Promise<Delivery> {
  try {
    return await notifier.deliver(report, task.conversation, departure);
  } catch (error) {
    const reason = `${notifier.name} failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, reason, scope: 'message', retryable: true, uncertain: true };
  }
}

/** What a message tells that names only these incidents. */
function shares({ settles, held, untold }: Task, named: ReadonlySet<string> | undefined): Omit<Left, 'at'> {
  if (named === undefined) return { tells: settles, later: [] };
  const tells = settles.filter(({ alert }) => named.has(alert.incident.id));
  const begun = new Set(tells.map(outageIdOf));
  return { tells, later: [...settles, ...held, ...untold].filter((row) => !begun.has(outageIdOf(row))) };
}

function succeeded(desk: Desk, task: Task, delivery: TakenDelivery, left: Left | undefined): void {
  reached(desk);
  if (task.settles.length === 0) return;
  const at = desk.deps.clock.wallMs();
  const rows = left?.tells ?? task.settles;
  const conversation = delivery.conversation ?? task.conversation;
  const isNew =
    conversation !== undefined &&
    (task.conversation === undefined || placeOf(task.conversation) !== placeOf(conversation));
  const begun = new Set(rows.map(outageIdOf));
  const begins = isNew ? task.shared.filter((id) => !begun.has(id)) : [];
  desk.receipts.settle({ told: rows, at, conversation, begins });
  if (left !== undefined && left.later.length > 0) desk.receipts.notSent(left.later);
  told(desk, rows, at, ({ attempts }) => attempts + 1);
}

function failed(
  desk: Desk,
  task: Task,
  failure: FailedDelivery,
  startedIn: number,
  left: (Left & { readonly key: string }) | undefined,
): void {
  const { holds, trouble, receipts, deps, notifier } = desk;
  const now = deps.clock.monotonicMs();
  if (left !== undefined) {
    if (failure.uncertain && notifier.find !== undefined)
      desk.inquiries.lost(left.key, left.at, now, failure.answered === true);
    else receipts.notSent([...left.tells, ...left.later]);
    if (failure.uncertain && notifier.find === undefined) for (const { id } of left.tells) desk.repeated.add(id);
  }
  if (failure.retryAfterMs !== undefined) trouble.limit(failure.retryAfterMs, now);
  if (failure.scope !== 'message') trouble.note(failure, startedIn, now);
  const shared = holds.isShared(task.settles, failure.scope !== 'message');
  const attempts = task.settles.reduce((most, row) => Math.max(most, row.attempts), 0) + 1;
  const ownUntil = now + retryMs(attempts, failure.retryable, deps.random);
  const until = Math.max(trouble.until(now), shared ? now : ownUntil);
  for (const row of task.settles) holds.hold(row.id, until, shared);
  if (task.settles.length === 0) return;
  receipts.postpone(task.settles, deps.clock.wallMs() + until - now, failure.reason);
  notTold(desk, task.settles, failure, until - now, (row) => row.attempts + 1);
}
