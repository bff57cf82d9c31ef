import { describe, expect, it } from 'vitest';
import { nextSpan as programsNextSpan, weekdays } from '../../../main/monitor/calendar.ts';
import { nextOccurrence } from '../../../main/monitor/maintenance.ts';
import { renamedMentions, withoutMentions } from '../../../renderer/settings/maintenance/mentions.ts';
import { readMoment, writtenMoment } from '../../../renderer/settings/maintenance/moments.ts';
import { weekdays as days, nextSpan } from '../../../renderer/settings/maintenance/weekly-hours.ts';
import { placeOfWindow, withoutWindow, writtenWindow } from '../../../renderer/settings/maintenance/window-edits.ts';
import {
  isForEverything,
  kindOf,
  momentOf,
  occurrence,
  windowFaults,
  writtenDays,
} from '../../../renderer/settings/maintenance/windows.ts';
import { complaintsAbout, configurationOf } from '../../support/config-text.ts';

const services = [{ name: 'API', url: 'https://a.example/', group: 'Web', tags: ['public'] }];
const hourMs = 60 * 60_000;

describe('when a maintenance window is next', () => {
  it('is reckoned as the program does, over every change of the clocks', () => {
    expect(days).toEqual(weekdays);
    const zones = [undefined, 'Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'];
    const hours = [
      { fromMinute: 180, toMinute: 210 },
      { fromMinute: 1_380, toMinute: 60 },
      { fromMinute: 150, toMinute: 150 + 24 * 60 - 1 },
      { fromMinute: 1_440, toMinute: 30 },
    ];
    // Clocks are put back on 25 October 2026 in Paris, and forward on 28 March 2027.
    for (const start of [Date.UTC(2026, 9, 23), Date.UTC(2027, 2, 26)]) {
      for (let at = start; at < start + 4 * 24 * hourMs; at += 5.5 * hourMs) {
        for (const timeZone of zones) {
          for (const { fromMinute, toMinute } of hours) {
            for (const on of [weekdays, ['sun'] as const, ['mon', 'thu'] as const]) {
              const weekly = { fromMinute, toMinute, days: on, ...(timeZone === undefined ? {} : { timeZone }) };
              expect(nextSpan(weekly, at)).toEqual(programsNextSpan(weekly, at));
            }
          }
        }
      }
    }
  });

  it.each([
    { start: '2026-12-24 22:00', end: '2026-12-25 02:00' },
    { start: '2026-12-24T22:00:00+01:00', end: '2026-12-25T02:00Z' },
    { from: '03:00', to: '03:30', days: ['sat', 'Sunday'], timezone: 'Europe/Paris' },
    { from: '23:00', to: '1:00' },
  ])('is what the program makes of the same entry: %j', async (window) => {
    const { maintenance } = await configurationOf(JSON.stringify({ services, maintenance: [window] }));
    const [meant] = maintenance;
    expect(meant).toBeDefined();
    for (const text of ['2026-11-25T10:00Z', '2026-12-24T23:30Z', '2026-12-26T02:15Z', '2026-12-26T12:00Z']) {
      const at = Date.parse(text);
      const next = meant && nextOccurrence(meant, at);
      const own = occurrence(window, at);
      if (next === undefined) expect(own).toMatchObject({ state: 'over' });
      else {
        const state = at >= next.startedAt ? 'now' : 'next';
        expect(own).toEqual({ state, span: { startsAt: next.startedAt, endsAt: next.until } });
      }
    }
  });

  it('cannot be said of one that is not whole', () => {
    expect(occurrence({ from: '03:00' }, 0)).toBeUndefined();
    expect(occurrence({ start: 'soon', end: 'later' }, 0)).toBeUndefined();
    expect(occurrence({ from: '03:00', to: '04:00', timezone: 'Europe/Nowhere' }, 0)).toBeUndefined();
  });
});

describe('what is plainly wrong with a maintenance window', () => {
  it.each([
    { start: '2026-12-24 22:00', end: '2026-12-25 02:00' },
    { start: '2026-12-24 22:00' },
    { start: '2026-12-24 22:00', end: '2026-12-24 21:00' },
    { start: '2026-02-30 22:00', end: '2026-12-24 21:00' },
    { from: '03:00', to: '04:00' },
    { from: '03:00', to: '03:00' },
    { from: '03:00' },
    { from: '25:00', to: '04:00' },
    { from: '24:00', to: '04:00' },
    { from: '03:00', to: '04:00', timezone: 'Europe/Nowhere' },
    { from: '03:00', to: '04:00', days: ['sat'] },
    { from: '03:00', to: '04:00', services: [] },
    { from: '03:00', to: '04:00', services: ['API'], groups: ['Web'], tags: 'public' },
  ])('is what the program would complain of: %j', async (window) => {
    const complaints = await complaintsAbout(JSON.stringify({ services, maintenance: [window] }));
    expect(windowFaults(window).length > 0, complaints.join()).toBe(complaints.length > 0);
  });

  it('is that nothing is filled in yet, and that a week has no days', () => {
    expect(windowFaults({})).toEqual([
      { path: ['from'], fault: 'required' },
      { path: ['to'], fault: 'required' },
    ]);
    expect(windowFaults({ from: '03:00', to: '04:00', days: [] })).toEqual([{ path: ['days'], fault: 'required' }]);
  });
});

describe('a maintenance window', () => {
  it('comes once or every week, and is for everything where it names nobody', () => {
    expect([kindOf({ start: 'x' }), kindOf({ end: 'x' }), kindOf({})]).toEqual(['once', 'once', 'weekly']);
    expect([isForEverything({}), isForEverything({ services: [] })]).toEqual([true, false]);
  });

  it('names its days in the order of the week, and none for all of them', () => {
    expect(writtenDays(['sun', 'mon'], undefined)).toEqual(['mon', 'sun']);
    expect(writtenDays(weekdays, undefined)).toBeUndefined();
    expect(writtenDays(weekdays, ['sat'])).toEqual(weekdays);
    const seen = ['Sunday', 'mon'];
    expect(writtenDays(['mon', 'sun'], seen)).toBe(seen);
  });

  it('keeps the way in which its moments are written', () => {
    expect(readMoment('2026-12-24 22:00')).toEqual({ local: '2026-12-24T22:00', offset: '' });
    expect(readMoment('2026-12-24T22:00:30+01:00')).toEqual({ local: '2026-12-24T22:00', offset: '+01:00' });
    expect(readMoment('2026-12-24')).toEqual({ local: '2026-12-24T00:00', offset: '' });
    expect(readMoment('tomorrow')).toBeUndefined();
    expect(writtenMoment('2026-12-24T22:00', '2026-12-24T22:00:30+01:00')).toBe('2026-12-24T22:00:30+01:00');
    const moved = writtenMoment('2026-12-24T23:00', '2026-12-24T22:00:00+01:00');
    expect(moved).toBe('2026-12-24 23:00 +01:00');
    expect(momentOf(moved)).toBe(Date.parse('2026-12-24T23:00:00+01:00'));
    expect(writtenMoment('2026-12-24T23:00', undefined)).toBe('2026-12-24 23:00');
    expect(writtenMoment('', '2026-12-24')).toBeUndefined();
  });

  it('is found again when others came or went before it', () => {
    const [a, b, c] = [{ from: '01:00' }, { from: '02:00' }, { from: '03:00' }];
    expect(placeOfWindow([a, b], 1, b)).toBe(1);
    expect(placeOfWindow([c, a, b], 1, b)).toBe(2);
    expect(placeOfWindow([a, c], 1, b)).toBe(1);
    expect(placeOfWindow([a], 1, b)).toBeUndefined();
  });

  it('is written and removed at its place, against what was seen there', () => {
    const raw = { maintenance: [{ name: 'A' }, { name: 'B' }] };
    const window = { name: 'C' };
    expect(writtenWindow(raw, 1, window)).toEqual({
      kind: 'set',
      path: ['maintenance', 1],
      was: { name: 'B' },
      value: window,
    });
    expect(writtenWindow(raw, 2, window)).toEqual({ kind: 'add_window', window, at: 2 });
    expect(writtenWindow({}, 0, window)).toEqual({ kind: 'add_window', window, at: 0 });
    expect(withoutWindow(raw, 0)).toEqual({ kind: 'remove_window', at: 0, was: { name: 'A' } });
    expect(withoutWindow(raw, 2)).toBeUndefined();
  });
});

describe('a service that maintenance windows name', () => {
  const raw = {
    maintenance: [
      { name: 'Night', services: ['API', 'Shop'] },
      { name: 'Both', services: 'API', tags: ['public'] },
      { name: 'Other', services: ['Shop'] },
    ],
  };

  it('is called by its new name there too', () => {
    expect(renamedMentions(raw, 'API', 'Gateway')).toEqual([
      { kind: 'set', path: ['maintenance', 0, 'services'], was: ['API', 'Shop'], value: ['Gateway', 'Shop'] },
      { kind: 'set', path: ['maintenance', 1, 'services'], was: 'API', value: 'Gateway' },
    ]);
  });

  it('is taken out of them, but for one that would be for nobody then', () => {
    expect(withoutMentions(raw, 'API')).toEqual({
      edits: [
        { kind: 'set', path: ['maintenance', 0, 'services'], was: ['API', 'Shop'], value: ['Shop'] },
        { kind: 'set', path: ['maintenance', 1, 'services'], was: 'API' },
      ],
      alone: [],
    });
    expect(withoutMentions({ maintenance: [{ name: 'Night', services: ['API'] }] }, 'API')).toEqual({
      edits: [],
      alone: ['Night'],
    });
  });
});
