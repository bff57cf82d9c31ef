import type { Silence } from '../monitor/model.ts';
import type { Interval } from '../monitor/statistics.ts';
import { type Connection, integer, type Row, text } from './connection.ts';
import type { Write } from './journal.ts';

/** With when it was over, epoch milliseconds; absent while it is in force. */
export type PastSilence = { readonly silence: Silence; readonly endedAt?: number };

/** The silences table; those in force are in memory as well, so that they hold while the disk takes nothing. */
export type Silences = {
  load(): void;
  put(silence: Silence): Write;
  end(id: string, at: number): Write;
  inForce(): readonly Silence[];
  /** Those that were in force at some time in the interval, over or not, in the order in which they began. */
  during(interval: Interval): readonly PastSilence[];
  /** Whatever is in force, into a fresh file. */
  saveAll(): void;
};

export function createSilences(connection: Connection): Silences {
  const inForce = new Map<string, Silence>();
  /** What the disk has not taken yet. */
  const unstoredEnds = new Map<string, PastSilence>();

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
      unstoredEnds.delete(silence.id);
      return { apply: () => save(silence) };
    },
    end(id, at) {
      const silence = inForce.get(id);
      inForce.delete(id);
      const ended = silence && { silence, endedAt: Math.round(at) };
      if (ended !== undefined) unstoredEnds.set(id, ended);
      return {
        apply: () => void connection.run('UPDATE silences SET ended_at = ? WHERE id = ?', Math.round(at), id),
        stored() {
          if (unstoredEnds.get(id) === ended) unstoredEnds.delete(id);
        },
      };
    },
    inForce: () => [...inForce.values()],
    during(interval) {
      const rows = connection.all(
        'SELECT ended_at, detail FROM silences WHERE started_at < ? AND (ended_at IS NULL OR ended_at > ?)',
        interval.to,
        interval.from,
      );
      const all = [
        ...rows.map(pastFrom),
        ...[...inForce.values()].map((silence): PastSilence => ({ silence })),
        ...unstoredEnds.values(),
      ];
      return [...new Map(all.map((past) => [past.silence.id, past])).values()]
        .filter(({ silence, endedAt = interval.to }) => silence.startedAt < interval.to && endedAt > interval.from)
        .sort((a, b) => a.silence.startedAt - b.silence.startedAt);
    },
    saveAll() {
      for (const silence of inForce.values()) save(silence);
    },
  };
}

function pastFrom({ ended_at, detail }: Row): PastSilence {
  const silence: Silence = JSON.parse(text(detail));
  return { silence, ...(ended_at === null ? {} : { endedAt: integer(ended_at) }) };
}
