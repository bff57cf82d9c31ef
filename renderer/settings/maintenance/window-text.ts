/** Maintenance windows in words. */
import type { JsonObject } from '../../../preload/settings.ts';
import { formatMoment, formatTime } from '../../words/locale.ts';
import { shortDays } from '../form/calendar-words.ts';
import { textsOf, valueText } from '../form/written-values.ts';
import { weekdays } from './weekly-hours.ts';
import { daysOf, isForEverything, kindOf, momentOf, occurrence } from './windows.ts';
import { maintenanceWords } from './words.ts';

const mostNamed = 3;

export function windowName(window: JsonObject): string {
  return valueText(window.name) || maintenanceWords.value.unnamed;
}

/** "Sat, Sun, 03:00 to 03:30 (Europe/Paris)", or the two moments of one that comes once. */
export function windowHours(window: JsonObject, now: number): string {
  const words = maintenanceWords.value;
  if (kindOf(window) === 'once') {
    const [start, end] = [momentOf(window.start), momentOf(window.end)];
    if (start === undefined || end === undefined) return '';
    const isSameDay = new Date(start).toDateString() === new Date(end).toDateString();
    return `${formatMoment(start, now)} – ${isSameDay ? formatTime(end) : formatMoment(end, now)}`;
  }
  const zone = valueText(window.timezone);
  const hours = words.hours(daysText(window), valueText(window.from), valueText(window.to));
  return zone === '' ? hours : `${hours} ${words.inZone(zone)}`;
}

function daysText(window: JsonObject): string {
  const words = maintenanceWords.value;
  const days = daysOf(window.days) ?? [];
  if (days.length === weekdays.length) return words.daily;
  const isWorkdays = days.length === 5 && !days.includes('sat') && !days.includes('sun');
  if (isWorkdays) return words.weekdays;
  return weekdays
    .filter((day) => days.includes(day))
    .map((day) => shortDays.value[day])
    .join(', ');
}

export function windowScope(window: JsonObject): string {
  const words = maintenanceWords.value;
  if (isForEverything(window)) return words.everything;
  const names = [
    ...(textsOf(window.services) ?? []),
    ...(textsOf(window.groups) ?? []).map(words.group),
    ...(textsOf(window.tags) ?? []).map(words.tag),
  ];
  const rest = names.length - mostNamed;
  return [...names.slice(0, mostNamed), ...(rest > 0 ? [words.others(rest)] : [])].join(', ');
}

/** When it is in force next; epoch milliseconds. */
export function windowNext(window: JsonObject, now: number): string {
  const words = maintenanceWords.value;
  const coming = occurrence(window, now);
  switch (coming?.state) {
    case undefined:
      return words.unreadable;
    case 'now':
      return words.now(formatMoment(coming.span.endsAt, now));
    case 'next':
      return words.next(formatMoment(coming.span.startsAt, now));
    case 'over':
      return words.over(formatMoment(coming.since, now));
  }
}
