import { existsSync } from 'node:fs';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Incident } from '../monitor/model.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import { incidentDocument } from './incident-document.ts';
import type { LogLine } from './journal.ts';
import { messageOf } from './storage-error.ts';

/** Writes the JSON files, one after the other and off the path of a check. What fails is tried again. */
export type IncidentFiles = {
  readonly folder: string;
  write(incident: Incident): void;
  has(incidentId: string): boolean;
  /** When everything asked for so far is written or has failed. */
  settled(): Promise<void>;
  /** Takes a second at most; what is not written by then is for the next start. */
  close(): Promise<void>;
};

export type IncidentFilesDeps = {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: LogLine;
  /** This version is in its file, and no newer one is waiting. */
  readonly onWritten: (incident: Incident) => void;
};

const retryAfterMs = 30_000;
/** The program must end in two seconds, however many incidents there are and however slow the disk is. */
const longestCloseMs = 1_000;

export function createIncidentFiles({ folder, clock, log, onWritten }: IncidentFilesDeps): IncidentFiles {
  /** The latest version of each: what nobody has read need not be written. */
  const due = new Map<string, Incident>();
  let working: Promise<void> | undefined;
  let retry: Cancel | undefined;
  let isFailing = false;
  let isClosed = false;

  async function work(): Promise<void> {
    const failed = new Set<Incident>();
    // A change of state is complete before its file is begun.
    await undefined;
    for (let incident = next(failed); incident !== undefined; incident = next(failed)) {
      try {
        await writeAtomically(folder, `${incident.id}.json`, incidentDocument(incident));
        if (isClosed || due.get(incident.id) !== incident) continue;
        due.delete(incident.id);
        onWritten(incident);
      } catch (error) {
        failed.add(incident);
        if (!isFailing) {
          log('error', `Incident files cannot be written to ${folder}: ${messageOf(error)}. They are tried again.`);
        }
        isFailing = true;
      }
    }
    working = undefined;
    if (isClosed) return;
    if (due.size > 0) retry ??= clock.wakeAt(clock.monotonicMs() + retryAfterMs, begin);
    else if (isFailing) {
      isFailing = false;
      log('info', `Incident files are written to ${folder} again.`);
    }
  }

  function next(failed: ReadonlySet<Incident>): Incident | undefined {
    if (isClosed) return undefined;
    for (const incident of due.values()) if (!failed.has(incident)) return incident;
    return undefined;
  }

  function begin(): void {
    retry?.();
    retry = undefined;
    working ??= work();
  }

  /** Once more for those that failed while somebody else was being written. */
  async function lastTry(): Promise<void> {
    await working;
    if (due.size > 0) begin();
    await working;
  }

  return {
    folder,
    write(incident) {
      due.set(incident.id, incident);
      working ??= work();
    },
    has: (incidentId) => existsSync(join(folder, `${incidentId}.json`)),
    async settled() {
      await working;
    },
    async close() {
      await Promise.race([lastTry(), wait(longestCloseMs, undefined, { ref: false })]);
      isClosed = true;
      retry?.();
      if (due.size === 0) return;
      log('warning', `${due.size} incident files in ${folder} are not up to date; they are written at the next start.`);
    },
  };
}

/** Never seen half written: the text is on disk under another name before it takes this one. */
async function writeAtomically(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const draft = `${path}.tmp`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await replace(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** On Windows a virus scanner or an editor may hold the file for a moment. */
async function replace(draft: string, path: string): Promise<void> {
  for (let waitMs = 20; ; waitMs *= 2) {
    try {
      return await rename(draft, path);
    } catch (error) {
      if (process.platform !== 'win32' || waitMs > 640) throw error;
      await wait(waitMs);
    }
  }
}

/** Makes the new name itself durable, where the system can do that with a folder; some cannot. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
