import { describe, expect, it } from 'vitest';
import { type IncidentMark, incidentFigures } from '../../../main/monitor/incident-figures.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Sunday. */
const midnight = Date.UTC(2026, 2, 1);

function mark(startedAt: number, overrides: Partial<IncidentMark> = {}): IncidentMark {
  return { id: `incident ${startedAt}`, service: 'api', startedAt, kind: 'status', ...overrides };
}

const recovered = (startedAt: number, durationMs: number, overrides: Partial<IncidentMark> = {}): IncidentMark =>
  mark(startedAt, { endedAt: startedAt + durationMs, end: 'recovered', ...overrides });

const figuresOf = (
  incidents: readonly IncidentMark[],
  timeZone = 'UTC',
  window = { from: midnight, to: midnight + day },
) => incidentFigures(incidents, window, timeZone, midnight + day);

describe('figures of incidents', () => {
  it('take durations from those that were seen to recover', () => {
    const figures = figuresOf([
      recovered(midnight, 10 * minute),
      recovered(midnight + hour, 50 * minute, { service: 'web' }),
      recovered(midnight + 3 * hour, 3 * minute),
      mark(midnight + 5 * hour, { endedAt: midnight + 15 * hour, end: 'removed' }),
      mark(midnight + 6 * hour, { endedAt: midnight + 18 * hour }),
      mark(midnight + 20 * hour),
    ]);
    expect(figures).toMatchObject({
      total: 6,
      open: 1,
      meanMs: 21 * minute,
      medianMs: 10 * minute,
      longest: { id: `incident ${midnight + hour}`, service: 'web', durationMs: 50 * minute },
    });
    expect(figuresOf([recovered(midnight, 10), recovered(midnight, 21)]).medianMs).toBe(15.5);
  });

  it('have no durations while nothing has recovered, and none below zero where a clock was set back', () => {
    const { meanMs, medianMs, longest } = figuresOf([mark(midnight)]);
    expect([meanMs, medianMs, longest]).toEqual([undefined, undefined, undefined]);
    expect(figuresOf([recovered(midnight + hour, -hour)])).toMatchObject({ meanMs: 0, medianMs: 0 });
  });

  it('rank services by their time down, up to now of what is down still, and kinds by their number', () => {
    const { byService, byKind } = figuresOf([
      recovered(midnight, hour, { kind: 'dns' }),
      recovered(midnight + 2 * hour, hour, { kind: 'refused' }),
      mark(midnight + 20 * hour, { service: 'web', kind: 'dns' }),
      recovered(midnight, 2 * hour, { service: 'db', kind: 'reset' }),
    ]);
    expect(byService).toEqual([
      { service: 'web', count: 1, downMs: 4 * hour },
      { service: 'api', count: 2, downMs: 2 * hour },
      { service: 'db', count: 1, downMs: 2 * hour },
    ]);
    expect(byKind).toEqual([
      { kind: 'dns', count: 2 },
      { kind: 'refused', count: 1 },
      { kind: 'reset', count: 1 },
    ]);
  });

  it('count starts by the weekday, the hour and the day of the place', () => {
    const starts = [midnight - 30 * minute, midnight + 30 * minute, midnight + 35 * minute, midnight + 23.5 * hour];
    const window = { from: midnight - day, to: midnight + 2 * day };
    const told = (timeZone: string) => {
      const { byHour, byDay } = figuresOf(
        starts.map((at) => mark(at)),
        timeZone,
        window,
      );
      const hours = byHour.flatMap((row, weekday) =>
        row.flatMap((count, hourOfDay) => (count === 0 ? [] : [`${weekday} ${hourOfDay}h: ${count}`])),
      );
      return { rows: byHour.map((row) => row.length), hours, byDay: byDay.map(({ day, count }) => `${day}: ${count}`) };
    };
    expect(told('UTC')).toEqual({
      rows: [24, 24, 24, 24, 24, 24, 24],
      hours: ['5 23h: 1', '6 0h: 2', '6 23h: 1'],
      byDay: ['2026-02-28: 1', '2026-03-01: 3', '2026-03-02: 0'],
    });
    expect(told('Asia/Kathmandu')).toMatchObject({
      hours: ['0 5h: 1', '6 5h: 1', '6 6h: 2'],
      byDay: ['2026-02-28: 0', '2026-03-01: 3', '2026-03-02: 1', '2026-03-03: 0'],
    });
    expect(told('America/St_Johns')).toMatchObject({
      hours: ['5 20h: 1', '5 21h: 2', '6 20h: 1'],
      byDay: ['2026-02-27: 0', '2026-02-28: 3', '2026-03-01: 1', '2026-03-02: 0'],
    });
  });

  it('go by the clocks also on the day on which these are changed', () => {
    // In Paris 02:00 became 03:00 on 29 March 2026, at 01:00 UTC, and 03:00 became 02:00 on 25 October.
    const spring = Date.UTC(2026, 2, 29, 1);
    const autumn = Date.UTC(2026, 9, 25, 1);
    const hoursOf = (starts: readonly number[]) =>
      figuresOf(
        starts.map((at) => mark(at)),
        'Europe/Paris',
        { from: spring - day, to: autumn + day },
      ).byHour[6];
    const counted = (starts: readonly number[]) =>
      (hoursOf(starts) ?? []).flatMap((count, hourOfDay) => (count === 0 ? [] : [[hourOfDay, count]]));
    expect(counted([spring - minute, spring, spring + 12 * hour])).toEqual([
      [1, 1],
      [3, 1],
      [15, 1],
    ]);
    expect(counted([autumn - minute, autumn, autumn + hour])).toEqual([
      [2, 2],
      [3, 1],
    ]);
  });

  it('tell of a time without incidents which days it had', () => {
    expect(figuresOf([])).toMatchObject({ total: 0, open: 0, byService: [], byKind: [], byDay: [{ count: 0 }] });
    expect(figuresOf([], 'UTC', { from: midnight, to: midnight }).byDay).toEqual([]);
  });

  it('are refused for a place that nobody knows', () => {
    expect(() => figuresOf([], 'Atlantis/Capital')).toThrow(RangeError);
  });
});
