/** First messages of conversations whose edit may not have come through: they are edited again until they are true. */
import type { OwedAlert } from '../monitor/outbox.ts';
import type { Clock } from '../monitor/ports.ts';
import { backoffMs } from './backoff.ts';
import { placeOf } from './plan.ts';
import type { Task } from './queue.ts';
import type { Receipts } from './receipts.ts';
import { outageIdOf } from './report.ts';

/** By what was told last, which says whose conversation it is. */
type Repair = { readonly row: OwedAlert; readonly failures: number; readonly startsAt: number };

const note = 'roots in doubt';
/** Beyond these the oldest wait for the next message in their thread. */
const mostRepairs = 100;

export type Repairs = ReturnType<typeof createRepairs>;

/** They are on record before the reply leaves that makes the doubt one, so that the next run mends what this one cannot. */
export function createRepairs(clock: Clock, random: () => number, receipts: Receipts) {
  let loaded: Map<string, Repair> | undefined;

  /** By place. */
  function repairs(): Map<string, Repair> {
    loaded ??= new Map(
      idsIn(receipts.noted(note)).flatMap((id) => {
        const row = receipts.row(id);
        const conversation = row && receipts.conversationOf(outageIdOf(row));
        return row && conversation
          ? [[placeOf(conversation), { row, failures: 0, startsAt: clock.monotonicMs() }]]
          : [];
      }),
    );
    return loaded;
  }

  function keep(): void {
    for (const oldest of [...repairs().keys()].slice(0, -mostRepairs)) repairs().delete(oldest);
    receipts.note(note, JSON.stringify([...repairs().values()].map(({ row }) => row.id)));
  }

  return {
    /** What told this, or was to repair it, may have left the first message as it was. */
    needed({ conversation, told }: Pick<Task, 'conversation' | 'told'>): void {
      const row = told.at(-1);
      if (conversation === undefined || row === undefined) return;
      const place = placeOf(conversation);
      const failures = (repairs().get(place)?.failures ?? 0) + 1;
      repairs().set(place, { row, failures, startsAt: clock.monotonicMs() + backoffMs(failures, random) });
      keep();
    },
    done({ conversation }: Task): void {
      if (conversation !== undefined && repairs().delete(placeOf(conversation))) keep();
    },
    /**
     * They settle nothing and tell nobody; what is owed meanwhile is still to be told. Where that may have been told
     * already, they wait until it is known.
     */
    tasks(owed: readonly OwedAlert[]): readonly Task[] {
      return [...repairs().values()].flatMap(({ row, startsAt }): readonly Task[] => {
        const outageId = outageIdOf(row);
        const conversation = receipts.conversationOf(outageId);
        if (conversation === undefined) return [];
        const shared = receipts.sharing(conversation);
        const here = new Set([outageId, ...shared]);
        const owedHere = owed.filter((one) => here.has(outageIdOf(one)));
        if (owedHere.some(({ sending }) => sending !== undefined)) return [];
        const held = owedHere.filter(({ alert }) => alert.kind === 'resolved');
        const nothing = { settles: [], untold: [], elsewhere: [], urgent: false, quiet: true };
        return [{ ...nothing, outageIds: [outageId], shared, told: [row], held, conversation, startsAt }];
      });
    },
  };
}

function idsIn(noted: string | undefined): readonly number[] {
  try {
    const ids: unknown = JSON.parse(noted ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
  } catch {
    return [];
  }
}
