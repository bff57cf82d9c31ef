import type { Clock } from '../../main/monitor/ports.ts';

export type FakeClock = Clock & {
  /** Lets time pass, ringing every alarm that falls due on the way, in order. */
  advance(ms: number): void;
  /** Somebody sets the wall clock; monotonic time does not notice. */
  setWall(wallMs: number): void;
  /** The machine sleeps, as Linux does it: monotonic time stands still, and no alarm rings. */
  sleep(ms: number): void;
  /** The process is stopped: time goes on, and alarms that fell due meanwhile ring afterwards, all at once. */
  freeze(ms: number): void;
  /** How often an alarm has rung. */
  readonly wakeUps: number;
  readonly pending: number;
};

/** A clock in the test's hand. It begins on 2026-03-01 at noon UTC, and at a monotonic time that is not zero. */
export function createFakeClock(): FakeClock {
  let monotonicMs = 5_000;
  let wallOffsetMs = Date.UTC(2026, 2, 1, 12) - monotonicMs;
  let sleptMs = 0;
  let wakeUps = 0;
  const alarms = new Set<{ readonly at: number; readonly call: () => void }>();

  function earliest(until: number) {
    let first: { readonly at: number; readonly call: () => void } | undefined;
    for (const alarm of alarms) if (alarm.at <= until && (first === undefined || alarm.at < first.at)) first = alarm;
    return first;
  }

  return {
    wallMs: () => monotonicMs + wallOffsetMs,
    monotonicMs: () => monotonicMs,
    bootMs: () => monotonicMs + sleptMs + 77_000,
    wakeAt(at, call) {
      const alarm = { at, call };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    advance(ms) {
      const until = monotonicMs + ms;
      for (let alarm = earliest(until); alarm; alarm = earliest(until)) {
        alarms.delete(alarm);
        monotonicMs = Math.max(monotonicMs, alarm.at);
        wakeUps += 1;
        alarm.call();
      }
      monotonicMs = until;
    },
    setWall(wallMs) {
      wallOffsetMs = wallMs - monotonicMs;
    },
    sleep(ms) {
      sleptMs += ms;
      wallOffsetMs += ms;
    },
    freeze(ms) {
      monotonicMs += ms;
      this.advance(0);
    },
    get wakeUps() {
      return wakeUps;
    },
    get pending() {
      return alarms.size;
    },
  };
}
