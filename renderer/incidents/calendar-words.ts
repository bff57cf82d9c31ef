/** Days, weeks, months and hours as the person reads them. */
import { computed } from '@preact/signals';
import { formatDate, formatDay, locale } from '../words/locale.ts';
import type { Unit } from './columns.ts';
import { startOfNamedDay } from './days.ts';
import type { DayRange } from './filters.ts';

const months = computed(() => new Intl.DateTimeFormat(locale.value, { month: 'long', year: 'numeric' }));
const shortDays = computed(() => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short' }));
const ranges = computed(
  () => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short', year: 'numeric' }),
);
const hours = computed(() => new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit' }));

/** "Tue, 24 Nov", "2–8 Nov 2026". */
export function daysText({ first, last }: DayRange): string {
  const [from, to] = [startOfNamedDay(first), startOfNamedDay(last)];
  return first === last ? formatDay(from) : ranges.value.formatRange(from, to);
}

/** What a column stands for. */
export function columnText(range: DayRange, unit: Unit): string {
  return unit === 'month' ? months.value.format(startOfNamedDay(range.first)) : daysText(range);
}

/** Below a picture: "24 Nov", or with the year where that is far away. */
export function axisDay(day: string, unit: Unit): string {
  const at = startOfNamedDay(day);
  return unit === 'month' ? formatDate(at) : shortDays.value.format(at);
}

/** A Monday. */
const someMonday = { year: 2024, month: 0, day: 1 };

const dateOf = (weekday: number, hour = 0): Date =>
  new Date(someMonday.year, someMonday.month, someMonday.day + weekday, hour);

const weekdays = computed(() => {
  const format = (weekday: 'long' | 'short') => new Intl.DateTimeFormat(locale.value, { weekday });
  const [long, short] = [format('long'), format('short')];
  return Array.from({ length: 7 }, (_, day) => ({ long: long.format(dateOf(day)), short: short.format(dateOf(day)) }));
});

/** From Monday on. */
export const weekdayNames = (): readonly { readonly long: string; readonly short: string }[] => weekdays.value;

/** "14:00–15:00". */
export function hourText(hour: number): string {
  return `${hours.value.format(dateOf(0, hour))}–${hours.value.format(dateOf(0, hour + 1))}`;
}
