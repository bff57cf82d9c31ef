import { describe, expect, it } from 'vitest';
import type { MaintenanceWindow } from '../../../main/monitor/maintenance.ts';
import { nextOccurrence } from '../../../main/monitor/maintenance.ts';
import type { Scope } from '../../../main/monitor/model.ts';
import { isInScope } from '../../../main/monitor/scope.ts';

const startsAt = Date.UTC(2026, 11, 24, 22);
const endsAt = Date.UTC(2026, 11, 25, 2);
const shop: Scope = { services: ['API', 'Web'], groups: ['Shop'], tags: [] };
const migration: MaintenanceWindow = { kind: 'once', name: 'Migration', scope: shop, startsAt, endsAt };
const nightly: MaintenanceWindow = {
  kind: 'recurring',
  scope: 'everything',
  fromMinute: 180,
  toMinute: 210,
  days: ['sat', 'sun'],
  timeZone: 'Europe/Paris',
};

describe('a one-off window', () => {
  it('is told of before it begins, with its name, its services and its times', () => {
    expect(nextOccurrence(migration, 0)).toEqual({
      id: expect.stringMatching(/^maintenance:[\da-f]{16}:2026-12-24T22:00:00.000Z$/),
      kind: 'maintenance',
      name: 'Migration',
      scope: shop,
      startedAt: startsAt,
      until: endsAt,
    });
  });

  it('is in force until its end, and never comes again', () => {
    expect(nextOccurrence(migration, startsAt)).toEqual(nextOccurrence(migration, 0));
    expect(nextOccurrence(migration, endsAt - 1)).toEqual(nextOccurrence(migration, 0));
    expect(nextOccurrence(migration, endsAt)).toBeUndefined();
  });
});

describe('a recurring window', () => {
  it('comes again and again, each time with an id of its own', () => {
    const saturday = nextOccurrence(nightly, Date.UTC(2026, 5, 3));
    expect(saturday).toMatchObject({
      scope: 'everything',
      startedAt: Date.UTC(2026, 5, 6, 1),
      until: Date.UTC(2026, 5, 6, 1, 30),
    });
    expect(saturday).not.toHaveProperty('name');
    const sunday = nextOccurrence(nightly, Date.UTC(2026, 5, 6, 1, 30));
    expect(sunday).toMatchObject({ startedAt: Date.UTC(2026, 5, 7, 1), until: Date.UTC(2026, 5, 7, 1, 30) });
    expect(sunday?.id).not.toBe(saturday?.id);
  });

  it('never comes without a day', () => {
    expect(nextOccurrence({ ...nightly, days: [] }, 0)).toBeUndefined();
  });
});

describe('the id of an occurrence', () => {
  const idOf = (window: MaintenanceWindow) => nextOccurrence(window, 0)?.id;

  it('is the same after a restart, and when an edit only changes the order of names', () => {
    expect(idOf(structuredClone(migration))).toBe(idOf(migration));
    expect(idOf({ ...migration, scope: { ...shop, services: ['Web', 'API'] } })).toBe(idOf(migration));
    expect(idOf({ ...nightly, days: ['sun', 'sat'] })).toBe(idOf(nightly));
  });

  it('is another where anything else differs', () => {
    const windows: readonly MaintenanceWindow[] = [
      migration,
      nightly,
      { kind: 'once', scope: shop, startsAt, endsAt },
      { ...migration, name: 'Move' },
      { ...migration, scope: 'everything' },
      { ...migration, scope: { services: ['API', 'Web', 'Shop'], groups: [], tags: [] } },
      { ...migration, scope: { services: ['API', 'Web'], groups: [], tags: ['Shop'] } },
      { ...migration, endsAt: endsAt + 1 },
      { ...nightly, toMinute: 211 },
      { ...nightly, days: ['sat'] },
      { ...nightly, timeZone: 'Europe/Berlin' },
    ];
    expect(new Set(windows.map(idOf)).size).toBe(windows.length);
  });

  it('differs between a thousand windows that are much alike', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => idOf({ ...migration, name: `Migration ${index}` }));
    expect(new Set(ids).size).toBe(1_000);
  });
});

describe('a service is in a scope', () => {
  const api = { name: 'API', group: 'Shop', tags: ['public', 'web'] };
  const none = { services: [], groups: [], tags: [] };

  it.each<[string, Scope, boolean]>([
    ['of everything', 'everything', true],
    ['that has its name', { ...none, services: ['Web', 'API'] }, true],
    ['that has its group', { ...none, groups: ['Shop'] }, true],
    ['that has one of its tags', { ...none, tags: ['web'] }, true],
    ['not by a group with its name', { ...none, groups: ['API'] }, false],
    ['not by a tag with the name of its group', { ...none, services: ['Shop'], tags: ['Shop'] }, false],
    ['not in one that names nothing', none, false],
  ])('%s', (_, scope, expected) => {
    expect(isInScope(scope, api)).toBe(expected);
  });

  it('without a group as well', () => {
    expect(isInScope({ ...none, groups: ['Shop'] }, { name: 'Web', tags: [] })).toBe(false);
    expect(isInScope({ ...none, services: ['Web'] }, { name: 'Web', tags: [] })).toBe(true);
  });
});
