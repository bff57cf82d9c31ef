/** Whether a program that has crashed starts again by itself. Pure. */

/** When it did lately, epoch milliseconds. */
export type Restarts = readonly number[];

const mostRestarts = 3;
/** A run that has lasted so long was a good one. */
export const calmMs = 10 * 60_000;

/** Three times within ten minutes at the most: one that cannot live must neither keep the machine busy nor cry for ever. */
export function mayRestart(
  restarts: Restarts,
  now: number,
): { readonly allowed: boolean; readonly restarts: Restarts } {
  // One that lies ahead was noted before somebody set the clock back, and counts.
  const recent = restarts.filter((at) => at > now - calmMs);
  const allowed = recent.length < mostRestarts;
  return { allowed, restarts: allowed ? [...recent, now] : recent };
}

export function writeRestarts(restarts: Restarts): string {
  return `${JSON.stringify({ restarts })}\n`;
}

/** What cannot be read counts as none. */
export function readRestarts(text: string): Restarts {
  try {
    const value: unknown = JSON.parse(text);
    const list = typeof value === 'object' && value !== null && 'restarts' in value ? value.restarts : undefined;
    return Array.isArray(list) ? list.filter((at) => Number.isFinite(at)) : [];
  } catch {
    return [];
  }
}
