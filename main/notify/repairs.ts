/** First messages of conversations whose edit may not have come through: they are edited again until they are true. */
import type { OwedAlert } from '../monitor/outbox.ts';
import type { Clock } from '../monitor/ports.ts';
import { backoffMs } from './backoff.ts';
import { placeOf } from './plan.ts';
import type { Task } from './queue.ts';
import { outageIdOf } from './report.ts';

type Repair = { readonly task: Task; readonly failures: number; readonly startsAt: number };

export type Repairs = ReturnType<typeof createRepairs>;

/** Only this run knows of them; the next makes the message true with whatever it tells there. */
export function createRepairs(clock: Clock, random: () => number) {
  const repairs = new Map<string, Repair>();

  return {
    /** What told this, or was to repair it, may have left the first message as it was. */
    needed(task: Task): void {
      if (task.conversation === undefined) return;
      const place = placeOf(task.conversation);
      const failures = (repairs.get(place)?.failures ?? 0) + 1;
      repairs.set(place, { task, failures, startsAt: clock.monotonicMs() + backoffMs(failures, random) });
    },
    done({ conversation }: Task): void {
      if (conversation !== undefined) repairs.delete(placeOf(conversation));
    },
    /** They settle nothing and tell nobody; what is owed meanwhile is still to be told. */
    tasks(owed: readonly OwedAlert[]): readonly Task[] {
      return [...repairs.values()].map(({ task, startsAt }) => {
        const here = new Set([...task.shared, ...task.outageIds]);
        const held = owed.filter((row) => row.alert.kind === 'resolved' && here.has(outageIdOf(row)));
        return { ...task, settles: [], held, untold: [], elsewhere: [], urgent: false, quiet: true, startsAt };
      });
    },
  };
}
