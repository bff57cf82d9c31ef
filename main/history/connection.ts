import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/**
 * What a transaction outlives. `crash`: the end of this process, however sudden. `power`: also the machine's, at the
 * price of waiting for the disk.
 */
export type Durability = 'crash' | 'power';

/** Statements by their text, each prepared once; the database beneath may be exchanged. */
export type Connection = {
  /** How many rows it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number;
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[];
  /** All of it or nothing. */
  transaction(durability: Durability, work: () => void): void;
  close(): void;
  /** Goes on with this database after the one before was closed. */
  use(database: DatabaseSync): void;
};

export function createConnection(first: DatabaseSync): Connection {
  let database = first;
  let statements = new Map<string, StatementSync>();

  function prepared(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function rollBack(): void {
    // SQLite has often done it already, for instance when the disk was full.
    if (database.isTransaction) database.exec('ROLLBACK');
  }

  return {
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    get: (sql, ...values) => prepared(sql).get(...values),
    all: (sql, ...values) => prepared(sql).all(...values),
    transaction(durability, work) {
      if (durability === 'power') database.exec('PRAGMA synchronous = FULL');
      try {
        prepared('BEGIN IMMEDIATE').run();
        work();
        prepared('COMMIT').run();
      } catch (error) {
        rollBack();
        throw error;
      } finally {
        if (durability === 'power') database.exec('PRAGMA synchronous = NORMAL');
      }
    },
    close() {
      statements = new Map();
      database.close();
    },
    use(next) {
      database = next;
    },
  };
}

/** The tables are STRICT: another type here is a mistake in the query. */
export function integer(value: SQLOutputValue | undefined): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`expected an integer, got ${typeof value}`);
}

export function text(value: SQLOutputValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`expected text, got ${typeof value}`);
}

export function blob(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`expected a blob, got ${typeof value}`);
}
