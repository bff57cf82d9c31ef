/** Times of day, days of the week and dates, for quiet hours and maintenance. */
import type { Weekday } from '../monitor/calendar.ts';
import { weekdays } from '../monitor/calendar.ts';
import { field, oneOrMany } from './fields.ts';
import { nearest } from './nearest.ts';
import { show } from './problem.ts';

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const days = oneOrMany<Weekday>('a day such as mon', (value, fault) => {
  if (typeof value !== 'string') return undefined;
  const wanted = value.toLowerCase();
  const day = weekdays.find((candidate, index) => candidate === wanted || dayNames[index] === wanted);
  if (day !== undefined) return day;
  const meant = nearest(wanted, weekdays);
  return meant === undefined
    ? undefined
    : fault(`expected a day such as mon, got ${show(value)}, did you mean "${meant}"?`);
});

/** Minutes since midnight; `24:00` is the end of a day. */
export const timeOfDay = field('a time of day in quotes such as "22:30"', (value) => {
  const [, hour = '', minute = ''] = (typeof value === 'string' && /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(value)) || [];
  const minutes = hour === '' ? Number.NaN : Number(hour) * 60 + Number(minute);
  return minutes <= 1_440 ? minutes : undefined;
});

/** Epoch milliseconds. Without an offset it is meant in this machine's time zone, as people write it. */
export const instant = field('a date and time such as 2026-12-24 22:00 or 2026-12-24T22:00:00+01:00', (value) => {
  if (typeof value !== 'string') return undefined;
  const match = /^(\d{4}-\d\d-(\d\d))(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?\s*(Z|[+-]\d\d:\d\d)?$/i.exec(value);
  if (match === null) return undefined;
  const [, date = '', day = '', time = '00:00', offset = ''] = match;
  // A day that its month does not have would silently become one of the next.
  if (new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  const at = Date.parse(`${date}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(at) ? undefined : at;
});

export const timeZone = field('a time zone such as Europe/Paris', (value) => {
  if (typeof value !== 'string') return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
});
