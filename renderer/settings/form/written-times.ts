/** Times of day as they are written in the file, "07:30", and as people type them. Pure. */
import type { Json } from '../../../preload/settings.ts';

/** Minutes since midnight; 24:00 is the end of the day. */
export function minuteOf(value: Json | undefined): number | undefined {
  const [, hour, minute] = (typeof value === 'string' && /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(value)) || [];
  if (hour === undefined || minute === undefined) return undefined;
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= 24 * 60 ? minutes : undefined;
}

/** Also of "7", "730", "7.30" and "7h30". What means the same as `seen` stays as it is written. */
export function writtenTime(text: string, seen: Json | undefined): Json | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const [, hour, minute] = /^(\d{1,2})(?:[:.h ]?([0-5]\d))?h?$/i.exec(typed) ?? [];
  const value = hour === undefined ? typed : `${hour.padStart(2, '0')}:${minute ?? '00'}`;
  const minutes = minuteOf(value);
  return minutes !== undefined && minutes === minuteOf(seen) ? seen : value;
}
