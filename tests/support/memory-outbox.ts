import type { Alert } from '../../main/monitor/model.ts';
import type { Conversation, Outbox, OwedAlert } from '../../main/monitor/outbox.ts';
import type { OutageStory } from '../../main/monitor/ports.ts';

export type MemoryOutbox = Outbox & {
  add(alert: Alert, notifier?: string): void;
  /** How that outage is from now on. */
  setOutage(story: OutageStory): void;
  /** From now on every call, or every call that writes, throws this, as a full disk would make it; undefined mends it. */
  breakDown(problem: string | undefined, what?: 'writing'): void;
  readonly settled: readonly { readonly id: number; readonly alert: Alert; readonly at: number }[];
  readonly reasons: readonly string[];
};

/** An outbox that lives as long as the test: what a restart would find is what it holds. */
export function createMemoryOutbox(): MemoryOutbox {
  let nextId = 1;
  let problem: string | undefined;
  let readable = true;
  const rows = new Map<number, OwedAlert>();
  const settled: { id: number; alert: Alert; at: number }[] = [];
  const told = new Map<number, OwedAlert>();
  const reasons: string[] = [];
  const talks = new Map<string, { notifier: string; outageId: string; conversation: Conversation }>();
  const stories = new Map<string, OutageStory>();
  const notes = new Map<string, string>();
  const lastSending = new Map<string, number>();
  const key = (notifier: string, name: string) => JSON.stringify([notifier, name]);
  const outageIdOf = ({ alert: { incident } }: OwedAlert) => incident.outage ?? incident.id;

  function written(ids: readonly number[]): readonly OwedAlert[] {
    writing();
    return ids.flatMap((id) => rows.get(id) ?? []);
  }

  function writing(): void {
    if (problem !== undefined) throw new Error(problem);
  }

  function talk(notifier: string, outageId: string, conversation: Conversation): void {
    talks.set(key(notifier, outageId), { notifier, outageId, conversation });
  }

  return {
    add(alert, notifier = 'slack') {
      rows.set(nextId, { id: nextId, notifier, alert, attempts: 0, notBefore: Math.round(alert.notBefore ?? 0) });
      nextId += 1;
    },
    setOutage: (story) => void stories.set(story.outage.id, story),
    outage: (id) => stories.get(id),
    breakDown(next, what) {
      problem = next;
      readable = next === undefined || what === 'writing';
    },
    owed(notifier) {
      if (!readable) throw new Error(problem);
      return [...rows.values()].filter((one) => one.notifier === notifier);
    },
    row: (id) => rows.get(id) ?? told.get(id),
    conversation: (notifier, outageId) => talks.get(key(notifier, outageId))?.conversation,
    sharing: (notifier, { channel, messageId }) =>
      [...talks.values()]
        .filter((one) => one.notifier === notifier)
        .filter(({ conversation }) => conversation.channel === channel && conversation.messageId === messageId)
        .map(({ outageId }) => outageId),
    sending(messageKey, time, ids, later = []) {
      const at = Math.round(time);
      for (const row of written([...ids, ...later])) {
        rows.set(row.id, { ...row, sending: { key: messageKey, at, tells: ids.includes(row.id) } });
        lastSending.set(row.notifier, at);
      }
    },
    notSent(ids) {
      for (const { sending: _, ...row } of written(ids)) rows.set(row.id, row);
    },
    lastSendingAt: (notifier) => lastSending.get(notifier),
    settle(ids, at, conversation) {
      for (const row of written(ids)) {
        rows.delete(row.id);
        settled.push({ id: row.id, alert: row.alert, at });
        told.set(row.id, row);
        if (conversation !== undefined) talk(row.notifier, outageIdOf(row), conversation);
      }
    },
    spare(ids) {
      for (const row of written(ids)) rows.delete(row.id);
    },
    converse(notifier, outageIds, conversation) {
      writing();
      for (const outageId of outageIds) talk(notifier, outageId, conversation);
    },
    postpone(ids, notBefore, reason) {
      for (const row of written(ids)) {
        rows.set(row.id, { ...row, attempts: row.attempts + 1, notBefore: Math.round(notBefore) });
        reasons.push(reason);
      }
    },
    note(notifier, name, value) {
      writing();
      notes.set(key(notifier, name), value);
    },
    noted: (notifier, name) => notes.get(key(notifier, name)),
    settled,
    reasons,
  };
}
