/** One look for a message whose answer was lost, and what follows from it. */
import { backoffMs } from './backoff.ts';
import { type Desk, type Job, notTold, reached, told } from './desk.ts';
import type { Inquiry } from './inquiries.ts';
import type { FailedDelivery, Search } from './notifier.ts';
import { outageIdOf } from './report.ts';

export function lookingJob(desk: Desk, inquiry: Inquiry): Job {
  return {
    keys: inquiry.outageIds,
    rows: [...inquiry.tells, ...inquiry.later],
    // Until it is known, nothing more is told of these services.
    urgent: true,
    startsAt: () => Math.max(inquiry.startsAt, desk.looks.freeAt()),
    begin: () => look(desk, inquiry),
  };
}

async function look(desk: Desk, inquiry: Inquiry): Promise<void> {
  const { clock } = desk.deps;
  const askedAt = clock.monotonicMs();
  const startedIn = desk.trouble.wave();
  const search = await find(desk, inquiry);
  if (desk.isAbandoned()) return;
  switch (search.outcome) {
    case 'found':
      return found(desk, inquiry, search);
    case 'absent':
      reached(desk);
      desk.reach.mayBeRead();
      if (desk.inquiries.isGone(inquiry.key, askedAt)) isNotThere(desk, inquiry);
      return;
    case 'forbidden':
      return repeat(desk, inquiry);
    case 'failed':
      return failed(desk, inquiry, search.failure, startedIn);
  }
}

async function find({ notifier, receipts, places, deps, looks }: Desk, inquiry: Inquiry): Promise<Search> {
  const { key, leftAt, tells, outageIds } = inquiry;
  const [outageId = ''] = outageIds;
  const incidentIds = [...new Set([...tells.map(({ alert }) => alert.incident.id), ...outageIds])];
  const conversation = receipts.conversationOf(outageId);
  const asking = () => {
    const now = deps.clock.monotonicMs();
    looks.take(now).leaves(now);
  };
  try {
    return (
      (await notifier.find?.({ key, leftAt, conversation, place: places.at(leftAt), incidentIds }, asking)) ?? {
        outcome: 'forbidden',
      }
    );
  } catch (error) {
    deps.onTrouble(`looking for a message failed unexpectedly: ${error instanceof Error ? error.message : error}`);
    return { outcome: 'forbidden' };
  }
}

function found(desk: Desk, inquiry: Inquiry, { conversation, at }: Search & { readonly outcome: 'found' }): void {
  const { tells, later } = inquiry;
  reached(desk);
  const begun = new Set(tells.map(outageIdOf));
  desk.receipts.settle({ told: tells, at, conversation, begins: inquiry.outageIds.filter((id) => !begun.has(id)) });
  if (later.length > 0) desk.receipts.notSent(later);
  desk.inquiries.forget(inquiry.key);
  // An attempt that an earlier run did not live to count is one all the same.
  told(desk, tells, at, ({ attempts }) => Math.max(1, attempts));
}

/** It is told anew, perhaps together with what has happened since. */
function isNotThere(desk: Desk, { key, tells, later }: Inquiry): void {
  desk.receipts.notSent([...tells, ...later]);
  desk.inquiries.forget(key);
}

/** Rather twice than never. */
function repeat(desk: Desk, inquiry: Inquiry): void {
  for (const { id } of inquiry.tells) desk.repeated.add(id);
  isNotThere(desk, inquiry);
}

function failed(desk: Desk, inquiry: Inquiry, failure: FailedDelivery, startedIn: number): void {
  const { deps, trouble, inquiries } = desk;
  const now = deps.clock.monotonicMs();
  if (failure.answered !== true && failure.retryAfterMs === undefined) {
    trouble.note(failure, startedIn, now);
    notTold(desk, inquiry.tells, { ...failure, uncertain: true }, trouble.until(now) - now, ({ attempts }) => attempts);
    return;
  }
  const waitOf = (refusals: number) => failure.retryAfterMs ?? backoffMs(refusals, deps.random);
  if (inquiries.refused(inquiry.key, (refusals) => now + waitOf(refusals)) === 'again') return;
  deps.onTrouble(`whether a message arrived cannot be found out (${failure.reason}), so that it is sent again`);
  repeat(desk, inquiry);
}
