/** Whether a window that crashed comes back by itself. Pure. */

/** When it did lately, epoch milliseconds. */
export type Revivals = readonly number[];

const mostRevivals = 3;
const withinMs = 60_000;

/** Three times a minute at the most: one that cannot live must not keep the machine busy. */
export function mayRevive(revivals: Revivals, now: number): { readonly allowed: boolean; readonly revivals: Revivals } {
  const recent = revivals.filter((at) => at > now - withinMs && at <= now);
  const allowed = recent.length < mostRevivals;
  return { allowed, revivals: allowed ? [...recent, now] : recent };
}
