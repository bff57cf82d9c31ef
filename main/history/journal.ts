import type { Cancel, Clock } from '../monitor/ports.ts';
import type { Connection, Durability } from './connection.ts';
import { messageOf, storageTrouble } from './storage-error.ts';

export type LogLine = (level: 'debug' | 'info' | 'warning' | 'error', message: string) => void;

export type Write = {
  apply(): void;
  /** Called when it is on disk. */
  stored?(): void;
};

/** What is noted often and written together: it keeps what it was told until it is stored. */
export type HeldBack = {
  readonly isPending: boolean;
  /** Writes what is pending, within the caller's transaction; `stored` says that it was committed. */
  store(): void;
  stored(): void;
};

/**
 * Everything that is written goes through here, in order. What the disk refuses stays in memory and is tried again: no
 * call throws because of the disk.
 */
export type Journal = {
  put(durability: Durability, write: Write): void;
  /** Written together with whatever is put or flushed next. */
  defer(write: Write): void;
  /** Something that is held back is pending: it is written within a few seconds. */
  expectFlush(): void;
  flush(): void;
  /** When this returns, no power cut takes back what was put for `power`, unless the disk refuses. */
  sync(): void;
  /** The result of reading, or `otherwise` when the file cannot be read. */
  read<T>(query: () => T, otherwise: T): T;
  /** Somebody's own transaction failed. */
  report(error: unknown): void;
  /** Forgets what is waiting: the caller writes everything anew. */
  restart(write: Write): void;
  /** A last try; the number of changes that could not be stored. */
  close(): number;
};

export type JournalDeps = {
  readonly connection: Connection;
  readonly heldBack: readonly HeldBack[];
  readonly clock: Clock;
  readonly log: LogLine;
  readonly path: string;
  /** Regular work that goes along with a flush. */
  readonly onFlushed: () => void;
  readonly onCorrupt: () => void;
};

const flushAfterMs = 5_000;

/** A storm of changes waits for the disk once in so many milliseconds, not once for each of them. */
const groupMs = 25;

export function createJournal(deps: JournalDeps): Journal {
  const { connection, heldBack, clock, log, path, onFlushed, onCorrupt } = deps;
  let waiting: Write[] = [];
  let isUnsynced = false;
  let syncedAt = Number.NEGATIVE_INFINITY;
  let trouble: string | undefined;
  let flushTimer: Cancel | undefined;
  let syncTimer: Cancel | undefined;

  const isAnythingHeld = (): boolean => heldBack.some(({ isPending }) => isPending);

  function attempt(durability: Durability, held: readonly HeldBack[]): void {
    connection.transaction(durability, () => {
      for (const write of waiting) write.apply();
      for (const part of held) part.store();
      // A transaction that writes nothing would not wait for the disk.
      if (durability === 'power')
        connection.run("INSERT OR REPLACE INTO meta VALUES ('synced_at', ?)", Math.round(clock.wallMs()));
    });
    const done = waiting;
    waiting = [];
    for (const part of held) part.stored();
    if (durability === 'power') {
      isUnsynced = false;
      syncedAt = clock.monotonicMs();
    }
    for (const write of done) write.stored?.();
  }

  /** A write that fails whatever the disk does must not hold up those behind it. */
  function attemptEach(durability: Durability): void {
    const all = waiting;
    for (const [index, write] of all.entries()) {
      waiting = [write];
      try {
        attempt(durability, []);
      } catch (error) {
        if (storageTrouble(error) !== undefined) {
          waiting = all.slice(index);
          throw error;
        }
        skipped(error);
      }
    }
    waiting = [];
    for (const part of heldBack) {
      try {
        attempt(durability, [part]);
      } catch (error) {
        if (storageTrouble(error) !== undefined) throw error;
        part.stored();
        skipped(error);
      }
    }
  }

  function skipped(error: unknown): void {
    log('error', `A change could not be stored in ${path} and is skipped: ${messageOf(error)}.`);
  }

  function drain(durability: Durability): void {
    try {
      try {
        attempt(durability, heldBack);
      } catch (error) {
        if (storageTrouble(error) === undefined) attemptEach(durability);
        else if (storageTrouble(error) !== 'corrupt' && waiting.length > 0 && isAnythingHeld()) {
          // The little that matters may still fit.
          attempt(durability, []);
          throw error;
        } else throw error;
      }
      recovered();
    } catch (error) {
      report(error);
    }
  }

  function recovered(): void {
    if (trouble !== undefined) log('info', `History is stored in ${path} again.`);
    trouble = undefined;
  }

  function report(error: unknown): void {
    if (storageTrouble(error) === 'corrupt') {
      onCorrupt();
      return;
    }
    const what = messageOf(error);
    if (what !== trouble) {
      const remedy = storageTrouble(error) === 'full' ? 'Make room on that disk.' : 'See that the file can be written.';
      log('error', `History cannot be stored in ${path}: ${what}. It is kept in memory and tried again. ${remedy}`);
    }
    trouble = what;
    expectFlush();
  }

  function expectFlush(): void {
    flushTimer ??= clock.wakeAt(clock.monotonicMs() + flushAfterMs, flush);
  }

  function flush(): void {
    flushTimer?.();
    flushTimer = undefined;
    if (waiting.length === 0 && !isAnythingHeld()) return;
    drain('crash');
    onFlushed();
  }

  function sync(): void {
    syncTimer?.();
    syncTimer = undefined;
    if (isUnsynced) drain('power');
  }

  return {
    put(durability, write) {
      waiting.push(write);
      if (durability === 'crash') return drain('crash');
      isUnsynced = true;
      if (clock.monotonicMs() - syncedAt >= groupMs) return drain('power');
      drain('crash');
      syncTimer ??= clock.wakeAt(clock.monotonicMs() + groupMs, sync);
    },
    defer(write) {
      waiting.push(write);
      expectFlush();
    },
    expectFlush,
    flush,
    sync,
    read(query, otherwise) {
      try {
        return query();
      } catch (error) {
        if (storageTrouble(error) === undefined) throw error;
        report(error);
        return otherwise;
      }
    },
    report,
    restart(write) {
      waiting = [write];
      expectFlush();
    },
    close() {
      isUnsynced ||= waiting.length > 0;
      if (isUnsynced) sync();
      flush();
      flushTimer?.();
      return waiting.length;
    },
  };
}
