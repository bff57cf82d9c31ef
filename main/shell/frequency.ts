/** Whether what must not happen too often may happen once more. Pure. */

/** When it did lately, epoch milliseconds. */
export type Times = readonly number[];

export type Limit = { readonly most: number; readonly withinMs: number };

/** `times` are those to remember from now on. One that lies ahead was noted before the clock was set back, and counts. */
export function mayHappen(
  times: Times,
  now: number,
  { most, withinMs }: Limit,
): { readonly allowed: boolean; readonly times: Times } {
  const recent = times.filter((at) => at > now - withinMs);
  const allowed = recent.length < most;
  return { allowed, times: allowed ? [...recent, now] : recent };
}
