import type { Silence } from '../monitor/model.ts';
import { type Connection, text } from './connection.ts';
import type { Write } from './journal.ts';

/** The silences table; those in force are in memory as well, so that they hold while the disk takes nothing. */
export type Silences = {
  load(): void;
  put(silence: Silence): Write;
  end(id: string, at: number): Write;
  inForce(): readonly Silence[];
  /** Whatever is in force, into a fresh file. */
  saveAll(): void;
};

export function createSilences(connection: Connection): Silences {
  const inForce = new Map<string, Silence>();

  function save(silence: Silence): void {
    connection.run(
      'INSERT OR REPLACE INTO silences (id, started_at, ended_at, detail) VALUES (?, ?, NULL, ?)',
      silence.id,
      Math.round(silence.startedAt),
      JSON.stringify(silence),
    );
  }

  return {
    load() {
      for (const { detail } of connection.all(
        'SELECT detail FROM silences WHERE ended_at IS NULL ORDER BY started_at',
      )) {
        const silence: Silence = JSON.parse(text(detail));
        inForce.set(silence.id, silence);
      }
    },
    put(silence) {
      inForce.set(silence.id, silence);
      return { apply: () => save(silence) };
    },
    end(id, at) {
      inForce.delete(id);
      return {
        apply: () => void connection.run('UPDATE silences SET ended_at = ? WHERE id = ?', Math.round(at), id),
      };
    },
    inForce: () => [...inForce.values()],
    saveAll() {
      for (const silence of inForce.values()) save(silence);
    },
  };
}
