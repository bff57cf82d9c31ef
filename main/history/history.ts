/** What happened, on disk: checks, incidents and the alerts they owe, in SQLite, and a JSON file for each incident. */
import type { DatabaseSync } from 'node:sqlite';
import type { Outbox } from '../monitor/outbox.ts';
import type { Clock, Ledger } from '../monitor/ports.ts';
import type { Interval } from '../monitor/statistics.ts';
import { absence, recordAbsence, recordStop } from './absence.ts';
import { createConnection } from './connection.ts';
import { type OpenDatabase, openDatabaseFile, openInMemory, openWithSqlite, setAside } from './database-file.ts';
import { createDecisions } from './decisions.ts';
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
import { createOutages } from './outages.ts';
import { createOutbox } from './outbox.ts';
import { createRawChecks } from './raw-checks.ts';
import { createReaders, type Readers } from './readers.ts';
import { createSegments } from './segments.ts';
import { createKnownServices } from './services.ts';
import { createSilences } from './silences.ts';
import { messageOf, storageTrouble } from './storage-error.ts';
import { createSumming } from './summing.ts';
import { createUpkeep } from './upkeep.ts';

export type HistorySettings = {
  readonly databasePath: string;
  readonly incidentsDir: string;
  readonly clock: Clock;
  readonly log?: LogLine;
  /**
   * For how long raw checks, minutes and decisions are kept, and for how long hours and what was not observed.
   * Incidents and outages stay for good.
   */
  readonly rawDays: number;
  readonly rollupDays: number;
  /** Who is owed every alert; none is a choice: alerts are recorded all the same. */
  readonly notifiers: readonly string[];
  readonly openDatabase?: OpenDatabase;
};

export type History = Ledger &
  Outbox &
  Readers & {
    /** In force from the next alert on; what is owed already stays owed. */
    setNotifiers(names: readonly string[]): void;
    /** Until when the run before this one was alive, epoch milliseconds; undefined where there was none. */
    absentSince(): number | undefined;
    /** Forgets what is older than it need be kept, in small slices; done by itself every hour. */
    prune(now: number): void;
    /** Writes what is held back now instead of within five seconds. */
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
  let absent: Interval | undefined;

  const checks = createRawChecks(connection, reportDropped);
  const services = createKnownServices(connection);
  const segments = createSegments(connection);
  const decisions = createDecisions(connection, services);
  const journal = createJournal({
    connection,
    heldBack: [checks, segments, decisions],
    clock,
    log,
    path,
    onFlushed: () => upkeep.consider(),
    onCorrupt: beginAnew,
  });
  const incidents = createIncidents(connection, services);
  const outages = createOutages(connection, incidents);
  const silences = createSilences(connection);
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
  const record = { services, incidents, outages, silences, decisions, checks, segments, journal };
  const ledger = createLedger({ ...record, clock, outbox, files, absentSince: () => absent?.from });
  const readers = createReaders({ ...record, connection, clock, outbox, summing, rawDays, rollupDays });

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
        if (absent !== undefined) recordAbsence(connection, absent);
        incidents.saveAll();
        outages.saveAll();
        silences.saveAll();
        outbox.saveAll();
      },
      stored() {
        incidents.allStored();
        outages.allStored();
      },
    });
    journal.flush();
    if (configured !== undefined) importIncidentFiles(importing, configured);
    isBeginningAnew = false;
  }

  /** What one damaged table does not tell, another may: each is read for itself. */
  function load(): void {
    let isDamaged = false;
    for (const part of [services, incidents, outages, silences, outbox, summing, decisions]) {
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
  const found = journal.read(() => absence(connection, Math.round(clock.wallMs())), undefined);
  if (found !== undefined) journal.put('crash', { apply: () => recordAbsence(connection, found) });
  absent = found;

  return {
    ...ledger,
    ...readers,
    absentSince: () => absent?.from,
    owed: outbox.owed,
    row: outbox.row,
    conversation: outbox.conversation,
    sharing: outbox.sharing,
    sending: outbox.sending,
    notSent: outbox.notSent,
    lastSendingAt: outbox.lastSendingAt,
    settle: outbox.settle,
    spare: outbox.spare,
    converse: outbox.converse,
    postpone: outbox.postpone,
    note: outbox.note,
    noted: outbox.noted,
    setNotifiers: outbox.setNotifiers,
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
