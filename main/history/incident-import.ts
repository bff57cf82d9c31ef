import { readdirSync, readFileSync } from 'node:fs';
import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Incident, Service } from '../monitor/model.ts';
import type { Health } from '../monitor/ports.ts';
import type { IncidentFiles } from './incident-files.ts';
import { incidentFileName, readIncident } from './incident-reading.ts';
import { type Incidents, keyOf } from './incidents.ts';
import type { Journal, LogLine, Write } from './journal.ts';
import type { KnownService, KnownServices } from './services.ts';
import { messageOf } from './storage-error.ts';

export type ImportingService = Pick<Service, 'name' | 'url' | 'critical' | 'fingerprint'>;

export type ImportResult = {
  readonly imported: number;
  /** Open incidents that were taken over: their services' next checks decide how they go on. */
  readonly adopted: number;
  /** Files that could not be understood; they are left alone. */
  readonly unreadable: number;
};

export type ImportDeps = {
  readonly services: KnownServices;
  readonly incidents: Incidents;
  readonly journal: Journal;
  readonly files: IncidentFiles;
  readonly log: LogLine;
};

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder yet, no files to take over; whether it can be written is found out when there is something to write.
    return [];
  }
}

/**
 * Takes over the incidents that only a file tells of, each once; the files stay as they are.
 *
 * The Python tool forgot its open incidents at every restart, so of a service's files any number may still say
 * `active`. Only the newest can be true: an older one ended, at the latest, when the next one began. The newest is
 * adopted by a watched service that has no history of its own since then. One of a service that nobody watches stays
 * open in the record, and whoever closes such incidents (the engine does when it starts) decides over it as over any other.
 */
export function importIncidentFiles(
  { services, incidents, journal, files, log }: ImportDeps,
  configured: readonly ImportingService[],
): ImportResult {
  const watched = new Map(configured.map((service) => [service.name, service]));
  const known = new Set(journal.read(() => incidents.ids(), []).map(keyOf));
  const found: Incident[] = [];
  let unreadable = 0;
  for (const name of namesIn(files.folder)) {
    const id = incidentFileName.exec(name)?.groups?.id;
    if (id === undefined || known.has(keyOf(id))) continue;
    try {
      const text = readFileSync(join(files.folder, name), 'utf8');
      found.push(readIncident(name, text, (service) => watched.get(service)));
      known.add(keyOf(id));
    } catch (error) {
      unreadable += 1;
      reportUnreadable(log, join(files.folder, name), error);
    }
  }
  const writes: Write[] = [];
  let adopted = 0;
  found.sort((a, b) => b.startedAt - a.startedAt);
  /** The start of what is already known of a service after the incident at hand. */
  const nextStarts = new Map<string, number>();
  for (const incident of found) {
    const service = services.add(incident.service);
    const next =
      nextStarts.get(incident.service) ?? incidents.list({ service: incident.service, limit: 1 })[0]?.startedAt;
    nextStarts.set(incident.service, incident.startedAt);
    const taken = settledBy(incident, service, next);
    const configuration = watched.get(incident.service);
    if (taken.endedAt === undefined && configuration !== undefined) {
      service.health ??= healthFrom(incident);
      service.fingerprint = configuration.fingerprint;
      adopted += 1;
      log('info', `Incident ${incident.id} of ${incident.service} is still open: the next checks decide over it.`);
    }
    writes.push({ apply: () => services.save(service) }, incidents.put(taken, service, false));
  }
  if (writes.length > 0) {
    journal.put('power', {
      apply() {
        for (const write of writes) write.apply();
      },
      stored() {
        for (const write of writes) write.stored?.();
      },
    });
    const count = found.length === 1 ? '1 incident was' : `${found.length} incidents were`;
    log('info', `${count} taken over from the files in ${files.folder}`);
  }
  return { imported: found.length, adopted, unreadable };
}

/** With its end, where an open one cannot be open any more. */
function settledBy(incident: Incident, service: KnownService, nextStart: number | undefined): Incident {
  if (incident.endedAt !== undefined) return incident;
  if (nextStart !== undefined && nextStart > incident.startedAt) return { ...incident, endedAt: nextStart };
  const isOurs = service.health === undefined || service.health.incidentId === incident.id;
  return isOurs ? incident : { ...incident, endedAt: Math.max(incident.startedAt, service.health?.since ?? 0) };
}

function healthFrom(incident: Incident): Health {
  return {
    status: 'down',
    since: incident.openedAt,
    failures: Math.max(1, incident.consecutiveFailures),
    successes: 0,
    firstFailureAt: incident.startedAt,
    incidentId: incident.id,
  };
}

/**
 * Writes again what is missing or older than the record, says which files cannot be read, and removes what an
 * interrupted write left. Resolves when that is done.
 */
export async function rewriteMissingFiles({ incidents, journal, files, log }: ImportDeps): Promise<void> {
  const names = namesIn(files.folder);
  const present = new Set(names.map(keyOf));
  for (const name of names) {
    if (abandonedDraft.test(name)) await unlink(join(files.folder, name)).catch(() => undefined);
  }
  for (const incident of journal.read(() => incidents.fileDue(), [])) files.write(incident);
  for (const id of journal.read(() => incidents.ids(), [])) {
    const name = `${id}.json`;
    if (present.has(keyOf(name))) {
      const path = join(files.folder, name);
      await readFile(path, 'utf8')
        .then(JSON.parse)
        .catch((error: unknown) => reportUnreadable(log, path, error));
    } else {
      const incident = journal.read(() => incidents.byId(id), undefined);
      if (incident !== undefined) files.write(incident);
    }
  }
  await files.settled();
}

const abandonedDraft = /_\d{8}_\d{6}(?:_\d+)?\.json\.tmp$/;

function reportUnreadable(log: LogLine, path: string, error: unknown): void {
  log('warning', `${path} cannot be read as an incident and is left alone: ${messageOf(error)}.`);
}
