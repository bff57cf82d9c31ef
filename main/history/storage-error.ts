/** What SQLite's result codes (https://www.sqlite.org/rescode.html) mean for a program that must not stop. */

export type StorageTrouble = 'corrupt' | 'in_use' | 'full' | 'broken';

const troubles: ReadonlyMap<number, StorageTrouble> = new Map([
  [5, 'in_use'], // SQLITE_BUSY
  [7, 'broken'], // SQLITE_NOMEM
  [8, 'broken'], // SQLITE_READONLY
  [10, 'broken'], // SQLITE_IOERR
  [11, 'corrupt'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [14, 'broken'], // SQLITE_CANTOPEN
  [26, 'corrupt'], // SQLITE_NOTADB
]);

/** What is wrong with the disk or the file; undefined for an error that another try would meet again. */
export function storageTrouble(error: unknown): StorageTrouble | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return troubles.get(error.errcode & 0xff);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
