/** One look for a message whose answer was lost, and what follows from it. */
import { backoffMs } from './backoff.ts';
import { type Desk, type Job, notTold, reached, told } from './desk.ts';
import type { Inquiry } from './inquiries.ts';
import type { FailedDelivery, Search } from './notifier.ts';
import { outageIdOf } from './report.ts';

export function lookingJob(desk: Desk, inquiry: Inquiry): Job {
  const isHopeless = () => desk.inquiries.whyHopeless(inquiry.key) !== undefined;
  return {
    keys: inquiry.outageIds,
    rows: [...inquiry.tells, ...inquiry.later],
    // Until it is known, nothing more is told of these services.
    urgent: true,
    startsAt: () =>
      isHopeless() ? Number.NEGATIVE_INFINITY : Math.max(inquiry.startsAt, desk.looks.freeAt(), desk.lookLimit.until()),
    begin: () => (isHopeless() ? giveUp(desk, inquiry) : look(desk, inquiry)),
  };
}

async function look(desk: Desk, inquiry: Inquiry): Promise<void> {
  const askedAt = desk.deps.clock.monotonicMs();
  const startedIn = desk.trouble.wave();
  const search = await find(desk, inquiry);
  if (desk.isAbandoned()) return;
  if (search.outcome === 'found' || search.outcome === 'absent') desk.inquiries.answered();
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
      return failed(desk, inquiry, search.failure, { askedAt, startedIn });
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

/** What was refused for long enough, be it on account of others, need not be asked for any more. */
async function giveUp(desk: Desk, inquiry: Inquiry): Promise<void> {
  const reason = desk.inquiries.whyHopeless(inquiry.key);
  desk.deps.onTrouble(`whether a message arrived cannot be found out (${reason}), so that it is sent again`);
  repeat(desk, inquiry);
}

function failed(
  desk: Desk,
  inquiry: Inquiry,
  failure: FailedDelivery,
  { askedAt, startedIn }: { readonly askedAt: number; readonly startedIn: number },
): void {
  const { deps, trouble, inquiries, lookLimit } = desk;
  const { reason, retryAfterMs } = failure;
  const now = deps.clock.monotonicMs();
  if (retryAfterMs !== undefined) {
    // Looks that were under way together are refused together.
    if (askedAt >= lookLimit.until()) inquiries.limited(now, reason);
    lookLimit.set(retryAfterMs, now);
  } else if (failure.answered === true) {
    inquiries.refused(inquiry.key, (refusals) => now + backoffMs(refusals, deps.random), reason);
  } else {
    trouble.note(failure, startedIn, now);
    notTold(desk, inquiry.tells, { ...failure, uncertain: true }, trouble.until(now) - now, ({ attempts }) => attempts);
  }
}
