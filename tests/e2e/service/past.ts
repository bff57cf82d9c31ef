/** A past of one service that a test knows: three hours of answers within 40 ms, an outage, and a time without the program. */
import { join } from 'node:path';
import { openHistory } from '../../../main/history/history.ts';
import { anObservation, outage, recovery } from '../../contract/ledger-outage.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aService } from '../../support/services.ts';

const minute = 60_000;

/** Minutes before its present. */
export const pastOf = { begins: 180, outage: { from: 100, to: 90 }, absent: { from: 50, to: 40 }, ends: 1 };
const everyMs = 20_000;

/** Gives the present of that past, epoch milliseconds. */
export async function writePast(folder: string, name: string): Promise<number> {
  const now = Date.now();
  const clock = createFakeClock();
  clock.setWall(now - pastOf.begins * minute);
  const service = aService(name);
  const failure = { kind: 'status', phase: 'first_byte', sentence: 'expected status 200, got 503' } as const;
  const open = () =>
    openHistory({
      databasePath: join(folder, 'history.db'),
      incidentsDir: join(folder, 'incidents'),
      clock,
      rawDays: 30,
      rollupDays: 730,
      notifiers: [],
    });
  const minutesAgo = (): number => (now - clock.wallMs()) / minute;
  const [first, last] = [now - pastOf.outage.from * minute, now - pastOf.outage.to * minute];
  let history = open();
  const answer = (untilMinutesAgo: number): void => {
    for (; minutesAgo() > untilMinutesAgo; clock.advance(everyMs)) {
      history.noteCheck(name, anObservation(clock.wallMs(), { durationMs: 40 }));
    }
  };

  answer(pastOf.outage.from);
  const down = outage(service, { startedAt: first, openedAt: first + 2_000, failure });
  history.commit(down);
  for (; minutesAgo() > pastOf.outage.to; clock.advance(everyMs)) {
    history.noteCheck(name, { startedAt: clock.wallMs(), durationMs: 5, phases: {}, ok: false, failure });
  }
  history.commit(recovery(service, down.incident, last));
  answer(pastOf.absent.from);
  await history.close();
  clock.advance((pastOf.absent.from - pastOf.absent.to) * minute);
  history = open();
  answer(pastOf.ends);
  await history.close();
  return now;
}
