import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../../main/history/history.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLedger } from '../support/memory-ledger.ts';
import { describeLedger } from './ledger.ts';

describeLedger('in memory', async () => {
  const ledger = createMemoryLedger();
  return { ledger, restart: async () => ledger, close: async () => undefined };
});

describeLedger('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asl-ledger-'));
  const open = () =>
    openHistory({
      databasePath: join(folder, 'history.db'),
      incidentsDir: join(folder, 'incidents'),
      clock: createFakeClock(),
      rawDays: 30,
      rollupDays: 730,
      notifiers: ['slack'],
    });
  let history = open();
  return {
    ledger: history,
    async restart() {
      await history.close();
      history = open();
      return history;
    },
    async close() {
      await history.close();
      await rm(folder, { recursive: true });
    },
  };
});
