import type { Clock } from './monitor/ports.ts';

/** The machine's own time. */
export function createSystemClock(): Clock {
  return {
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    wakeAt(at, call) {
      const timer = setTimeout(call, Math.max(0, Math.ceil(at - performance.now())));
      return () => clearTimeout(timer);
    },
  };
}
