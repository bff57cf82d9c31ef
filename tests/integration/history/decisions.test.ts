import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../main/monitor/model.ts';
import { anObservation } from '../../contract/ledger-outage.ts';
import { aPlace } from './opened.ts';

const noon = Date.UTC(2026, 2, 1, 12);
const second = 1_000;
const day = 24 * 3_600_000;

function aDecision(at: number, overrides: Partial<Decision> = {}): Decision {
  return {
    service: 'api',
    at,
    alerted: false,
    cause: 'already_open',
    sentence: 'not alerted: told already',
    kind: 'refused',
    incident: 'api_20260301_120000',
    ...overrides,
  };
}

describe('the log of decisions', () => {
  it('keeps what is alike in one row, in the words of the latest, latest first', async () => {
    const place = aPlace();
    const history = place.open();
    const { incident: _, ...first } = aDecision(noon, { cause: 'below_threshold', sentence: '1 of 3 failures' });
    const opened = aDecision(noon + 4 * second, { alerted: true, cause: 'threshold_reached', sentence: 'alerted' });
    history.noteDecision(first);
    history.noteDecision({ ...first, at: noon + 2 * second, sentence: '2 of 3 failures' });
    history.noteDecision(opened);
    for (let turn = 1; turn <= 500; turn += 1) {
      history.noteDecision(aDecision(noon + (4 + 17 * turn) * second, { sentence: `failure ${turn + 3}` }));
      if (turn % 100 === 0) history.flush();
    }
    const expected = [
      {
        ...aDecision(noon + 8_504 * second, { sentence: 'failure 503' }),
        firstAt: noon + 21 * second,
        count: 500,
      },
      { ...opened, firstAt: opened.at, count: 1 },
      { ...first, at: noon + 2 * second, sentence: '2 of 3 failures', firstAt: noon, count: 2 },
    ];
    expect(history.decisions({ limit: 9 })).toEqual(expected);
    await history.close();
    const later = place.open();
    later.noteDecision(aDecision(noon + 9_000 * second));
    expect(later.decisions({ limit: 9 })).toEqual([
      { ...aDecision(noon + 9_000 * second), firstAt: noon + 21 * second, count: 501 },
      ...expected.slice(1),
    ]);
    later.noteDecision({ ...opened, at: noon + 9_001 * second });
    later.flush();
    expect(later.decisions({ limit: 9 }).map(({ count }) => count)).toEqual([1, 501, 1, 2]);
  });

  it('begins a row wherever anything but the words is another, and after a day', () => {
    const history = aPlace().open();
    const { incident: _, ...without } = aDecision(noon + 5);
    history.noteDecision(aDecision(noon));
    history.noteDecision(aDecision(noon + 1, { kind: 'reset' }));
    history.noteDecision(aDecision(noon + 2, { kind: 'reset', alerted: true }));
    history.noteDecision(aDecision(noon + 3, { cause: 'not_observed', reason: 'offline' }));
    history.noteDecision(aDecision(noon + 4, { cause: 'not_observed', reason: 'vpn' }));
    history.noteDecision(without);
    history.noteDecision(aDecision(noon + 6));
    history.noteDecision(aDecision(noon + 6 + day));
    history.noteDecision(aDecision(noon + 7 + 2 * day));
    expect(history.decisions({ limit: 99 }).map(({ firstAt, count }) => [firstAt - noon, count])).toEqual([
      [7 + 2 * day, 1],
      [6, 2],
      [5, 1],
      [4, 1],
      [3, 1],
      [2, 1],
      [1, 1],
      [0, 1],
    ]);
  });

  it('is read for one service or for all, as many as are wanted, stored or not', () => {
    const history = aPlace().open();
    for (const [index, service] of ['api', 'web', 'api', 'web'].entries()) {
      history.noteDecision(aDecision(noon + index, { service, incident: `incident ${index}` }));
      if (index === 1) history.flush();
    }
    const read = (query: { service?: string; limit: number }) =>
      history.decisions(query).map(({ service, at }) => [service, at - noon]);
    expect([read({ limit: 3 }), read({ service: 'api', limit: 9 }), read({ service: 'db', limit: 9 })]).toEqual([
      [
        ['web', 3],
        ['api', 2],
        ['web', 1],
      ],
      [
        ['api', 2],
        ['api', 0],
      ],
      [],
    ]);
    history.flush();
    expect([read({ limit: 1 }), read({ service: 'api', limit: 1 })]).toEqual([[['web', 3]], [['api', 2]]]);
  });

  it('goes to the new name of a service, and makes nothing of one that nobody has seen', () => {
    const history = aPlace().open();
    history.noteDecision(aDecision(noon));
    history.rename('api', 'gateway');
    expect([
      history.decisions({ limit: 9 }).map(({ service }) => service),
      history.decisions({ service: 'api', limit: 9 }),
      history.recall('gateway'),
      history.uptime('gateway', day, noon + 1),
    ]).toEqual([['gateway'], [], undefined, undefined]);
  });

  it('is on disk within five seconds', () => {
    const place = aPlace();
    const history = place.open();
    history.noteDecision(aDecision(noon));
    expect(place.killed().open().decisions({ limit: 9 })).toEqual([]);
    place.clock.advance(5_000);
    expect(place.killed().open().decisions({ limit: 9 })).toHaveLength(1);
    history.noteDecision(aDecision(noon + 6 * second, { kind: 'reset' }));
    place.clock.advance(5_000);
    expect(place.killed().open().decisions({ limit: 9 })).toHaveLength(2);
  });

  it('is forgotten with the raw checks, but for a row that still grows', () => {
    const place = aPlace();
    const history = place.open({ rawDays: 2, rollupDays: 9 });
    history.noteDecision(aDecision(noon, { service: 'web' }));
    for (let days = 0; days < 4; days += 1) history.noteDecision(aDecision(noon + days * day));
    history.noteCheck('api', anObservation(noon));
    history.flush();
    history.prune(noon + 3 * day);
    place.clock.advance(1_000);
    expect(history.decisions({ limit: 9 }).map(({ service, count }) => [service, count])).toEqual([['api', 4]]);
  });
});
