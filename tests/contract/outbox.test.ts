import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../../main/history/history.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryOutbox } from '../support/memory-outbox.ts';
import { aService } from '../support/services.ts';
import { outage } from './ledger-outage.ts';
import { describeOutbox } from './outbox.ts';

describeOutbox('in memory', async () => {
  const outbox = createMemoryOutbox();
  return { outbox, owe: outbox.add, restart: async () => outbox, close: async () => undefined };
});

describeOutbox('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asl-outbox-'));
  const clock = createFakeClock();
  const open = (inside: string) =>
    openHistory({
      databasePath: join(inside, 'history.db'),
      incidentsDir: join(inside, 'incidents'),
      clock,
      rawDays: 30,
      rollupDays: 730,
      notifiers: ['slack'],
    });
  const first = join(folder, 'first');
  const histories = [open(first)];
  const [outbox] = histories;
  if (outbox === undefined) throw new Error('nothing was opened');
  return {
    outbox,
    owe(alert) {
      outbox.commit({ ...outage(aService(alert.service.name)), incident: alert.incident, alert });
    },
    async restart() {
      const copy = join(folder, 'second');
      await mkdir(copy);
      for (const name of ['history.db', 'history.db-wal'])
        if (existsSync(join(first, name))) await copyFile(join(first, name), join(copy, name));
      const again = open(copy);
      histories.push(again);
      return again;
    },
    async close() {
      for (const history of histories) await history.close();
      await rm(folder, { recursive: true });
    },
  };
});
