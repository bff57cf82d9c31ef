/** Lengths of time as people say them. */

/** How a language writes what is more than a number. */
export type DurationWords = {
  readonly underOneSecond: string;
  readonly day: string;
  /** Between a number and its unit, and between two units. */
  readonly space: string;
  readonly decimalPoint: string;
};

const english: DurationWords = { underOneSecond: 'less than 1 s', day: 'd', space: ' ', decimalPoint: '.' };

/** "45 s", "4 min", "1 h 12 min", "2 d 3 h": what a person would say, rounded to at most two units. */
export function duration(ms: number): string {
  return durationIn(english, ms);
}

/** "120 ms", "1.2 s", "10 s": for what takes moments. */
export function milliseconds(ms: number): string {
  return millisecondsIn(english, ms);
}

/** The first in another language. */
export function durationIn(words: DurationWords, ms: number): string {
  const { space } = words;
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 1) return words.underOneSecond;
  if (seconds < 60) return `${seconds}${space}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${space}min`;
  if (minutes < 24 * 60) return twoUnits(minutes, 60, 'h', 'min', space);
  return twoUnits(Math.round(minutes / 60), 24, words.day, 'h', space);
}

function twoUnits(count: number, size: number, large: string, small: string, space: string): string {
  const rest = count % size;
  const whole = `${Math.floor(count / size)}${space}${large}`;
  return rest === 0 ? whole : `${whole}${space}${rest}${space}${small}`;
}

/** The second in another language. */
export function millisecondsIn({ space, decimalPoint }: DurationWords, ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)}${space}ms`;
  return `${String(Math.round(ms / 100) / 10).replace('.', decimalPoint)}${space}s`;
}
