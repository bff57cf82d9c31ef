/** The full cycle: every service that is not paused has been looked at since the cycle before. */
import type { Listener } from './events.ts';
import type { Clock } from './ports.ts';
import type { Watch } from './watch.ts';

export type Cycle = {
  /** A check of it is over, whatever came of it. */
  note(watch: Watch): void;
  /** When the last cycle was full, epoch milliseconds; undefined before the first. */
  lastAt(): number | undefined;
};

/** How long one takes is up to the service that is checked least often. */
export function createCycle(clock: Clock, watches: ReadonlyMap<string, Watch>, listen: Listener): Cycle {
  let beganAt = clock.monotonicMs();
  let lastAt: number | undefined;

  return {
    note(watch) {
      watch.isInCycle = true;
      // Also where the flag was set already: the one that everybody waited for may be gone.
      for (const { service, isInCycle } of watches.values()) if (!isInCycle && !service.paused) return;
      for (const one of watches.values()) one.isInCycle = false;
      const now = clock.monotonicMs();
      lastAt = clock.wallMs();
      listen({ type: 'cycle', at: lastAt, tookMs: now - beganAt });
      beganAt = now;
    },
    lastAt: () => lastAt,
  };
}
