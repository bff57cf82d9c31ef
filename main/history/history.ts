/** What happened, on disk: checks, incidents and the alerts they owe, in SQLite and as one JSON file an incident. */
import type { DatabaseSync } from 'node:sqlite';
import type { Incident } from '../monitor/model.ts';
import type { Outbox } from '../monitor/outbox.ts';
import type { Clock, Ledger } from '../monitor/ports.ts';
import { type IncidentStatistics, incidentStatistics, uptimeFraction } from '../monitor/statistics.ts';
import type { Check } from './check-records.ts';
import { createConnection } from './connection.ts';
import { type OpenDatabase, openDatabaseFile, openInMemory, openWithSqlite, setAside } from './database-file.ts';
import { createIncidentFiles } from './incident-files.ts';
import {
  type ImportingService,
  type ImportResult,
  importIncidentFiles,
  rewriteMissingFiles,
} from './incident-import.ts';
import { createIncidents } from './incidents.ts';
import { createJournal, type LogLine } from './journal.ts';
import { createLedger } from './ledger.ts';
import { absence, recordAbsence, recordStop, unobservedTime } from './observed-time.ts';
import { createOutbox } from './outbox.ts';
import { createRawChecks } from './raw-checks.ts';
import { readSeries, type Series } from './series.ts';
import { createKnownServices } from './services.ts';
import { messageOf, storageTrouble } from './storage-error.ts';
import { createSumming, dayMs } from './summing.ts';
import { createUpkeep } from './upkeep.ts';

export type HistorySettings = {
  readonly databasePath: string;
  readonly incidentsDir: string;
  readonly clock: Clock;
  readonly log?: LogLine;
  /** For how long raw checks and minutes are kept, and for how long hours. Incidents stay for good. */
  readonly rawDays: number;
  readonly rollupDays: number;
  /** Who is owed every alert; none is a choice: alerts are recorded all the same. */
  readonly notifiers: readonly string[];
  readonly openDatabase?: OpenDatabase;
};

export type IncidentQuery = { readonly service?: string; readonly openOnly?: boolean; readonly limit: number };

export type History = Ledger &
  Outbox & {
    /** In force from the next alert on; what is owed already stays owed. */
    setNotifiers(names: readonly string[]): void;
    statistics(): IncidentStatistics;
    /** The fraction of the observed time in which there was no incident; undefined when nothing was observed. */
    uptime(service: string, windowMs: number, now: number): number | undefined;
    /** Oldest first. */
    recentChecks(service: string, count: number): readonly Check[];
    series(service: string, from: number, to: number): Series;
    /** Latest start first. */
    incidents(query: IncidentQuery): readonly Incident[];
    /** Forgets what is older than it need be kept, in small slices; done by itself every hour. */
    prune(now: number): void;
    /** Writes pending checks now instead of within five seconds. */
    flush(): void;
    /** To be called before the first `recall`: open incidents of these services are taken over. */
    importIncidentFiles(services: readonly ImportingService[]): ImportResult;
    rewriteMissingFiles(): Promise<void>;
    close(): Promise<void>;
  };

/** Throws a `HistoryError` when no history can be kept; once open, no call throws because of the disk. */
export function openHistory(settings: HistorySettings): History {
  const {
    databasePath: path,
    clock,
    rawDays,
    rollupDays,
    openDatabase = openWithSqlite,
    log = () => undefined,
  } = settings;
  const first = openDatabaseFile(path, clock.wallMs(), openDatabase);
  const connection = createConnection(first.database);
  let configured: readonly ImportingService[] | undefined;
  let isBeginningAnew = false;

  const checks = createRawChecks(connection, reportDropped);
  const journal = createJournal({
    connection,
    checks,
    clock,
    log,
    path,
    onFlushed: () => upkeep.consider(),
    onCorrupt: beginAnew,
  });
  const services = createKnownServices(connection);
  const incidents = createIncidents(connection, services);
  const outbox = createOutbox(connection, journal, settings.notifiers);
  const summing = createSumming(connection, checks);
  const upkeep = createUpkeep({ connection, summing, journal, clock, rawDays, rollupDays });
  const files = createIncidentFiles({
    folder: settings.incidentsDir,
    clock,
    log,
    onWritten: (incident) => journal.defer({ apply: () => incidents.fileWritten(incident) }),
  });
  const importing = { services, incidents, journal, files, log };
  const ledger = createLedger({ services, incidents, outbox, checks, journal, files });

  let dropped = 0;
  function reportDropped(count: number): void {
    if (dropped === 0) log('error', `History cannot keep up: the oldest checks that ${path} did not take are dropped.`);
    dropped += count;
  }

  function reportDamage(setAsideAs: string): void {
    log(
      'error',
      `${path} is damaged. It was renamed to ${setAsideAs} and a new one is begun; incidents are taken over from ${settings.incidentsDir}, older checks are not.`,
    );
  }

  function freshDatabase(): DatabaseSync {
    try {
      reportDamage(setAside(path, clock.wallMs()));
      return openDatabaseFile(path, clock.wallMs(), openDatabase).database;
    } catch (error) {
      log('error', `${path} is damaged and no new one can be begun: ${messageOf(error)}. History is kept in memory.`);
      return openInMemory();
    }
  }

  /** The file turned out to be damaged while in use. Monitoring goes on, and a new file gets all that is in memory. */
  function beginAnew(): void {
    if (isBeginningAnew) return;
    isBeginningAnew = true;
    upkeep.close();
    connection.close();
    connection.use(freshDatabase());
    summing.load();
    journal.restart({
      apply() {
        services.saveAll();
        incidents.saveAll();
        outbox.saveAll();
      },
      stored: () => incidents.allStored(),
    });
    journal.flush();
    if (configured !== undefined) importIncidentFiles(importing, configured);
    isBeginningAnew = false;
  }

  /** What one damaged table does not tell, another may: each is read for itself. */
  function load(): void {
    let isDamaged = false;
    for (const part of [services, incidents, outbox, summing]) {
      try {
        part.load();
      } catch (error) {
        if (storageTrouble(error) !== 'corrupt') throw error;
        isDamaged = true;
      }
    }
    if (isDamaged) beginAnew();
  }

  if (first.setAsideAs !== undefined) reportDamage(first.setAsideAs);
  load();
  const absent = journal.read(() => absence(connection, Math.round(clock.wallMs())), undefined);
  if (absent !== undefined) journal.put('crash', { apply: () => recordAbsence(connection, absent) });

  return {
    ...ledger,
    owed: outbox.owed,
    conversation: outbox.conversation,
    settle: outbox.settle,
    postpone: outbox.postpone,
    setNotifiers: outbox.setNotifiers,
    statistics: () => incidentStatistics(journal.read(() => incidents.spans(), incidents.open())),
    uptime(name, windowMs, now) {
      const service = services.get(name);
      if (service?.firstSeenAt === undefined) return undefined;
      const observable = { from: Math.max(now - windowMs, service.firstSeenAt), to: now };
      return journal.read(() => {
        const down = incidents.during(name, observable).map(({ startedAt, endedAt = now }) => ({
          from: startedAt,
          to: endedAt,
        }));
        return uptimeFraction(observable, unobservedTime(connection, service.id, observable), down);
      }, undefined);
    },
    recentChecks(name, count) {
      const service = services.get(name);
      return service === undefined ? [] : journal.read(() => checks.recent(service.id, count), []);
    },
    series(name, from, to) {
      const service = services.get(name);
      const nothing: Series = { resolution: 'check', buckets: [] };
      if (service === undefined || to <= from) return nothing;
      const oldestDetail = clock.wallMs() - rawDays * dayMs;
      return journal.read(
        () => readSeries({ connection, checks, summing }, service.id, { from, to }, oldestDetail),
        nothing,
      );
    },
    incidents: (query) =>
      journal.read(
        () => incidents.list(query),
        incidents.open().filter(({ service }) => query.service === undefined || query.service === service),
      ),
    prune: (now) => upkeep.prune(now),
    flush: () => journal.flush(),
    importIncidentFiles(watched) {
      configured = watched;
      return importIncidentFiles(importing, watched);
    },
    rewriteMissingFiles: () => rewriteMissingFiles(importing),
    async close() {
      upkeep.close();
      await files.close();
      journal.put('crash', { apply: () => recordStop(connection, Math.round(clock.wallMs())) });
      const lost = journal.close();
      if (lost > 0) log('error', `${lost} changes could not be stored in ${path} and are lost with this run.`);
      connection.close();
    },
  };
}
