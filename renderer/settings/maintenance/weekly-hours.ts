/**
 * When hours that come back every week begin and end next: the same reckoning as the program's own
 * (main/monitor/calendar.ts), which the window may not load; a test holds the two together. Pure.
 */
import type { Span, Weekday, WeeklyHours } from '../../../main/monitor/calendar.ts';

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

type OffsetAt = (at: number) => number;

/** The span that contains `at` (epoch milliseconds), else the next one; undefined where there are no days. */
export function nextSpan(hours: WeeklyHours, at: number): Span | undefined {
  const offsetAt = offsetsOf(hours.timeZone);
  const today = Math.floor((at + offsetAt(at)) / dayMs);
  // Hours that begin at 24:00 of one day end on the second one after it at the latest.
  for (let date = today - 2; date <= today + 8; date += 1) {
    const day = weekdays[(((date + 3) % 7) + 7) % 7];
    if (day === undefined || !hours.days.includes(day)) continue;
    const span = spanOn(date * dayMs, hours, offsetAt);
    if (span.endsAt > at) return span;
  }
  return undefined;
}

function spanOn(midnight: number, { fromMinute, toMinute }: WeeklyHours, offsetAt: OffsetAt): Span {
  const lastsMs = (toMinute > fromMinute ? toMinute - fromMinute : toMinute + 24 * 60 - fromMinute) * minuteMs;
  const start = timesOf(midnight + fromMinute * minuteMs, offsetAt);
  const end = timesOf(midnight + fromMinute * minuteMs + lastsMs, offsetAt);
  return {
    startsAt: start.first,
    endsAt: start.isSkipped ? Math.max(end.last, start.first + lastsMs) : end.last,
  };
}

/** When clocks show what they would in UTC at `shown`: once, twice where they are put back, else as if they were not. */
function timesOf(shown: number, offsetAt: OffsetAt) {
  const [before, after] = [offsetAt(shown - dayMs), offsetAt(shown + dayMs)];
  const early = shown - Math.max(before, after);
  const late = shown - Math.min(before, after);
  const isEarly = early + offsetAt(early) === shown;
  const isLate = late + offsetAt(late) === shown;
  if (!isEarly && !isLate) return { first: shown - before, last: shown - before, isSkipped: true };
  return { first: isEarly ? early : late, last: isLate ? late : early, isSkipped: false };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetsOf(timeZone: string | undefined): OffsetAt {
  if (timeZone === undefined) return (at) => -new Date(at).getTimezoneOffset() * minuteMs;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return (at) => {
    const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(format.format(at)) ?? [];
    const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minuteMs + Number(seconds ?? 0) * 1_000;
    return sign === '-' ? -ms : ms;
  };
}
