/** Hours of the week the slow way: by looking at the clock on the wall every five minutes, the whole time. */
import type { Span, WeeklyHours } from '../../../main/monitor/calendar.ts';

const minuteMs = 60_000;
const stepMinutes = 5;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, as minutes since 1970-01-01 00:00 of that clock. */
export function localMinutes(zone: string, at: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) / minuteMs;
}

const walks = new Map<string, ReadonlyMap<number, readonly number[]>>();

/** For every time that the clock shows between two times, when it does; skipped times have the shifted one. */
function walk(zone: string, from: number, to: number): ReadonlyMap<number, readonly number[]> {
  const key = `${zone} ${from} ${to}`;
  const known = walks.get(key);
  if (known !== undefined) return known;
  const shown = new Map<number, number[]>();
  const skipped: [minute: number, becomes: number][] = [];
  let before = localMinutes(zone, from) - stepMinutes;
  for (let at = from; at <= to; at += stepMinutes * minuteMs) {
    const now = localMinutes(zone, at);
    shown.set(now, [...(shown.get(now) ?? []), at]);
    const gap = now - before - stepMinutes;
    for (let minute = before + stepMinutes; minute < now; minute += stepMinutes) skipped.push([minute, minute + gap]);
    before = now;
  }
  for (const [minute, becomes] of skipped) {
    if (!shown.has(minute)) shown.set(minute, [...(shown.get(becomes) ?? []), Number.NaN]);
  }
  walks.set(key, shown);
  return shown;
}

/** All that lie in between, in order; for hours that begin and end at a multiple of five minutes. */
export function spansByWalking(hours: WeeklyHours, from: number, to: number): readonly Span[] {
  const { fromMinute, toMinute, days, timeZone = 'UTC' } = hours;
  const shown = walk(timeZone, from, to);
  const length = toMinute > fromMinute ? toMinute - fromMinute : toMinute - fromMinute + 1_440;
  const spans: Span[] = [];
  for (const midnight of midnights(from, to)) {
    const name = new Intl.DateTimeFormat('en', { timeZone: 'UTC', weekday: 'short' }).format(midnight * minuteMs);
    if (!days.some((day) => day === name.toLowerCase())) continue;
    const starts = shown.get(midnight + fromMinute) ?? [];
    const ends = (shown.get(midnight + fromMinute + length) ?? []).filter((at) => !Number.isNaN(at));
    const [startsAt, endsAt] = [starts[0], ends.at(-1)];
    if (startsAt === undefined || endsAt === undefined) continue;
    const isSkipped = starts.some((at) => Number.isNaN(at));
    spans.push({ startsAt, endsAt: isSkipped ? Math.max(endsAt, startsAt + length * minuteMs) : endsAt });
  }
  return spans;
}

function midnights(from: number, to: number): readonly number[] {
  const first = Math.floor(from / 86_400_000) - 1;
  const last = Math.floor(to / 86_400_000) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * 1_440);
}
