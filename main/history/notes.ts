import { type Connection, text } from './connection.ts';
import type { Journal } from './journal.ts';

/** What notifiers want to know in their next run, a few short texts each. */
export function createNotes(connection: Connection, journal: Journal) {
  const ofThisRun = new Map<string, { readonly notifier: string; readonly name: string; readonly value: string }>();

  function save(notifier: string, name: string, value: string): void {
    connection.run('INSERT OR REPLACE INTO notifiers (name, property, value) VALUES (?, ?, ?)', notifier, name, value);
  }

  function stored(notifier: string, name: string): string | undefined {
    const row = connection.get('SELECT value FROM notifiers WHERE name = ? AND property = ?', notifier, name);
    return row && text(row.value);
  }

  const keyOf = (notifier: string, name: string): string => JSON.stringify([notifier, name]);

  return {
    note(notifier: string, name: string, value: string): void {
      const key = keyOf(notifier, name);
      if (ofThisRun.get(key)?.value === value) return;
      ofThisRun.set(key, { notifier, name, value });
      journal.put('crash', { apply: () => save(notifier, name, value) });
    },
    noted: (notifier: string, name: string): string | undefined =>
      ofThisRun.get(keyOf(notifier, name))?.value ?? journal.read(() => stored(notifier, name), undefined),
    /** Whatever is in memory, into a fresh file. */
    saveAll(): void {
      for (const { notifier, name, value } of ofThisRun.values()) save(notifier, name, value);
    },
  };
}
