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
  let rows: OwedAlert[] = [];
  const settled: { id: number; alert: Alert; at: number }[] = [];
  const reasons: string[] = [];
  const conversations = new Map<string, Conversation>();
  const stories = new Map<string, OutageStory>();
  const key = (notifier: string, outageId: string) => JSON.stringify([notifier, outageId]);

  function row(id: number): OwedAlert {
    if (problem !== undefined) throw new Error(problem);
    const found = rows.find((one) => one.id === id);
    if (found === undefined) throw new Error(`alert ${id} is not owed`);
    return found;
  }

  return {
    add(alert, notifier = 'slack') {
      rows.push({ id: nextId, notifier, alert, attempts: 0, notBefore: alert.notBefore ?? 0 });
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
      return rows.filter((one) => one.notifier === notifier);
    },
    conversation: (notifier, outageId) => conversations.get(key(notifier, outageId)),
    settle(id, at, conversation) {
      const { alert, notifier } = row(id);
      rows = rows.filter((one) => one.id !== id);
      settled.push({ id, alert, at });
      const { incident } = alert;
      if (conversation !== undefined) conversations.set(key(notifier, incident.outage ?? incident.id), conversation);
    },
    postpone(id, notBefore, reason) {
      const before = row(id);
      rows = rows.map((one) => (one === before ? { ...one, attempts: one.attempts + 1, notBefore } : one));
      reasons.push(reason);
    },
    settled,
    reasons,
  };
}
