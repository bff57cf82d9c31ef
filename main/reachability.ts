/** Whether each notifier reaches anybody: in the log, in the events, and for whoever asks. */
import type { ProgramEvent } from './event-json.ts';
import type { Log } from './log.ts';
import type { Clock } from './monitor/ports.ts';
import type { ReachNews } from './notify/reach.ts';

/** Empty while it reaches people, or was not tried. */
export type Reachability = {
  /** Epoch milliseconds: since when it is tried and reaches nobody. */
  readonly unreachableSince?: number;
  readonly reason?: string;
};

type Deps = { readonly clock: Clock; readonly log: Log; readonly listen: (event: ProgramEvent) => void };

export function createReachability({ clock, log, listen }: Deps) {
  const unreachable = new Map<string, Reachability>();
  return {
    note(news: ReachNews): void {
      const { notifier, owed } = news;
      const at = clock.wallMs();
      if (news.kind === 'reachable') {
        unreachable.delete(notifier);
        log.info(`${notifier}: reached again, ${alerts(owed)} still to be told`);
        listen({ type: 'notifier.reachable', at, notifier, owed });
        return;
      }
      const { since, reason, remedy } = news;
      unreachable.set(notifier, { unreachableSince: since, reason });
      const advice = remedy === undefined ? {} : { remedy };
      const cause = remedy === undefined ? reason : `${reason}; ${remedy}`;
      log.error(
        `${notifier}: nobody was reached since ${new Date(since).toISOString()}, ${alerts(owed)} owed: ${cause}`,
      );
      listen({ type: 'notifier.unreachable', at, notifier, owed, since, reason, ...advice });
    },
    of: (notifier: string): Reachability => unreachable.get(notifier) ?? {},
    /** It is not in force any more. */
    forget: (notifier: string): void => void unreachable.delete(notifier),
  };
}

const alerts = (count: number): string => (count === 1 ? '1 alert' : `${count} alerts`);
