const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Node's timers overflow beyond 2^31 ms and would then fire at once. */
export const longestDurationMs = 24 * 86_400_000;

/**
 * Milliseconds of a number of seconds or of text such as `500ms`, `30s`, `5m`, `1h30m`, `1d`; undefined for everything
 * else, also for a number in quotes: whoever writes `"10"` may mean anything.
 */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.round(value * 1_000) : undefined;
  if (typeof value !== 'string' || !/^(?:\d+(?:\.\d+)?\s*(?:ms|[smhd])\s*)+$/i.test(value)) return undefined;
  let ms = 0;
  for (const [, amount = '', unit = ''] of value.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhd])/gi)) {
    ms += Number(amount) * (unitMs[unit.toLowerCase()] ?? Number.NaN);
  }
  return Math.round(ms);
}
