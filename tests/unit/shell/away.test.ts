import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../main/monitor/model.ts';
import { type Absence, missed, presenceAfter, present } from '../../../main/shell/away.ts';

/** Changes with their times, and the absences that they are found to be. */
function absences(...changes: readonly (readonly [at: number, change: Partial<Absence>])[]) {
  let presence = present;
  return changes.flatMap(([at, change]) => {
    const next = presenceAfter(presence, change, at);
    presence = next.presence;
    return next.returned === undefined ? [] : [[next.returned.from, next.returned.to]];
  });
}

describe('whether somebody is at the machine', () => {
  it('ends with a sleep and begins with the wake', () => {
    expect(absences([10, { isAsleep: true }], [90, { isAsleep: false }])).toEqual([[10, 90]]);
  });

  it('is one absence where the screen is locked, the machine sleeps, wakes, and is unlocked last', () => {
    expect(
      absences(
        [10, { isLocked: true }],
        [20, { isAsleep: true }],
        [90, { isAsleep: false }],
        [95, { isLocked: false }],
      ),
    ).toEqual([[10, 95]]);
  });

  it('is one absence where the system says each thing twice', () => {
    expect(
      absences(
        [10, { isAsleep: true }],
        [11, { isAsleep: true }],
        [90, { isAsleep: false }],
        [91, { isAsleep: false }],
      ),
    ).toEqual([[10, 90]]);
  });

  it('never began where only the end of an absence is told', () => {
    expect(absences([90, { isAsleep: false }], [91, { isLocked: false }])).toEqual([]);
  });
});

describe('what was missed meanwhile', () => {
  const away = { from: 1_000, to: 9_000 };
  const incident = (id: string, openedAt: number, more: Partial<Incident> = {}): Incident => ({
    id,
    service: id,
    url: 'https://example.com/',
    critical: false,
    startedAt: openedAt - 10,
    openedAt,
    failure: { kind: 'status', phase: 'body', sentence: 'answered 503' },
    responseMs: 1,
    phases: {},
    consecutiveFailures: 2,
    flaps: 0,
    ...more,
  });

  it('is what began, and what ended', () => {
    const found = missed(
      [incident('began', 5_000), incident('ended', 500, { endedAt: 6_000, end: 'recovered' })],
      away,
    );
    expect(found.map(({ outage, endedAt }) => [outage, endedAt])).toEqual([
      ['ended', 6_000],
      ['began', undefined],
    ]);
  });

  it('is not what was known before, nor what came after, nor what nobody was to hear of', () => {
    expect(
      missed(
        [
          incident('goes on', 500),
          incident('later', 9_500),
          incident('silenced', 5_000, { untold: true }),
          incident('edited away', 500, { endedAt: 5_000, end: 'edited' }),
        ],
        away,
      ),
    ).toEqual([]);
  });

  it('has one that ended in the sleep, of which the first good check came after it', () => {
    const found = missed([incident('slept', 500, { endedAt: 9_800, endedNotBefore: 1_200, end: 'recovered' })], away);
    expect(found).toHaveLength(1);
  });

  it('tells an outage of several services once, and that it goes on while one of them is down', () => {
    const [outage, ...others] = missed(
      [
        incident('API', 3_000, { outage: 'gateway', endedAt: 4_000, end: 'recovered' }),
        incident('Shop', 3_500, { outage: 'gateway', critical: true }),
      ],
      away,
    );
    expect(others).toEqual([]);
    expect(outage).toEqual({ outage: 'gateway', services: ['API', 'Shop'], critical: true, startedAt: 2_990 });
  });
});
