/** What to tell next, from what is owed. Pure: the dispatcher asks again whenever something changed. */
import type { Conversation, OwedAlert } from '../monitor/outbox.ts';

/** One message to be: `owed` is told and everything in `settles` with it. */
export type Task = {
  readonly incidentId: string;
  readonly owed: OwedAlert;
  readonly settles: readonly OwedAlert[];
  readonly conversation: Conversation | undefined;
  /** Tells that something is down now: goes before what only tells that something is over. */
  readonly urgent: boolean;
};

/**
 * The next message of each incident, the most urgent first, then oldest first. Where people have heard nothing of an
 * incident yet, all that happened to it meanwhile becomes one message that tells the latest; otherwise each alert is told
 * in its turn.
 */
export function nextTasks(
  owed: readonly OwedAlert[],
  conversationOf: (incidentId: string) => Conversation | undefined,
): readonly Task[] {
  const byIncident = Map.groupBy(owed, (row) => row.alert.incident.id);
  const tasks: Task[] = [];
  for (const [incidentId, rows] of byIncident) {
    const conversation = conversationOf(incidentId);
    const settles = conversation === undefined ? rows : rows.slice(0, 1);
    const told = settles.at(-1);
    if (told === undefined) continue;
    tasks.push({ incidentId, owed: told, settles, conversation, urgent: told.alert.kind !== 'resolved' });
  }
  return tasks.sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.owed.id - b.owed.id);
}
