import { uptime } from 'node:os';
import type { Clock } from './monitor/ports.ts';

/** Node rings at once where a timer is longer; who asked for more looks at the time and asks again. */
const longestTimerMs = 2 ** 31 - 1;

/** The machine's own time. */
export function createSystemClock(): Clock {
  return {
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    bootMs: () => uptime() * 1000,
    wakeAt(at, call) {
      const timer = setTimeout(call, Math.min(longestTimerMs, Math.max(0, Math.ceil(at - performance.now()))));
      return () => clearTimeout(timer);
    },
  };
}
