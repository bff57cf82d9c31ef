/** What the program has on record once it has ended: its incident files, and what its history says is still owed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Json, RecordedIncident } from './evidence.ts';

export type OwedAlert = {
  /** Epoch milliseconds before which it is not told. */
  readonly notBefore: number;
  readonly sentence: string;
};

export type ProgramRecord = {
  readonly incidents: readonly RecordedIncident[];
  readonly owed: readonly OwedAlert[];
  /** Where files and history disagree. */
  readonly troubles: readonly string[];
};

/** Only while the program does not run: it has the history to itself. */
export function readRecord(folder: string): ProgramRecord {
  const database = new DatabaseSync(join(folder, 'history.db'));
  try {
    const stored = database
      .prepare('SELECT detail FROM incidents')
      .all()
      .map(({ detail }) => JSON.parse(String(detail)) as Json);
    const owed = database
      .prepare(
        'SELECT attempts, not_before, reason, detail FROM deliveries JOIN alerts ON alerts.id = alert WHERE settled_at IS NULL',
      )
      .all()
      .map(({ attempts, not_before, reason, detail }) => {
        const { kind, incident } = JSON.parse(String(detail)) as { kind: string; incident: Json };
        const why = reason === null ? 'not tried' : `tried ${attempts} times: ${reason}`;
        return { notBefore: Number(not_before), sentence: `${kind} of ${incident.id} (${why})` };
      });
    const files = readFiles(join(folder, 'incidents'));
    return { incidents: stored.map(asRecorded), owed, troubles: disagreements(stored, files) };
  } finally {
    database.close();
  }
}

function asRecorded(incident: Json): RecordedIncident {
  const { id, service, outage, startedAt, openedAt, endedAt, flaps, untold } = incident;
  return {
    id: String(id),
    service: String(service),
    outage: String(outage ?? id),
    startedAt: Number(startedAt),
    openedAt: Number(openedAt),
    endedAt: endedAt === undefined ? undefined : Number(endedAt),
    flaps: Number(flaps),
    silenced: untold === true,
  };
}

function readFiles(folder: string): ReadonlyMap<string, Json> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    names.map((name) => [name.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json]),
  );
}

function disagreements(stored: readonly Json[], files: ReadonlyMap<string, Json>): readonly string[] {
  const known = new Set(stored.map(({ id }) => String(id)));
  const unknown = [...files.keys()]
    .filter((id) => !known.has(id))
    .map((id) => `${id} has a file and is not in history`);
  const wrong = stored.flatMap(({ id, endedAt }) => {
    const file = files.get(String(id));
    const status = endedAt === undefined ? 'active' : 'resolved';
    if (file === undefined) return [`${id} has no file`];
    return file.status === status ? [] : [`the file of ${id} says ${file.status}, the history ${status}`];
  });
  return [...unknown, ...wrong];
}
