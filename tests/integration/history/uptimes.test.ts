import { describe, expect, it } from 'vitest';
import type { History } from '../../../main/history/history.ts';
import { unobservedReasons } from '../../../main/monitor/model.ts';
import { anObservation, outage, recovery } from '../../contract/ledger-outage.ts';
import { createRandom, type Random } from '../../lab/random.ts';
import { aService } from '../../support/services.ts';
import { aPlace } from './opened.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const names = Array.from({ length: 12 }, (_, index) => `service ${index}`);
const windows = { day, week: 7 * day, month: 30 * day };

/** Outages and segments of every length, some of them longer than any window, in the 40 days before `now`. */
function live(history: History, random: Random, now: number): void {
  for (const [index, name] of names.entries()) {
    const firstSeen = now - Math.floor(random.between(0, 40 * day) ** (index % 2));
    history.noteCheck(name, anObservation(firstSeen));
    const moments = (count: number, longestMs: number) =>
      Array.from({ length: Math.floor(random.between(0, count)) }, () => {
        const from = now - Math.floor(random.between(0, 40 * day));
        return { from, to: Math.min(now, from + Math.floor(longestMs * random.between(0, 1) ** 4)) };
      });
    for (const { from, to } of moments(8, 35 * day)) {
      const opened = outage(aService(name), { id: `${name} ${from}`, startedAt: from, openedAt: from });
      history.commit(opened);
      if (to < now) history.commit(recovery(aService(name), opened.incident, to));
    }
    for (const { from, to } of moments(15, 20 * day)) {
      history.noteUnobserved(name, { reason: random.oneOf(unobservedReasons), from, to });
      if (random.between(0, 1) < 0.2) history.flush();
    }
  }
}

describe('uptimes of all services', () => {
  it('are of each what is told of it alone, whatever its past, stored or not', async () => {
    for (let seed = 0; seed < 12; seed += 1) {
      const place = aPlace();
      let history = place.open();
      const now = place.clock.wallMs();
      live(history, createRandom(seed), now);
      const look = (at: number) => {
        const all = history.uptimes(at);
        expect([...all.keys()].sort()).toEqual(names.toSorted());
        for (const name of names) {
          const alone = Object.entries(windows).flatMap(([window, ms]) => {
            const uptime = history.uptime(name, ms, at);
            return uptime === undefined ? [] : [[window, uptime]];
          });
          expect(all.get(name)).toEqual(Object.fromEntries(alone));
        }
      };
      look(now);
      look(now - 3 * day);
      history.flush();
      look(now);
      await history.close();
      place.clock.advance(9 * hour);
      history = place.open();
      look(place.clock.wallMs());
    }
  });

  it('leave out services that were never checked, and keep those that are not watched any more', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('blind', anObservation(start), 'offline');
    history.noteCheck('former', anObservation(start));
    history.rename('former', 'renamed');
    expect([...history.uptimes(start + minute)]).toEqual([['renamed', { day: 1, week: 1, month: 1 }]]);
    expect(history.knownServices()).toEqual(['blind', 'renamed']);
  });

  it('say nothing of a time in which nothing was observed', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start));
    history.noteUnobserved('api', { reason: 'paused', from: start + hour, to: start + 3 * day });
    const opened = outage(aService('api'), { startedAt: start + 30 * minute, openedAt: start + 30 * minute });
    history.commit(opened);
    expect(history.uptimes(start + 3 * day).get('api')).toEqual({ week: 0.5, month: 0.5 });
    expect(history.uptimes(start).get('api')).toEqual({});
  });
});
