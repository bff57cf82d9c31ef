/** The outbox as one notifier sees it, standing in for it where it cannot be read or written for a while. */
import type { Conversation, Outbox, OwedAlert } from '../monitor/outbox.ts';
import type { OutageStory } from '../monitor/ports.ts';
import { nextTasks, type Planning, type Task } from './queue.ts';
import { isGoingOn } from './report.ts';

type Receipt = { readonly outageId: string; readonly at: number; readonly conversation: Conversation | undefined };

/** What was told but could not be written down (a full disk, say) is kept here, so that this run never tells it again. */
export function createReceipts(outbox: Outbox, notifier: string, onTrouble: (problem: string) => void) {
  const unwritten = new Map<number, Receipt>();

  function write(): void {
    try {
      for (const [id, receipt] of unwritten) {
        outbox.settle(id, receipt.at, receipt.conversation);
        unwritten.delete(id);
      }
    } catch (error) {
      onTrouble(`an alert was delivered but this could not be stored: ${messageOf(error)}`);
    }
  }

  function conversationOf(outageId: string): Conversation | undefined {
    let latest: Conversation | undefined;
    for (const receipt of unwritten.values()) {
      if (receipt.outageId === outageId) latest = receipt.conversation ?? latest;
    }
    return latest ?? outbox.conversation(notifier, outageId);
  }

  function owed(): readonly OwedAlert[] | undefined {
    try {
      return outbox.owed(notifier).filter((row) => !unwritten.has(row.id));
    } catch (error) {
      onTrouble(`the alerts still owed could not be read: ${messageOf(error)}`);
      return undefined;
    }
  }

  function story(outageId: string): OutageStory | undefined {
    try {
      return outbox.outage(outageId);
    } catch (error) {
      onTrouble(`how an outage is by now could not be read: ${messageOf(error)}`);
      return undefined;
    }
  }

  return {
    owed,
    /** How the outage is by now; undefined when nothing is known of it, or cannot be read. */
    story,
    /** Undefined when the outbox cannot be read now. */
    tasks(timing: Pick<Planning, 'now' | 'dueAt' | 'seenAt'>): readonly Task[] | undefined {
      if (unwritten.size > 0) write();
      const rows = owed();
      if (rows === undefined || rows.length === 0) return rows === undefined ? undefined : [];
      try {
        return nextTasks(rows, {
          ...timing,
          conversationOf,
          isGoingOn: (outageId, held) => isGoingOn(story(outageId), held),
        });
      } catch (error) {
        onTrouble(`where an outage is being told could not be read: ${messageOf(error)}`);
        return undefined;
      }
    },
    settle(task: Task, at: number, conversation: Conversation | undefined): void {
      for (const row of task.settles) unwritten.set(row.id, { outageId: task.outageId, at, conversation });
      write();
    },
    postpone(task: Task, notBefore: number, reason: string): void {
      try {
        for (const row of task.settles) outbox.postpone(row.id, notBefore, reason);
      } catch (error) {
        onTrouble(`a failed delivery could not be stored: ${messageOf(error)}`);
      }
    },
    hasUnwritten: () => unwritten.size > 0,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
