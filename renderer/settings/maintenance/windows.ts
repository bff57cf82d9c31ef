/** Maintenance windows as they are written in the file, and when they are in force. Pure. */
import type { Span, Weekday, WeeklyHours } from '../../../main/monitor/calendar.ts';
import type { Json, JsonObject } from '../../../preload/settings.ts';
import type { Fault, FaultKind } from '../form/faults.ts';
import { isList, isMapping } from '../form/json.ts';
import { minuteOf } from '../form/written-times.ts';
import { textsOf, valueText } from '../form/written-values.ts';
import { nextSpan, weekdays } from './weekly-hours.ts';

export type WindowKind = 'once' | 'weekly';

export const scopeKeys = ['services', 'groups', 'tags'] as const;
export type ScopeKey = (typeof scopeKeys)[number];

export function windowsOf(raw: JsonObject): readonly JsonObject[] {
  return isList(raw.maintenance) ? raw.maintenance.filter(isMapping) : [];
}

export function kindOf(window: JsonObject): WindowKind {
  return window.start !== undefined || window.end !== undefined ? 'once' : 'weekly';
}

/** Undefined where some of it cannot be read. */
export type Occurrence =
  | { readonly state: 'now' | 'next'; readonly span: Span }
  | { readonly state: 'over'; readonly since: number };

export function occurrence(window: JsonObject, at: number): Occurrence | undefined {
  const span = kindOf(window) === 'once' ? onceOf(window) : weeklyOf(window, at);
  if (span === undefined) return undefined;
  if (at >= span.endsAt) return { state: 'over', since: span.endsAt };
  return { state: at >= span.startsAt ? 'now' : 'next', span };
}

function onceOf({ start, end }: JsonObject): Span | undefined {
  const [startsAt, endsAt] = [momentOf(start), momentOf(end)];
  return startsAt === undefined || endsAt === undefined || endsAt <= startsAt ? undefined : { startsAt, endsAt };
}

function weeklyOf(window: JsonObject, at: number): Span | undefined {
  const hours = hoursOf(window);
  return hours === undefined ? undefined : nextSpan(hours, at);
}

function hoursOf({ from, to, days, timezone }: JsonObject): WeeklyHours | undefined {
  const [fromMinute, toMinute, on] = [minuteOf(from), minuteOf(to), daysOf(days)];
  if (fromMinute === undefined || toMinute === undefined || fromMinute === toMinute || on === undefined)
    return undefined;
  if (timezone === undefined) return { fromMinute, toMinute, days: on };
  return isTimeZone(timezone) ? { fromMinute, toMinute, days: on, timeZone: valueText(timezone) } : undefined;
}

/** Epoch milliseconds; without an offset it is meant where the machine is. */
export function momentOf(value: Json | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  const match = /^(\d{4}-\d\d-(\d\d))(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?\s*(Z|[+-]\d\d:\d\d)?$/i.exec(value);
  if (match === null) return undefined;
  const [, date = '', day = '', time = '00:00', offset = ''] = match;
  // A day that its month does not have would silently become one of the next.
  if (new Date(`${date}T00:00:00Z`).getUTCDate() !== Number(day)) return undefined;
  const at = Date.parse(`${date}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(at) ? undefined : at;
}

const longNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** All of them where the file says nothing. */
export function daysOf(value: Json | undefined): readonly Weekday[] | undefined {
  if (value === undefined || value === null) return weekdays;
  const days = textsOf(value)?.map((text) => {
    const wanted = text.toLowerCase();
    return weekdays.find((day, index) => day === wanted || longNames[index] === wanted);
  });
  return days?.every((day) => day !== undefined) ? days : undefined;
}

/** In the order of the week; all of them need no key unless the file has one. */
export function writtenDays(days: readonly Weekday[], seen: Json | undefined): Json | undefined {
  const chosen = weekdays.filter((day) => days.includes(day));
  const before = seen === undefined ? undefined : daysOf(seen);
  if (before !== undefined && weekdays.every((day) => before.includes(day) === chosen.includes(day))) return seen;
  return chosen.length === weekdays.length && seen === undefined ? undefined : chosen;
}

export function isTimeZone(value: Json): boolean {
  if (typeof value !== 'string') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** A window says for whom it is by naming nobody, which is everything, or some. */
export function isForEverything(window: JsonObject): boolean {
  return scopeKeys.every((key) => window[key] === undefined);
}

export function windowFaults(draft: JsonObject): readonly Fault[] {
  const found: Fault[] = [];
  const need = (key: string, fault: FaultKind, isRight: (value: Json) => boolean): void => {
    const value = draft[key];
    if (value === undefined) found.push({ path: [key], fault: 'required' });
    else if (!isRight(value)) found.push({ path: [key], fault });
  };
  if (kindOf(draft) === 'once') {
    need('start', 'moment', (value) => momentOf(value) !== undefined);
    need('end', 'moment', (value) => momentOf(value) !== undefined);
    const [start, end] = [momentOf(draft.start), momentOf(draft.end)];
    if (start !== undefined && end !== undefined && end <= start)
      found.push({ path: ['end'], fault: 'end_before_start' });
  } else {
    need('from', 'time', (value) => minuteOf(value) !== undefined);
    need('to', 'time', (value) => minuteOf(value) !== undefined);
    const [from, to] = [minuteOf(draft.from), minuteOf(draft.to)];
    if (from !== undefined && from === to) found.push({ path: ['to'], fault: 'same_time' });
    if (daysOf(draft.days)?.length === 0) found.push({ path: ['days'], fault: 'required' });
    if (draft.timezone !== undefined && !isTimeZone(draft.timezone))
      found.push({ path: ['timezone'], fault: 'time_zone' });
  }
  if (!isForEverything(draft) && scopeKeys.every((key) => textsOf(draft[key])?.length === 0)) {
    found.push({ path: ['services'], fault: 'no_scope' });
  }
  return found;
}
