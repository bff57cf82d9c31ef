import { describe, expect, it } from 'vitest';
import { failureKinds as kindsOfTheModel } from '../../../main/monitor/model.ts';
import {
  daysParam,
  failureKinds,
  filtersOf,
  isNarrowed,
  noFilters,
  paramsOf,
  periodOf,
  periodStart,
  queryOf,
} from '../../../renderer/incidents/filters.ts';
import { at } from './rows.ts';

const now = at(24, 14, 30).getTime();

describe('the filters in the address', () => {
  it('combine, and come back as they were written', () => {
    const params = { text: '503', service: 'API', kind: 'status', state: 'over', period: '7d' };
    const filters = filtersOf(params);
    expect(paramsOf(filters)).toMatchObject(params);
    expect(queryOf(filters, now)).toEqual({
      text: '503',
      service: 'API',
      kind: 'status',
      state: 'over',
      from: at(18).getTime(),
    });
  });

  it('are nothing where the address says nonsense', () => {
    const filters = filtersOf({ kind: 'plague', state: 'ajar', period: '3y', days: '2026-02-30' });
    expect(filters).toEqual({ text: '' });
    expect(isNarrowed(filters)).toBe(false);
    expect(queryOf(filters, now)).toEqual({});
  });

  it('know every kind of failure that there is', () => {
    expect([...failureKinds].sort()).toEqual([...kindsOfTheModel].sort());
  });

  it('that figures heed are the period alone, so that a way from them leads to what they count', () => {
    expect(periodOf({ tab: 'figures', text: 'a', service: 'b', period: '7d' })).toEqual({ period: '7d' });
    expect(periodOf({ state: 'open', days: '2026-11-24' })).toEqual({ days: '2026-11-24' });
  });

  it('are all taken away at once', () => {
    const params = { text: 'a', service: 'b', kind: 'dns', state: 'open', period: '24h', days: '2026-11-24' };
    const cleared = Object.entries({ ...params, ...noFilters }).filter(([, value]) => value !== undefined);
    expect(cleared).toEqual([]);
  });
});

describe('a period', () => {
  it('of a day goes back 24 hours, a longer one to the beginning of its first day', () => {
    expect(periodStart('24h', now)).toBe(at(23, 14, 30).getTime());
    expect(periodStart('7d', now)).toBe(at(18).getTime());
    expect(periodStart('30d', now)).toBe(new Date(2026, 9, 26).getTime());
  });

  it('of chosen days holds the last of them whole, and goes before any other', () => {
    const filters = filtersOf({ days: '2026-11-02..2026-11-08', period: '24h' });
    expect(filters.days && daysParam(filters.days)).toBe('2026-11-02..2026-11-08');
    expect(queryOf(filters, now)).toEqual({ from: at(2).getTime(), to: at(9).getTime() });
    expect(queryOf(filtersOf({ days: '2026-11-24' }), now)).toEqual({
      from: at(24).getTime(),
      to: at(25).getTime(),
    });
  });

  it('must not end before it begins', () => {
    expect(filtersOf({ days: '2026-11-08..2026-11-02' })).toEqual({ text: '' });
  });
});
