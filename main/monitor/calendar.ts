/** Hours that come back every week, by the local time of a place. */

/** Of ISO 8601, which begins the week with Monday. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export type WeeklyHours = {
  /** Minutes since midnight by the clock on the wall; 1440 is the end of the day. */
  readonly fromMinute: number;
  /** The same; where it is not later than `fromMinute`, the hours pass midnight. */
  readonly toMinute: number;
  /** Those on which they begin. */
  readonly days: readonly Weekday[];
  /** IANA name; absent: where the machine is. */
  readonly timeZone?: string;
};

/** Epoch milliseconds; the end is not part of it. */
export type Span = { readonly startsAt: number; readonly endsAt: number };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Hours that begin at 24:00 of one date end on the second one after it at the latest. */
const datesBack = 2;
const datesAhead = 8;

/** Milliseconds by which the clocks on the wall are ahead of UTC at a time (epoch milliseconds). */
export type OffsetAt = (at: number) => number;

/**
 * The span that contains `at` (epoch milliseconds), else the next one to begin; undefined where there are no days.
 *
 * Where clocks are changed, a time that comes twice is the first one for a start and the last one for an end. A time
 * that is skipped is as much later as the clocks are put forward; hours that would begin with it last at least as long
 * as they would on another day. Throws a RangeError for a time zone that nobody knows.
 */
export function nextSpan(hours: WeeklyHours, at: number): Span | undefined {
  const offsetAt = offsetsOf(hours.timeZone);
  const today = Math.floor((at + offsetAt(at)) / dayMs);
  for (let date = today - datesBack; date <= today + datesAhead; date += 1) {
    if (!hours.days.includes(weekdayOf(date))) continue;
    const span = spanOf(hours, date * dayMs, offsetAt);
    if (span.endsAt > at) return span;
  }
  return undefined;
}

/** Of days since 1970-01-01, which was a Thursday. */
function weekdayOf(date: number): Weekday {
  return weekdays[(((date + 3) % 7) + 7) % 7] ?? 'mon';
}

function spanOf({ fromMinute, toMinute }: WeeklyHours, midnight: number, offsetAt: OffsetAt): Span {
  const minutes = toMinute > fromMinute ? toMinute - fromMinute : toMinute + 24 * 60 - fromMinute;
  const from = midnight + fromMinute * minuteMs;
  const start = timesOf(from, offsetAt);
  const end = timesOf(from + minutes * minuteMs, offsetAt);
  const startsAt = start.first;
  // Else hours that begin in the skipped ones and end soon after them would be over before they begin.
  return { startsAt, endsAt: start.isSkipped ? Math.max(end.last, startsAt + minutes * minuteMs) : end.last };
}

/** When the clocks show this time, which is given as the epoch milliseconds at which they would in UTC. */
function timesOf(shown: number, offsetAt: OffsetAt): { first: number; last: number; isSkipped: boolean } {
  // No place is a day from UTC, so these are before and after every time at which the clocks can show it.
  const offsets = [offsetAt(shown - dayMs), offsetAt(shown + dayMs)] as const;
  const [early, late] = [shown - Math.max(...offsets), shown - Math.min(...offsets)];
  const isShown = (at: number) => at + offsetAt(at) === shown;
  const times = [early, late].filter(isShown);
  const [first, last] = [times[0], times.at(-1)];
  if (first !== undefined && last !== undefined) return { first, last, isSkipped: false };
  const shifted = shown - offsets[0];
  return { first: shifted, last: shifted, isSkipped: true };
}

/** Making one takes longer than a thousand uses of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Of an IANA name; without one, of where the machine is. Throws a RangeError for a time zone that nobody knows. */
export function offsetsOf(timeZone: string | undefined): OffsetAt {
  // A format would keep the zone in which it was made, and the machine may travel.
  if (timeZone === undefined) return (at) => -new Date(at).getTimezoneOffset() * minuteMs;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return (at) => {
    // Such as "6/3/2026, GMT-03:30", or GMT alone.
    const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(format.format(at)) ?? [];
    const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minuteMs + Number(seconds ?? 0) * 1_000;
    return sign === '-' ? -ms : ms;
  };
}
