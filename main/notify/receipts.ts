/** The outbox as one notifier sees it, standing in for it where it cannot be read or written for a while. */
import type { Conversation, Outbox, OwedAlert } from '../monitor/outbox.ts';
import { nextTasks, type Task } from './queue.ts';

type Receipt = { readonly incidentId: string; readonly at: number; readonly conversation: Conversation | undefined };

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

  function conversationOf(incidentId: string): Conversation | undefined {
    for (const receipt of unwritten.values()) {
      if (receipt.incidentId === incidentId && receipt.conversation !== undefined) return receipt.conversation;
    }
    return outbox.conversation(notifier, incidentId);
  }

  function owed(): readonly OwedAlert[] | undefined {
    try {
      return outbox.owed(notifier).filter((row) => !unwritten.has(row.id));
    } catch (error) {
      onTrouble(`the alerts still owed could not be read: ${messageOf(error)}`);
      return undefined;
    }
  }

  return {
    owed,
    /** Undefined when the outbox cannot be read now. */
    tasks(): readonly Task[] | undefined {
      if (unwritten.size > 0) write();
      const rows = owed();
      if (rows === undefined || rows.length === 0) return rows === undefined ? undefined : [];
      try {
        return nextTasks(rows, conversationOf);
      } catch (error) {
        onTrouble(`where an incident is being told could not be read: ${messageOf(error)}`);
        return undefined;
      }
    },
    settle(task: Task, at: number, conversation: Conversation | undefined): void {
      for (const row of task.settles) unwritten.set(row.id, { incidentId: task.incidentId, at, conversation });
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
