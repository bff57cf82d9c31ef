export const slowestRetryMs = 60_000;
const firstRetryMs = 1_000;

/**
 * Milliseconds until the next attempt after `failures` in a row: doubling from 1 s to 60 s, spread by a quarter to
 * either side so that many laptops do not return together. `random` gives numbers from 0 to 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  const base = Math.min(slowestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 16));
  const spread = base * (0.75 + random() / 2);
  return Math.round(Math.min(slowestRetryMs, Math.max(firstRetryMs, spread)));
}
