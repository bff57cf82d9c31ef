/** The kinds of value that a configuration is made of; each says what it expects and what it got. */
import * as z from 'zod/mini';
import { longestDurationMs, parseDuration } from './duration.ts';
import { nearest } from './nearest.ts';
import type { Path } from './problem.ts';
import { show } from './problem.ts';

/** Notes what is wrong, for a part of a value with the way to it; always returns undefined, to be returned in turn. */
export type Fault = (message: string, path?: Path) => undefined;

/** A kind of value that is read by a function, which reports its own faults or just returns undefined. */
export function field<T>(expected: string, read: (value: unknown, fault: Fault) => T | undefined) {
  return z.pipe(
    z.unknown(),
    z.transform((value, context): T => {
      let faulty = false;
      const result = read(value, (message, path = []) => {
        faulty = true;
        context.issues.push({ code: 'custom', input: value, path: [...path], message });
        return undefined;
      });
      if (result !== undefined && !faulty) return result;
      if (!faulty) context.issues.push({ code: 'custom', input: value, message: missing(expected, value) });
      return z.NEVER;
    }),
  );
}

function missing(expected: string, value: unknown): string {
  return value === undefined ? `is missing: expected ${expected}` : `expected ${expected}, got ${show(value)}`;
}

/**
 * A section whose keys are all known. The messages about unknown keys are one line for each of the issue's `keys`, in
 * their order.
 */
export function section<Shape extends z.core.$ZodShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, known)).join('\n')
        : `expected a mapping with ${few(known)}, got ${show(issue.input)}`,
  });
}

export function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant === undefined ? `unknown key; known here: ${known.join(', ')}` : `unknown key, did you mean "${meant}"?`;
}

function few(known: readonly string[]): string {
  return known.length <= 4 ? known.join(', ') : `${known.slice(0, 3).join(', ')}, …`;
}

export const duration = field('seconds as a number greater than 0', (value, fault) => {
  const ms = parseDuration(value);
  if (ms === undefined || ms < 1) return undefined;
  return ms <= longestDurationMs ? ms : fault(`expected at most 24d, got ${show(value)}`);
});

export function count(expected: string, most: number, least = 1) {
  return field(expected, (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined,
  );
}

export const threshold = count('a whole number from 1 to 1000', 1_000);

/** Besides true and false the words that YAML 1.1, and with it Python, reads as such. */
export const flag = field('true or false', (value) => {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (/^(yes|on)$/i.test(value)) return true;
  return /^(no|off)$/i.test(value) ? false : undefined;
});

export function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export const text = field('text', readText);

export function oneOf<const T extends string>(
  words: readonly T[],
  expected = words.join(', ').replace(/, ([^,]*)$/, ' or $1'),
) {
  return field(expected, (value, fault) => {
    if (typeof value !== 'string') return undefined;
    const word = words.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
    if (word !== undefined) return word;
    const meant = nearest(value, words);
    return meant === undefined
      ? undefined
      : fault(`expected ${expected}, got ${show(value)}, did you mean "${meant}"?`);
  });
}

/** One value, called `expected`, or a list of them, read as a list; a fault in a list names its entry. */
export function oneOrMany<T>(expected: string, read: (value: unknown, fault: Fault) => T | undefined) {
  return field<readonly T[]>(`${expected}, or a list`, (value, fault) => {
    const many = Array.isArray(value);
    const results: T[] = [];
    for (const [index, entry] of (many ? value : [value]).entries()) {
      const here: Path = many ? [index] : [];
      let faulty = false;
      const result = read(entry, (message, path = []) => {
        faulty = true;
        return fault(message, [...here, ...path]);
      });
      if (result !== undefined) results.push(result);
      else if (!faulty) fault(missing(many ? expected : `${expected}, or a list`, entry), here);
    }
    return results;
  });
}

export const texts = oneOrMany('text', readText);

export const urlExpected = 'a URL that begins with http:// or https://';

/** An address to be asked over HTTP; may hold credentials, must not be relative. */
export function readUrl(value: unknown, fault: Fault): string | undefined {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value)) return undefined;
  return URL.canParse(value) && !/\s/.test(value) ? value : fault(`expected a valid URL, got ${show(value)}`);
}

export const url = field(urlExpected, readUrl);

/** A section that may be left empty, as it is when everything in it is commented out. */
export function emptyable<Inner extends z.core.$ZodType>(inner: Inner) {
  return z.pipe(
    z.transform((value: unknown): unknown => value ?? {}),
    inner,
  );
}
