import { describe, expect, it } from 'vitest';
import { columnsOf, scaleOf } from '../../../renderer/incidents/columns.ts';
import { dayName } from '../../../renderer/incidents/days.ts';
import { busiest, cellsOf, neighbour } from '../../../renderer/incidents/hours.ts';

/** So many days from a Monday on, each with as many incidents as its number in the month. */
const daysFrom = (month: number, day: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const date = new Date(2026, month, day + index);
    return { day: dayName(date.getTime()), count: date.getDate() };
  });

describe('the columns of a period', () => {
  it('are its days while there is room', () => {
    const { unit, columns } = columnsOf(daysFrom(10, 2, 7), 7);
    expect(unit).toBe('day');
    expect(columns[0]).toEqual({ first: '2026-11-02', last: '2026-11-02', count: 2 });
    expect(columns).toHaveLength(7);
  });

  it('are weeks from Monday on when there are more, the first and the last one as long as they are', () => {
    const { unit, columns } = columnsOf(daysFrom(10, 4, 13), 7);
    expect(unit).toBe('week');
    expect(columns).toEqual([
      { first: '2026-11-04', last: '2026-11-08', count: 4 + 5 + 6 + 7 + 8 },
      { first: '2026-11-09', last: '2026-11-15', count: 9 + 10 + 11 + 12 + 13 + 14 + 15 },
      { first: '2026-11-16', last: '2026-11-16', count: 16 },
    ]);
  });

  it('are months when even the weeks are too many', () => {
    const { unit, columns } = columnsOf(daysFrom(0, 1, 59), 4);
    expect(unit).toBe('month');
    expect(columns.map(({ first, last }) => [first, last])).toEqual([
      ['2026-01-01', '2026-01-31'],
      ['2026-02-01', '2026-02-28'],
    ]);
  });

  it('count every incident once, over the change of the clocks too', () => {
    const days = daysFrom(9, 1, 60);
    const total = days.reduce((sum, { count }) => sum + count, 0);
    for (const most of [60, 10, 2]) {
      expect(columnsOf(days, most).columns.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    }
  });
});

describe('the lines behind the columns', () => {
  it('are round, and none of the columns exceeds them', () => {
    expect(scaleOf(0)).toEqual({ top: 1, lines: [1] });
    expect(scaleOf(3)).toEqual({ top: 3, lines: [1, 2, 3] });
    expect(scaleOf(13)).toEqual({ top: 15, lines: [5, 10, 15] });
    expect(scaleOf(400)).toEqual({ top: 400, lines: [100, 200, 300, 400] });
  });
});

describe('the hours of the week', () => {
  const none = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const withCounts = (...counts: readonly (readonly [weekday: number, hour: number, count: number])[]) =>
    none.map((hours, weekday) =>
      hours.map((_, hour) => counts.find(([day, at]) => day === weekday && at === hour)?.[2] ?? 0),
    );

  it('are darker the more began in them, and never empty where something did', () => {
    const cells = cellsOf(withCounts([0, 9, 100], [0, 10, 60], [0, 11, 30], [6, 23, 1]));
    expect([9, 10, 11, 12].map((hour) => cells[0]?.[hour]?.level)).toEqual([4, 3, 2, 0]);
    expect(cells[6]?.[23]).toEqual({ weekday: 6, hour: 23, count: 1, level: 1 });
  });

  it('name the busiest one only where one stands out', () => {
    expect(busiest(cellsOf(withCounts([1, 14, 5], [2, 3, 4])))).toMatchObject({ weekday: 1, hour: 14, count: 5 });
    expect(busiest(cellsOf(withCounts([1, 14, 5], [2, 3, 5])))).toBeUndefined();
    expect(busiest(cellsOf(withCounts([1, 14, 1])))).toBeUndefined();
    expect(busiest(cellsOf(none))).toBeUndefined();
  });

  it('are walked through by arrow keys up to their edges', () => {
    expect(neighbour({ weekday: 0, hour: 0 }, 'ArrowDown')).toEqual({ weekday: 1, hour: 0 });
    expect(neighbour({ weekday: 0, hour: 0 }, 'ArrowUp')).toEqual({ weekday: 0, hour: 0 });
    expect(neighbour({ weekday: 6, hour: 23 }, 'ArrowRight')).toEqual({ weekday: 6, hour: 23 });
    expect(neighbour({ weekday: 3, hour: 7 }, 'ArrowLeft')).toEqual({ weekday: 3, hour: 6 });
    expect(neighbour({ weekday: 3, hour: 7 }, 'End')).toEqual({ weekday: 3, hour: 23 });
    expect(neighbour({ weekday: 3, hour: 7 }, 'a')).toBeUndefined();
  });
});
