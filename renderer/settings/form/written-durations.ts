/** Durations as they are written in the file: seconds as a number, or text such as `30s`, `5m`, `1h30m`. Pure. */
import type { Json } from '../../../preload/settings.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestMs = 24 * 86_400_000;

/** Milliseconds; undefined where the program would not take it. The same as the program's own reading. */
export function durationMs(value: Json | undefined): number | undefined {
  const ms = typeof value === 'number' ? Math.round(value * 1_000) : parsed(value);
  return ms !== undefined && Number.isFinite(ms) && ms >= 1 && ms <= longestMs ? ms : undefined;
}

function parsed(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || !/^(?:\d+(?:\.\d+)?\s*(?:ms|[smhd])\s*)+$/i.test(value)) return undefined;
  let ms = 0;
  for (const [, amount = '', unit = ''] of value.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhd])/gi)) {
    ms += Number(amount) * (unitMs[unit.toLowerCase()] ?? Number.NaN);
  }
  return Math.round(ms);
}

/**
 * What somebody typed as it is to be written: a bare number are seconds, with a point or a comma; nothing is no key.
 * `seen` stays as it is where it means the same.
 */
export function writtenDuration(text: string, seen: Json | undefined): Json | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const value = /^\d+(?:[.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : typed;
  const ms = durationMs(value);
  return ms !== undefined && ms === durationMs(seen) ? seen : value;
}

export function durationText(value: Json | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? `${value}` : '';
}
