/** The messages that are to be sent next, of all that is owed. Pure, as the queue is. */
import type { Conversation, OwedAlert } from '../monitor/outbox.ts';
import { digestOf, isCatchUp, threadTask } from './digest-plan.ts';
import { firstTelling, nextTelling, type Planning, type Task, type Telling } from './queue.ts';
import { outageIdOf } from './report.ts';

/** One outage with its alerts and what is to be told of it next. */
export type Candidate = { readonly outageId: string; readonly rows: readonly OwedAlert[]; readonly telling: Telling };

/**
 * The next message of each conversation, the most urgent first, then oldest first. Order is kept within each incident.
 * Where many outages wait for their first message at once, they become one: a digest, in whose conversation they stay.
 */
export function nextTasks(owed: readonly OwedAlert[], planning: Planning): readonly Task[] {
  const tasks: Task[] = [];
  const fresh: Candidate[] = [];
  const digests = new Map<string, { conversation: Conversation; outages: [string, OwedAlert[]][] }>();
  for (const [outageId, rows] of Map.groupBy(owed, outageIdOf)) {
    const conversation = planning.conversationOf(outageId);
    if (conversation === undefined) {
      fresh.push({ outageId, rows, telling: firstTelling(rows, planning) });
      continue;
    }
    const place = placeOf(conversation);
    const digest = digests.get(place);
    if (digest !== undefined) digest.outages.push([outageId, rows]);
    else if (planning.sharing(conversation).length > 1)
      digests.set(place, { conversation, outages: [[outageId, rows]] });
    else tasks.push(taskOf({ outageId, rows, telling: nextTelling(outageId, rows, planning) }, conversation));
  }
  for (const { conversation, outages } of digests.values()) {
    tasks.push(threadTask(outages, conversation, planning.sharing(conversation), planning));
  }
  const ready = fresh.filter((one) => isReady(one, planning));
  const gathered = new Set(isCatchUp(ready, planning.wallNow) ? ready : []);
  if (gathered.size > 0) tasks.push(digestOf([...gathered], planning.now));
  for (const one of fresh) if (!gathered.has(one)) tasks.push(taskOf(one, undefined));
  return tasks.sort((a, b) => Number(b.urgent) - Number(a.urgent) || oldest(a) - oldest(b));
}

/** One message at a time is on its way in a conversation. */
export const placeOf = ({ channel, messageId }: Conversation): string => JSON.stringify([channel, messageId]);

/** What must not be under way beside the task. */
export const keysOf = ({ outageIds, shared, conversation }: Task): readonly string[] =>
  conversation === undefined || shared.length < 2 ? outageIds : [placeOf(conversation), ...outageIds];

function taskOf({ outageId, rows, telling }: Candidate, conversation: Conversation | undefined): Task {
  const taken = new Set([...telling.settles, ...telling.held]);
  const untold = rows.filter((row) => !taken.has(row));
  return { ...telling, outageIds: [outageId], shared: [outageId], conversation, untold, elsewhere: [] };
}

function isReady({ outageId, telling }: Candidate, { now, isBusy, retryAt }: Planning): boolean {
  return !isBusy(outageId) && telling.startsAt <= now && telling.settles.every((row) => retryAt(row) <= now);
}

const oldest = ({ told }: Task): number =>
  told.reduce((least, { id }) => Math.min(least, id), Number.POSITIVE_INFINITY);
