import { describe, expect, it } from 'vitest';
import type { ServiceStatus } from '../../../main/monitor/model.ts';
import type { Health } from '../../../main/monitor/ports.ts';
import { advance, incidentTurn, resumedHealth } from '../../../main/monitor/state.ts';

const thresholds = { failureThreshold: 3, recoveryThreshold: 2 };

/** The table above `advance`, row by row: a story of results (g: good, b: bad) and the status after each of them. */
const stories: ReadonlyArray<readonly [story: string, results: string, statuses: readonly ServiceStatus[]]> = [
  ['a good first result is up at once', 'g', ['up']],
  ['a bad first result is failing, and down at the third', 'bbb', ['failing', 'failing', 'down']],
  ['a good result forgives what came before it', 'gbbgbb', ['up', 'failing', 'failing', 'up', 'failing', 'failing']],
  ['three bad results in a row are down', 'gbbb', ['up', 'failing', 'failing', 'down']],
  ['down stays down while results are bad', 'bbbb', ['failing', 'failing', 'down', 'down']],
  ['two good results in a row are a recovery', 'bbbgg', ['failing', 'failing', 'down', 'recovering', 'up']],
  ['one good result is none', 'bbbgb', ['failing', 'failing', 'down', 'recovering', 'down']],
  [
    'a recovery that fails begins to count anew',
    'bbbgbgg',
    ['failing', 'failing', 'down', 'recovering', 'down', 'recovering', 'up'],
  ],
];

describe('the state of a service', () => {
  it.each(stories)('%s (%s)', (_story, results, statuses) => {
    let health: Health = { status: 'pending', since: 0, failures: 0, successes: 0 };
    const seen = [...results].map((result, index) => {
      health = advance(health, { ok: result === 'g', startedAt: index * 10, endedAt: index * 10 + 1 }, thresholds);
      return health.status;
    });
    expect(seen).toEqual(statuses);
  });

  it('dates an alarm from the beginning of the first failed check and its end from the first good result', () => {
    const results = [...'bbbbgg'].map((result, index) => ({
      ok: result === 'g',
      startedAt: index * 10,
      endedAt: index * 10 + 1,
    }));
    let health: Health = { status: 'pending', since: 0, failures: 0, successes: 0 };
    const history = results.map((result) => {
      health = advance(health, result, thresholds);
      return health;
    });
    expect(history.slice(2)).toEqual([
      { status: 'down', since: 21, failures: 3, successes: 0, firstFailureAt: 0 },
      { status: 'down', since: 21, failures: 4, successes: 0, firstFailureAt: 0 },
      { status: 'recovering', since: 41, failures: 4, successes: 1, firstFailureAt: 0, firstSuccessAt: 41 },
      { status: 'up', since: 41, failures: 0, successes: 0 },
    ]);
  });

  it('needs a single result each where both thresholds are one', () => {
    const hasty = { failureThreshold: 1, recoveryThreshold: 1 };
    let health: Health = { status: 'up', since: 0, failures: 0, successes: 0 };
    const statuses = [false, true].map((ok) => {
      health = advance(health, { ok, startedAt: 5, endedAt: 6 }, hasty);
      return health.status;
    });
    expect(statuses).toEqual(['down', 'up']);
  });

  it('opens an incident on going down and closes it on coming up, and at no other turn', () => {
    const all: readonly ServiceStatus[] = ['pending', 'up', 'failing', 'down', 'recovering'];
    const turns = all.flatMap((from) =>
      all.flatMap((to) => {
        const turn = incidentTurn(from, to);
        return turn ? [`${from} to ${to} ${turn}`] : [];
      }),
    );
    expect(turns).toEqual([
      'pending to down opens',
      'up to down opens',
      'failing to down opens',
      'down to up closes',
      'recovering to up closes',
    ]);
  });

  it('goes on with an open alarm after a restart, and begins anew with anything less', () => {
    const down: Health = {
      status: 'recovering',
      since: 9,
      failures: 4,
      successes: 1,
      firstFailureAt: 3,
      firstSuccessAt: 8,
    };
    expect(resumedHealth(down, true, 100)).toEqual({
      status: 'down',
      since: 9,
      failures: 4,
      successes: 0,
      firstFailureAt: 3,
    });
    expect(resumedHealth({ ...down, status: 'failing' }, false, 100)).toEqual({
      status: 'pending',
      since: 100,
      failures: 0,
      successes: 0,
    });
  });
});
