/**
 * The scale of response times is logarithmic: a service that answers in 40 ms and sometimes needs 4 s can be read at both
 * ends, where a linear one would press the usual against the floor; and "twice as slow" has the same height everywhere.
 * Pure.
 */

const room = 1.25;
/** So that a service which is always as fast as before is drawn as a calm line, and noise is not blown up. */
const leastRatio = 6;
const nothingMeasured: readonly [number, number] = [10, 1_000];

/** What the axis reaches from and to, milliseconds; both are null where nothing was measured. */
export function logRange(leastMs: number | null, mostMs: number | null): readonly [number, number] {
  if (leastMs === null || mostMs === null || leastMs <= 0) return nothingMeasured;
  const [low, high] = [leastMs / room, mostMs * room];
  const missing = leastRatio / (high / low);
  const stretch = missing > 1 ? Math.sqrt(missing) : 1;
  return [low / stretch, high * stretch];
}

const subdivisions: readonly (readonly number[])[] = [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

/** Round values within it, as many as there is room for. */
export function logTicks(low: number, high: number, most: number): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const candidates = subdivisions.map((factors) =>
    powers.flatMap((power) => factors.map((factor) => tidy(factor, power))).filter((at) => at >= low && at <= high),
  );
  const fitting = candidates.find((ticks) => ticks.length <= most);
  if (fitting !== undefined) return fitting;
  const decades = candidates.at(-1) ?? [];
  const each = Math.ceil(decades.length / most);
  return decades.filter((_, index) => index % each === 0);
}

/** 3 times a tenth is 0.3, not 0.30000000000000004. */
function tidy(factor: number, power: number): number {
  return power < 0 ? Number((factor / 10 ** -power).toPrecision(3)) : factor * 10 ** power;
}

export type TickTexts = {
  time(at: number): string;
  exactTime(at: number): string;
  day(at: number): string;
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Below the first tick, and below the first one of each day, stands the day as well. */
export function timeTicks(ticks: readonly number[], stepMs: number, texts: TickTexts): string[] {
  if (stepMs >= dayMs) return ticks.map((at) => texts.day(at));
  return ticks.map((at, index) => {
    const before = ticks[index - 1];
    const time = stepMs < minuteMs ? texts.exactTime(at) : texts.time(at);
    const isNewDay = before === undefined || new Date(before).toDateString() !== new Date(at).toDateString();
    return isNewDay ? `${time}\n${texts.day(at)}` : time;
  });
}
