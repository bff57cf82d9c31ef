/** The outbox as one notifier sees it, standing in for it where it cannot be read or written for a while. */
import type { Conversation, Outbox, OwedAlert } from '../monitor/outbox.ts';
import type { OutageStory } from '../monitor/ports.ts';
import { nextTasks, placeOf } from './plan.ts';
import type { Planning, Task } from './queue.ts';
import { isGoingOn, outageIdOf } from './report.ts';

/** `begins`: further outages whose conversation this is from now on. */
export type Receipt = {
  readonly told: readonly OwedAlert[];
  readonly at: number;
  readonly conversation: Conversation | undefined;
  readonly begins: readonly string[];
  /** Nobody was told: it only is no longer owed. */
  readonly isSpared?: true;
};

export type Receipts = ReturnType<typeof createReceipts>;

/** What was told but could not be written down (a full disk, say) is kept here, so that this run never tells it again. */
export function createReceipts(outbox: Outbox, notifier: string, onTrouble: (problem: string) => void) {
  let unwritten: readonly Receipt[] = [];

  /** What failed is nobody's loss but must be heard of. */
  function tried<T>(what: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      onTrouble(`${what}: ${messageOf(error)}`);
      return undefined;
    }
  }

  function write(): void {
    tried('an alert was delivered but this could not be stored', () => {
      for (const receipt of unwritten) {
        const { told, at, conversation, begins, isSpared } = receipt;
        if (isSpared) outbox.spare(idsOf(told));
        else outbox.settle(idsOf(told), at, conversation);
        if (conversation !== undefined && begins.length > 0) outbox.converse(notifier, begins, conversation);
        unwritten = unwritten.filter((one) => one !== receipt);
      }
    });
  }

  function settle(receipt: Receipt): void {
    unwritten = [...unwritten, receipt];
    write();
  }

  function conversationOf(outageId: string): Conversation | undefined {
    const latest = unwritten.findLast(
      ({ conversation, told, begins }) =>
        conversation !== undefined && (begins.includes(outageId) || told.some((row) => outageIdOf(row) === outageId)),
    );
    return latest?.conversation ?? outbox.conversation(notifier, outageId);
  }

  function sharing(conversation: Conversation): readonly string[] {
    const place = placeOf(conversation);
    const here = unwritten.filter((one) => one.conversation !== undefined && placeOf(one.conversation) === place);
    const own = here.flatMap(({ told, begins }) => [...told.map(outageIdOf), ...begins]);
    return [...new Set([...outbox.sharing(notifier, conversation), ...own])];
  }

  function owed(): readonly OwedAlert[] | undefined {
    const settled = new Set(unwritten.flatMap(({ told }) => idsOf(told)));
    return tried('the alerts still owed could not be read', () =>
      outbox.owed(notifier).filter(({ id }) => !settled.has(id)),
    );
  }

  const story = (outageId: string): OutageStory | undefined =>
    tried('how an outage is by now could not be read', () => outbox.outage(outageId));

  return {
    owed,
    /** How the outage is by now; undefined when nothing is known of it, or cannot be read. */
    story,
    conversationOf: (outageId: string): Conversation | undefined =>
      tried('where an outage is being told could not be read', () => conversationOf(outageId)),
    /** All outages that are told there. */
    sharing: (conversation: Conversation): readonly string[] =>
      tried('which outages are told together could not be read', () => sharing(conversation)) ?? [],
    /** What to tell next of these; undefined when the outbox cannot be read now. */
    tasks(rows: readonly OwedAlert[], timing: Omit<Planning, 'conversationOf' | 'sharing' | 'isGoingOn'>) {
      return tried('where an outage is being told could not be read', (): readonly Task[] =>
        nextTasks(rows, {
          ...timing,
          conversationOf,
          sharing,
          isGoingOn: (outageId, held) => isGoingOn(story(outageId), held),
        }),
      );
    },
    settle,
    /** They are no longer owed, and nobody was told. */
    spare: (rows: readonly OwedAlert[]): void =>
      settle({ told: rows, at: 0, conversation: undefined, begins: [], isSpared: true }),
    /** What could not be written earlier. */
    writeAgain(): void {
      if (unwritten.length > 0) write();
    },
    postpone(rows: readonly OwedAlert[], notBefore: number, reason: string): void {
      tried('a failed delivery could not be stored', () => outbox.postpone(idsOf(rows), notBefore, reason));
    },
    sending(key: string, at: number, tells: readonly OwedAlert[], later: readonly OwedAlert[]): void {
      tried('a message on its way could not be stored', () => outbox.sending(key, at, idsOf(tells), idsOf(later)));
    },
    notSent(rows: readonly OwedAlert[]): void {
      tried('a message that did not leave could not be stored', () => outbox.notSent(idsOf(rows)));
    },
    lastSendingAt: (): number | undefined =>
      tried('when the last message left could not be read', () => outbox.lastSendingAt(notifier)),
    note: (name: string, value: string): void =>
      void tried('what is to be remembered could not be stored', () => outbox.note(notifier, name, value)),
    noted: (name: string): string | undefined =>
      tried('what was to be remembered could not be read', () => outbox.noted(notifier, name)),
    /** Also one that is settled; undefined for none, or where it cannot be read. */
    row: (id: number): OwedAlert | undefined => tried('an alert that was told could not be read', () => outbox.row(id)),
    hasUnwritten: (): boolean => unwritten.length > 0,
  };
}

const idsOf = (rows: readonly OwedAlert[]): readonly number[] => rows.map(({ id }) => id);

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
