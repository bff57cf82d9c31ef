/** How French text is set: spaces that do not break a line, marks, and lengths of time. */
import { type DurationWords, durationIn, millisecondsIn } from './durations.ts';

/**
 * The narrow space that breaks no line, before ":", ";" and "?", inside « », and before a unit. The wide one would be
 * usual before ":", but Slack's texts are tidied on their way, after which only the narrow one is still there.
 */
export const gap = '\u202f';

/** With the spaces around it. */
export const colon = `${gap}: `;
export const semicolon = `${gap}; `;

export function guillemets(text: string): string {
  return `«${gap}${text}${gap}»`;
}

const words: DurationWords = {
  underOneSecond: 'moins d’une seconde',
  day: 'j',
  space: gap,
  decimalPoint: ',',
};

/** "45 s", "4 min", "1 h 12 min", "2 j 3 h". */
export function frenchDuration(ms: number): string {
  return durationIn(words, ms);
}

/** "120 ms", "1,2 s". */
export function frenchMilliseconds(ms: number): string {
  return millisecondsIn(words, ms);
}

/** "1 service", "12 services"; as in French, nothing is plural below two. */
export function counted(count: number, singular: string): string {
  return `${count} ${singular}${count < 2 ? '' : 's'}`;
}
