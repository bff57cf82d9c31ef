import { DatabaseSync } from 'node:sqlite';

/** Opens real databases on a disk whose room is in the test's hand; SQLite reports it as it reports a full disk. */
export function aDisk() {
  let database: DatabaseSync | undefined;
  return {
    openDatabase: (path: string) => (database = new DatabaseSync(path)),
    fill: () => database?.exec('PRAGMA max_page_count = 1'),
    makeRoom: () => database?.exec('PRAGMA max_page_count = 1000000'),
  };
}
