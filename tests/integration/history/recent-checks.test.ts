import { describe, expect, it } from 'vitest';
import type { History } from '../../../main/history/history.ts';
import type { Observation } from '../../../main/monitor/model.ts';
import { anObservation } from '../../contract/ledger-outage.ts';
import { createRandom } from '../../lab/random.ts';
import { aPlace, type Place } from './opened.ts';

const second = 1_000;
const names = ['api', 'web', 'db', 'mail'];

/** Services that are checked more and less often, now and then with a failure or one that does not count. */
function checkAtRandom(place: Place, history: History, checks: number): void {
  const random = createRandom(5);
  for (let turn = 0; turn < checks; turn += 1) {
    const name = names[Math.floor(4 * random.between(0, 1) ** 3)] ?? 'api';
    const startedAt = place.clock.wallMs() - Math.floor(random.between(0, 4 * second));
    const observation: Observation =
      turn % 9 === 0
        ? {
            startedAt,
            durationMs: 3,
            phases: {},
            ok: false,
            failure: { kind: 'reset', phase: 'tcp', sentence: 'reset' },
          }
        : anObservation(startedAt, { durationMs: random.between(1, 4_000) });
    history.noteCheck(name, observation, turn % 13 === 0 ? 'offline' : undefined);
    place.clock.advance(200);
  }
}

describe('the latest checks of all services', () => {
  it('are of each what is told of it alone, stored or not, however many are wanted', () => {
    const place = aPlace();
    const history = place.open();
    const look = () => {
      for (const count of [1, 7, 60, 5_000]) {
        const all = history.recentChecksOfAll(count);
        expect([...all.keys()].sort()).toEqual(names.toSorted());
        for (const name of names) expect(all.get(name)).toEqual(history.recentChecks(name, count));
      }
    };
    checkAtRandom(place, history, 12_000);
    expect(history.recentChecks('api', 60)).toHaveLength(60);
    look();
    history.flush();
    look();
  });

  it('come in one pass over what is newest, and leave out what is only found far back', () => {
    const place = aPlace();
    const history = place.open();
    history.noteCheck('former', anObservation(place.clock.wallMs()));
    for (let turn = 0; turn < 6_000; turn += 1) {
      history.noteCheck('api', anObservation(place.clock.wallMs()));
      history.noteCheck('web', anObservation(place.clock.wallMs()));
      place.clock.advance(5 * second);
    }
    const found = (services?: readonly string[]) =>
      [...history.recentChecksOfAll(60, services)].map(([name, checks]) => [name, checks.length]);
    expect(found()).toEqual([
      ['api', 60],
      ['web', 60],
    ]);
    expect(found(['web'])).toEqual(found());
    expect(history.recentChecksOfAll(0, ['web']).get('web')).toEqual([]);
  });

  it('stop as soon as the named ones are complete', () => {
    const place = aPlace();
    const history = place.open();
    history.noteCheck('former', anObservation(place.clock.wallMs()));
    for (let turn = 0; turn < 300; turn += 1) {
      history.noteCheck('api', anObservation(place.clock.wallMs()));
      place.clock.advance(5 * second);
    }
    expect([...history.recentChecksOfAll(60, ['api', 'nobody']).keys()]).toEqual(['api']);
    expect([...history.recentChecksOfAll(60).keys()]).toEqual(['api', 'former']);
  });

  it('are none where nothing was checked', () => {
    expect(aPlace().open().recentChecksOfAll(60).size).toBe(0);
  });
});
