/** What is expected of an answer, as it is written in the file and as people type it. Pure. */
import type { Json, JsonObject } from '../../../preload/settings.ts';
import { equal, isList, isMapping } from './json.ts';

/** "200, 2xx, 300-304"; undefined where there is something else. */
export function statusText(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return '';
  const entries = isList(value) ? value : [value];
  const isPlain = entries.every((entry) => typeof entry === 'number' || typeof entry === 'string');
  return isPlain ? entries.join(', ') : undefined;
}

/** Nothing is no key. What means the same as `seen` stays as it is written. */
export function writtenStatus(text: string, seen: Json | undefined): Json | undefined {
  const entries = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Json => (/^\d{3}$/.test(part) ? Number(part) : part));
  const [only] = entries;
  if (only === undefined) return undefined;
  if (isSameStatus(entries, seen)) return seen;
  return entries.length === 1 && !isList(seen) ? only : entries;
}

function isSameStatus(entries: readonly Json[], seen: Json | undefined): boolean {
  const before = isList(seen) ? seen : [seen ?? ''];
  const plain = (list: readonly Json[]): string =>
    list.map((entry) => `${entry}`.replace(/\s+/g, '').toLowerCase()).join();
  return plain(entries) === plain(before);
}

/** Whether the program takes each part: a code, a class, or a range that ends no earlier than it begins. */
export function isStatus(value: Json): boolean {
  return (isList(value) ? value : [value]).every((entry) => {
    const match = /^\s*(?:([1-9]\d\d)(?:\s*-\s*([1-9]\d\d))?|[1-9]xx)\s*$/i.exec(`${entry}`);
    if (match === null) return false;
    const [, from, to] = match;
    return to === undefined || Number(from) <= Number(to);
  });
}

/** A place in an answer of JSON and what should stand there, as text. */
export type JsonRow = { readonly path: string; readonly equals: string };

/** Of `{path, equals}`, of a list of these, or of `{status: ok}`; undefined where there is something else. */
export function jsonRows(value: Json | undefined): readonly JsonRow[] | undefined {
  if (value === undefined || value === null) return [];
  const entries = isList(value) ? value : [value];
  const rows = entries.map((entry) => {
    if (!isMapping(entry)) return undefined;
    if (!Object.hasOwn(entry, 'path')) return Object.entries(entry).map(([path, equals]) => rowOf(path, equals));
    return typeof entry.path === 'string' ? [rowOf(entry.path, entry.equals ?? null)] : undefined;
  });
  return rows.every((row) => row !== undefined) ? rows.flat() : undefined;
}

const rowOf = (path: string, equals: Json): JsonRow => ({ path, equals: literalText(equals) });

/** In the short form where the file has that and can go on with it, else as a list. */
export function writtenJson(rows: readonly JsonRow[], seen: Json | undefined): Json | undefined {
  if (rows.length === 0) return undefined;
  if (equal(rows, jsonRows(seen))) return seen;
  const paths = new Set(rows.map(({ path }) => path));
  if (isMapping(seen) && !Object.hasOwn(seen, 'path') && paths.size === rows.length && !paths.has('path')) {
    return Object.fromEntries(rows.map(({ path, equals }) => [path, literal(equals)]));
  }
  return rows.map(({ path, equals }) => ({ path, equals: literal(equals) }));
}

/** A value as one types it: what reads as a number, a switch, null, a list or a mapping is one, everything else text. */
export function literal(text: string): Json {
  const typed = text.trim();
  // Quotes are for texts that would be read as something else.
  if (!/^(?:true$|false$|null$|-?\d|"|\[|\{)/.test(typed)) return text;
  try {
    const value: Json = JSON.parse(typed);
    return value;
  } catch {
    return text;
  }
}

export function literalText(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return literal(value) === value ? value : JSON.stringify(value);
}

/** The wanted value of a header of the answer, or a part of it. */
export type HeaderRow = { readonly name: string; readonly value: string; readonly isPart: boolean };

export function headerRows(value: Json | undefined): readonly HeaderRow[] | undefined {
  if (value === undefined || value === null) return [];
  if (!isMapping(value)) return undefined;
  const rows = Object.entries(value).map(([name, wanted]): HeaderRow | undefined => {
    if (typeof wanted === 'string' || typeof wanted === 'number') return { name, value: `${wanted}`, isPart: false };
    const part = isMapping(wanted) && Object.keys(wanted).length === 1 ? wanted.contains : undefined;
    return typeof part === 'string' ? { name, value: part, isPart: true } : undefined;
  });
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

export function writtenHeaders(rows: readonly HeaderRow[], seen: Json | undefined): JsonObject | undefined {
  if (rows.length === 0) return undefined;
  const before = isMapping(seen) ? seen : {};
  return Object.fromEntries(
    rows.map(({ name, value, isPart }) => {
      const own = before[name];
      if (!isPart) return [name, typeof own === 'number' && `${own}` === value ? own : value];
      return [name, { contains: value }];
    }),
  );
}
