import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../../main/history/history.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLedger } from '../support/memory-ledger.ts';
import { describeLedger } from './ledger.ts';
import { noon } from './ledger-outage.ts';

describeLedger('in memory', async () => {
  const ledger = createMemoryLedger();
  return {
    ledger,
    unobserved: (service) =>
      ledger.unobserved
        .filter((segment) => segment.service === service)
        .map(({ reason, from, to }) => ({ reason, from, to })),
    async restart(awayMs = 0) {
      if (awayMs > 0) ledger.wasAbsentSince(noon);
      return ledger;
    },
    close: async () => undefined,
  };
});

describeLedger('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asl-ledger-'));
  const clock = createFakeClock();
  const open = () =>
    openHistory({
      databasePath: join(folder, 'history.db'),
      incidentsDir: join(folder, 'incidents'),
      clock,
      rawDays: 30,
      rollupDays: 730,
      notifiers: ['slack'],
    });
  let history = open();
  return {
    ledger: history,
    unobserved: (service) => history.unobserved(service, 0, Number.MAX_SAFE_INTEGER),
    async restart(awayMs = 0) {
      await history.close();
      clock.advance(awayMs);
      history = open();
      return history;
    },
    async close() {
      await history.close();
      await rm(folder, { recursive: true });
    },
  };
});
