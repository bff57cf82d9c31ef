/** How often a program that has crashed starts again by itself, and how that is kept from one start to the next. Pure. */
import type { Limit, Times } from './frequency.ts';

/** A run that has lasted so long was a good one. */
export const calmMs = 10 * 60_000;

/** One that cannot live must neither keep the machine busy nor cry for ever. */
export const restartLimit: Limit = { most: 3, withinMs: calmMs };

export function writeRestarts(restarts: Times): string {
  return `${JSON.stringify({ restarts })}\n`;
}

/** What cannot be read counts as none. */
export function readRestarts(text: string): Times {
  try {
    const value: unknown = JSON.parse(text);
    const list = typeof value === 'object' && value !== null && 'restarts' in value ? value.restarts : undefined;
    return Array.isArray(list) ? list.filter((at) => Number.isFinite(at)) : [];
  } catch {
    return [];
  }
}
