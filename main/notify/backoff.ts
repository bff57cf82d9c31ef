export const slowestRetryMs = 60_000;
const firstRetryMs = 1_000;
/** A person who has mended it expects to see so soon. */
const mendedRetryMs = 15_000;

/**
 * Milliseconds until the next attempt after `failures` in a row: doubling from 1 s to 60 s, spread by a quarter to
 * either side so that many laptops do not return together. `random` gives numbers from 0 to 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  const base = Math.min(slowestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 16));
  return Math.round(Math.min(slowestRetryMs, Math.max(firstRetryMs, spread(base, random))));
}

/** The same for what only a person can mend, which waiting longer does not make likelier. */
export function retryMs(failures: number, retryable: boolean, random: () => number): number {
  return retryable ? backoffMs(failures, random) : Math.round(spread(mendedRetryMs, random));
}

const spread = (ms: number, random: () => number): number => ms * (0.75 + random() / 2);
