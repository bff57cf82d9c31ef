/** How long something takes or took, as people say it. */
import { dictionary } from './dictionary.ts';
import { formatOneTenth, formatTenths } from './locale.ts';

const units = dictionary({
  en: { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'd' },
  fr: { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'j' },
});

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A number and its unit stay on one line. */
const nbsp = '\u00a0';

/** "12 s", "4 min", "1 h 12 min", "3 d 4 h": two units at the most, rounded down like a clock. */
export function formatDuration(ms: number): string {
  const { s, min, h, d } = units.value;
  const left = Math.max(0, ms);
  if (left < minuteMs) return `${Math.floor(left / secondMs)}${nbsp}${s}`;
  if (left < hourMs) return `${Math.floor(left / minuteMs)}${nbsp}${min}`;
  if (left < dayMs) return pair(Math.floor(left / hourMs), h, Math.floor((left % hourMs) / minuteMs), min);
  const days = Math.floor(left / dayMs);
  return days >= 10 ? `${days}${nbsp}${d}` : pair(days, d, Math.floor((left % dayMs) / hourMs), h);
}

/** To the second, with every unit: "1 h 12 min 5 s". */
export function formatExactDuration(ms: number): string {
  const { s, min, h, d } = units.value;
  if (ms < minuteMs) return `${formatTenths(Math.max(0, ms) / secondMs)}${nbsp}${s}`;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(ms / dayMs), d],
    [Math.floor((ms % dayMs) / hourMs), h],
    [Math.floor((ms % hourMs) / minuteMs), min],
    [Math.floor((ms % minuteMs) / secondMs), s],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${nbsp}${unit}`)
    .join(' ');
}

/** What takes moments: "0.4 ms", "120 ms", "1.2 s". */
export function formatMilliseconds(ms: number): string {
  const { ms: unit, s } = units.value;
  if (ms < 10) return `${formatTenths(ms)}${nbsp}${unit}`;
  if (ms < secondMs) return `${Math.round(ms)}${nbsp}${unit}`;
  return `${formatTenths(ms / secondMs)}${nbsp}${s}`;
}

/** How long after something: "12 ms", "0.4 s", "2.0 s", and from a minute on as long ones are said, "4 min". */
export function formatDelay(ms: number): string {
  if (ms >= minuteMs) return formatDuration(ms);
  if (ms < 100) return formatMilliseconds(Math.round(Math.max(0, ms)));
  return `${formatOneTenth(ms / secondMs)}${nbsp}${units.value.s}`;
}

function pair(count: number, unit: string, rest: number, smaller: string): string {
  return rest === 0 ? `${count}${nbsp}${unit}` : `${count}${nbsp}${unit} ${rest}${nbsp}${smaller}`;
}
