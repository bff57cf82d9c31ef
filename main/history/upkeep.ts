import type { Cancel, Clock } from '../monitor/ports.ts';
import { type Connection, integer } from './connection.ts';
import type { Journal } from './journal.ts';
import { dayMs, hourMs, keyScale, minuteMs, type Summing } from './summing.ts';

/** Sums up what is over and forgets what is older than it need be kept, in slices of a few milliseconds. */
export type Upkeep = {
  /** Begins what is due, if anything is. */
  consider(): void;
  /** Forgets what is too old at `now`; when it returns, the first slice is done. */
  prune(now: number): void;
  close(): void;
};

export type UpkeepDeps = {
  readonly connection: Connection;
  readonly summing: Summing;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly rawDays: number;
  readonly rollupDays: number;
};

/** Slow checks of an hour end, and are written, a little after it. */
const graceMs = 2 * minuteMs;
const pauseMs = 20;
const rowsPerSlice = 1_000;
const servicesPerSlice = 100;
const pagesPerSlice = 256;

/** The column that a table's rows are forgotten by. */
const timeOf = { checks: 'at', minutes: 'key', durations: 'key', hours: 'key', decisions: 'last_at' } as const;

export function createUpkeep({ connection, summing, journal, clock, rawDays, rollupDays }: UpkeepDeps): Upkeep {
  let prunedAt = 0;
  let job: Generator<void> | undefined;
  let timer: Cancel | undefined;

  const hourNow = (): number => Math.floor((clock.wallMs() - graceMs) / hourMs);

  function* forget(table: keyof typeof timeOf, before: number): Generator<void> {
    const column = timeOf[table];
    for (;;) {
      const deleted = connection.run(
        `DELETE FROM ${table} WHERE ${column} IN
         (SELECT ${column} FROM ${table} WHERE ${column} < ? ORDER BY ${column} LIMIT ${rowsPerSlice})`,
        before,
      );
      if (deleted < rowsPerSlice) return;
      yield;
    }
  }

  /** By service, as its index goes: no other would then change each time a segment grows. */
  function* forgetUnobserved(before: number): Generator<void> {
    const services = connection.all('SELECT id FROM services').map(({ id }) => integer(id));
    for (const [index, service] of [null, ...services].entries()) {
      connection.run('DELETE FROM unobserved WHERE service IS ?1 AND from_at < ?2 AND to_at < ?2', service, before);
      if (index % servicesPerSlice === servicesPerSlice - 1) yield;
    }
  }

  function* forgetBefore(now: number): Generator<void> {
    yield* forget('checks', now - rawDays * dayMs);
    for (const table of ['minutes', 'durations'] as const) {
      yield* forget(table, Math.floor((now - rawDays * dayMs) / hourMs) * keyScale);
    }
    yield* forget('hours', Math.floor((now - rollupDays * dayMs) / dayMs) * keyScale);
    yield* forget('decisions', now - rawDays * dayMs);
    yield* forgetUnobserved(now - rollupDays * dayMs);
    // Pages that tomorrow's checks will fill anyway stay; more than a quarter of the file goes back to the disk.
    for (let free = freePages(); free > pageCount() / 4; free = freePages()) {
      connection.all(`PRAGMA incremental_vacuum(${pagesPerSlice})`);
      if (freePages() === free) return;
      yield;
    }
  }

  const pageCount = (): number => integer(connection.get('PRAGMA page_count')?.page_count);
  const freePages = (): number => integer(connection.get('PRAGMA freelist_count')?.freelist_count);

  function* everything(): Generator<void> {
    yield* summing.sumUpTo(hourNow());
    prunedAt = clock.wallMs();
    yield* forgetBefore(prunedAt);
  }

  function step(): void {
    try {
      if (job?.next().done === false) timer = clock.wakeAt(clock.monotonicMs() + pauseMs, step);
      else job = undefined;
    } catch (error) {
      // Whatever was not finished is begun again with the next flush.
      job = undefined;
      journal.report(error);
    }
  }

  return {
    consider() {
      const sincePruned = clock.wallMs() - prunedAt;
      if (job !== undefined || (summing.hours === hourNow() && sincePruned >= 0 && sincePruned < hourMs)) return;
      job = everything();
      timer = clock.wakeAt(clock.monotonicMs() + pauseMs, step);
    },
    prune(now) {
      timer?.();
      job = forgetBefore(now);
      step();
    },
    close() {
      timer?.();
      job = undefined;
    },
  };
}
