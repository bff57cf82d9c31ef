/** Starts of incidents by day, or by week or month where there are more days than there is room for. Pure. */
import { dayName, startOfDay, startOfNamedDay, weekdayOf } from './days.ts';
import type { DayRange } from './filters.ts';

export type Unit = 'day' | 'week' | 'month';
export type Column = DayRange & { readonly count: number };
export type Columns = { readonly unit: Unit; readonly columns: readonly Column[] };

type Day = { readonly day: string; readonly count: number };

/** `days`: in order of time, without gaps. */
export function columnsOf(days: readonly Day[], most: number): Columns {
  if (days.length <= most)
    return { unit: 'day', columns: days.map(({ day, count }) => ({ first: day, last: day, count })) };
  const weeks = gathered(days, mondayOf);
  return weeks.length <= most ? { unit: 'week', columns: weeks } : { unit: 'month', columns: gathered(days, monthOf) };
}

function gathered(days: readonly Day[], groupOf: (day: string) => string): readonly Column[] {
  const groups = new Map<string, Column>();
  for (const { day, count } of days) {
    const group = groupOf(day);
    const known = groups.get(group);
    groups.set(group, { first: known?.first ?? day, last: day, count: (known?.count ?? 0) + count });
  }
  return [...groups.values()];
}

const mondayOf = (day: string): string => dayName(startOfDay(startOfNamedDay(day), -weekdayOf(day)));
const monthOf = (day: string): string => day.slice(0, 7);

/** Round numbers for the lines behind columns, from 0 to one that none exceeds. */
export function scaleOf(peak: number): { readonly top: number; readonly lines: readonly number[] } {
  if (peak <= 4) return { top: Math.max(1, peak), lines: range(Math.max(1, peak)) };
  const rough = peak / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const count = Math.ceil(peak / step);
  return { top: count * step, lines: range(count).map((line) => line * step) };
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
