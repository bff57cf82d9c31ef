/** A clock that goes as fast as it is told to, so that a month passes within the minute. */

/** @typedef {import('../../main/monitor/ports.ts').Clock} Clock */

/**
 * @param {number} startsAt epoch milliseconds
 * @returns {Clock & { advance(ms: number): void }}
 */
export function createPastClock(startsAt) {
  let passedMs = 0;
  /** @type {Set<{ at: number, call: () => void }>} */
  const alarms = new Set();

  /** @param {number} until */
  function nextAlarm(until) {
    /** @type {{ at: number, call: () => void } | undefined} */
    let first;
    for (const alarm of alarms) if (alarm.at <= until && (first === undefined || alarm.at < first.at)) first = alarm;
    return first;
  }

  return {
    wallMs: () => startsAt + passedMs,
    monotonicMs: () => passedMs,
    bootMs: () => passedMs,
    wakeAt(at, call) {
      const alarm = { at, call };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    advance(ms) {
      const until = passedMs + ms;
      for (let alarm = nextAlarm(until); alarm !== undefined; alarm = nextAlarm(until)) {
        alarms.delete(alarm);
        passedMs = Math.max(passedMs, alarm.at);
        alarm.call();
      }
      passedMs = until;
    },
  };
}
