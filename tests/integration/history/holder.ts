/** A process that opens a history, records an outage in it, says so, and waits to be killed. */
import { openHistory } from '../../../main/history/history.ts';
import { outage } from '../../contract/ledger-outage.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aService } from '../../support/services.ts';

const [databasePath = '', incidentsDir = ''] = process.argv.slice(2);
const settings = { databasePath, incidentsDir, clock: createFakeClock(), rawDays: 30, rollupDays: 730, notifiers: [] };
openHistory(settings).commit(outage(aService('held')));
process.stdout.write('recorded\n');
setInterval(() => undefined, 60_000);
