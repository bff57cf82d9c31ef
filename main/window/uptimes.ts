/** The uptimes that the window shows. They are dear to compute, and so only while somebody looks. */

import type { Uptime } from '../../preload/snapshot.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';

export type Uptimes = {
  /** The same object as long as it says the same. */
  of(service: string): Uptime;
  /** Reads them now, and again every minute until `end`. */
  begin(): void;
  /** Something has happened that changes them: reads them in a moment, after `begin`. */
  soon(): void;
  end(): void;
};

export type UptimesDependencies = {
  readonly clock: Clock;
  /** Of all services, by name. */
  readonly read: () => ReadonlyMap<string, Uptime>;
  readonly onChange: () => void;
};

const everyMs = 60_000;
/** An outage of many opens many incidents, one after the other. */
const soonMs = 1_000;
const shortestGapMs = 5_000;
const nothing: Uptime = {};

export function createUptimes({ clock, read, onChange }: UptimesDependencies): Uptimes {
  let known: ReadonlyMap<string, Uptime> = new Map();
  let readAt = 0;
  let dueAt = 0;
  let cancel: Cancel | undefined;

  function look(): void {
    let isChanged = false;
    const next = new Map<string, Uptime>();
    for (const [name, found] of read()) {
      const uptime = rounded(found);
      const before = known.get(name);
      const isSame = before !== undefined && areEqual(before, uptime);
      next.set(name, isSame ? before : uptime);
      isChanged ||= !isSame;
    }
    known = next;
    readAt = clock.monotonicMs();
    lookAt(readAt + everyMs);
    if (isChanged) onChange();
  }

  function lookAt(at: number): void {
    cancel?.();
    dueAt = at;
    cancel = clock.wakeAt(at, look);
  }

  return {
    of: (service) => known.get(service) ?? nothing,
    begin: look,
    soon() {
      if (cancel === undefined) return;
      const at = Math.max(clock.monotonicMs() + soonMs, readAt + shortestGapMs);
      if (at < dueAt) lookAt(at);
    },
    end() {
      cancel?.();
      cancel = undefined;
    },
  };
}

/** To a millionth: 30 days in steps of under three seconds, so that not every look changes all of them. */
function rounded(uptime: Uptime): Uptime {
  const { day, week, month } = uptime;
  return {
    ...(day === undefined ? {} : { day: toMillionth(day) }),
    ...(week === undefined ? {} : { week: toMillionth(week) }),
    ...(month === undefined ? {} : { month: toMillionth(month) }),
  };
}

const toMillionth = (fraction: number): number => Math.round(fraction * 1e6) / 1e6;

const areEqual = (one: Uptime, other: Uptime): boolean =>
  one.day === other.day && one.week === other.week && one.month === other.month;
