import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type History, type HistorySettings, openHistory } from '../../../main/history/history.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

export type Place = {
  readonly folder: string;
  readonly databasePath: string;
  readonly incidentsDir: string;
  readonly clock: FakeClock;
  /** Lines of warning and error that the history wrote. */
  readonly complaints: string[];
  open(overrides?: Partial<HistorySettings>): History;
  /** A kill: what another process would find on disk at this moment, without the history having been closed. */
  killed(): Place;
};

/** A folder of its own for a test; what was opened there is closed, and the folder removed, when the test is over. */
export function aPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'asl-history-'));
  const open: History[] = [];
  onTestFinished(async () => {
    for (const history of open) await history.close();
    rmSync(folder, { recursive: true });
  });
  return placeIn(folder, createFakeClock(), open);
}

function placeIn(folder: string, clock: FakeClock, opened: History[]): Place {
  const databasePath = join(folder, 'history.db');
  const incidentsDir = join(folder, 'incidents');
  const complaints: string[] = [];
  return {
    folder,
    databasePath,
    incidentsDir,
    clock,
    complaints,
    open(overrides = {}) {
      const history = openHistory({
        databasePath,
        incidentsDir,
        clock,
        rawDays: 30,
        rollupDays: 730,
        notifiers: ['slack'],
        log: (level, message) => {
          if (level === 'warning' || level === 'error') complaints.push(message);
        },
        ...overrides,
      });
      let closing: Promise<void> | undefined;
      const once = { ...history, close: () => (closing ??= history.close()) };
      opened.push(once);
      return once;
    },
    killed() {
      const copy = mkdtempSync(join(folder, 'killed-'));
      for (const name of ['history.db', 'history.db-wal']) {
        if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
      }
      return placeIn(copy, clock, opened);
    },
  };
}
