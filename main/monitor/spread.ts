/** How the first checks of many services are laid out in time, which is also how they stay. */

/** So many checks that start together share one wake-up; more would only blur each other's timings. */
const batchSize = 50;
/** A start should be over soon: a hundred services within two seconds. */
const widestSpacingMs = 20;
const widestTickMs = 1_000;

export type Spread = { readonly spacingMs: number; readonly tickMs: number };

/**
 * Services are 20 ms apart or closer, so that all are checked once within one interval, and thousands lie evenly over
 * it; neighbours are drawn together to one tick, since fifty checks from one wake-up cost a third of fifty wake-ups.
 */
export function spread(count: number, intervalMs: number): Spread {
  const spacingMs = Math.min(widestSpacingMs, intervalMs / Math.max(1, count));
  return { spacingMs, tickMs: Math.min(widestTickMs, Math.max(1, spacingMs * batchSize)) };
}

/** When the service with that index is checked first, in milliseconds from the start. */
export function offsetOf(index: number, { spacingMs, tickMs }: Spread): number {
  return Math.floor((index * spacingMs) / tickMs + 1e-9) * tickMs;
}
