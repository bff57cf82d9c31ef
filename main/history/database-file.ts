import { mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './schema.ts';
import { messageOf, storageTrouble } from './storage-error.ts';

/** History cannot be kept at all; its message says which file, why, and what to do. */
export class HistoryError extends Error {
  /** Of the database, absolute. */
  readonly path: string;

  constructor(message: string, path: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

/** How a file becomes a connection. Two seconds are what a predecessor that is just quitting may take to let go. */
export type OpenDatabase = (path: string) => DatabaseSync;

export const openWithSqlite: OpenDatabase = (path) => new DatabaseSync(path, { timeout: 2_000 });

/** Pages between two checkpoints: a WAL of a quarter megabyte, and a page that many flushes touch is copied once. */
const checkpointPages = 64;

/** For when not even a new file can be had: what happens from now on is at least known until this process ends. */
export const openInMemory = (): DatabaseSync => prepared(new DatabaseSync(':memory:'));

export type OpenedFile = { readonly database: DatabaseSync; readonly setAsideAs?: string };

/**
 * Opens the one connection that owns the file, newest schema in place. A file that is not a database, or not any
 * more, is renamed and a fresh one begun. Throws a `HistoryError` when another process has it, when it comes from a
 * newer version, or when the disk refuses.
 */
export function openDatabaseFile(path: string, now: number, open: OpenDatabase): OpenedFile {
  try {
    mkdirSync(dirname(path), { recursive: true });
    try {
      return { database: prepared(open(path)) };
    } catch (error) {
      if (storageTrouble(error) !== 'corrupt') throw error;
      const setAsideAs = setAside(path, now);
      return { database: prepared(open(path)), setAsideAs };
    }
  } catch (error) {
    throw new HistoryError(explained(path, error), path, { cause: error });
  }
}

/** Out of the way but not lost: whoever wants to may try to repair it. */
export function setAside(path: string, now: number): string {
  const aside = `${path}.corrupt-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  renameSync(path, aside);
  try {
    renameSync(`${path}-wal`, `${aside}-wal`);
  } catch {
    // A file that was closed well has none.
  }
  return aside;
}

function prepared(database: DatabaseSync): DatabaseSync {
  try {
    // Exclusive: one process owns the file, and no shared-memory file is needed beside it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    // Only a new file takes this one.
    database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    database.exec('PRAGMA journal_size_limit = 1048576');
    database.exec('PRAGMA temp_store = MEMORY');
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function explained(path: string, error: unknown): string {
  if (error instanceof RangeError) {
    return `${path} was written by a newer ASL Monitor (${error.message}): start that one, or give this one another place for its history.`;
  }
  switch (storageTrouble(error)) {
    case 'in_use':
      return `${path} is in use by another ASL Monitor: quit that one, or give this one another place for its history.`;
    case 'full':
      return `${path} cannot be created, the disk is full: make room, or choose another place for the history.`;
    default:
      return `${path} cannot be opened (${messageOf(error)}): make its folder writable, or choose another place for the history.`;
  }
}
