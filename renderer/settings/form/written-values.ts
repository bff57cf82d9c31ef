/** Texts, numbers, switches and lists as they are written in the file, and as people type them. Pure. */
import type { Json } from '../../../preload/settings.ts';
import { equal, isList } from './json.ts';

/** Nothing is no key; a text that was written as a number stays one. */
export function writtenText(text: string, seen: Json | undefined): Json | undefined {
  if (text === '') return undefined;
  return text === valueText(seen) ? seen : text;
}

/** Nothing for what is no text, number or switch. */
export function valueText(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}

/** What is no whole number stays as it was typed, for the program to complain of. */
export function writtenCount(text: string): Json | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}

/** Besides true and false the words that the program takes for them; undefined for everything else. */
export function flagOf(value: Json | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (/^(yes|on)$/i.test(value)) return true;
  return /^(no|off)$/i.test(value) ? false : undefined;
}

/** A key that is not there stays away as long as `fallback` is meant, and one that is there stays as it is written. */
export function writtenFlag(isOn: boolean, seen: Json | undefined, fallback: boolean): Json | undefined {
  if (seen === undefined && isOn === fallback) return undefined;
  return flagOf(seen) === isOn ? seen : isOn;
}

/** One text, or a list of them; undefined where there is something else. */
export function textsOf(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  const entries = isList(value) ? value : [value];
  return entries.every((entry) => typeof entry === 'string') ? entries : undefined;
}

/** A single one without a list, unless the file has a list; none is no key. */
export function writtenTexts(texts: readonly string[], seen: Json | undefined): Json | undefined {
  if (texts.length === 0) return undefined;
  if (equal(texts, textsOf(seen))) return seen;
  const [only] = texts;
  return texts.length === 1 && only !== undefined && !isList(seen) ? only : texts;
}

/** "a, b" as a list. */
export function splitTexts(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
