/** What a service's answer is expected to be: status codes, text, JSON and headers. */

import * as z from 'zod/mini';
import type { HeaderExpectation, JsonExpectation, StatusRange } from '../monitor/model.ts';
import type { Fault } from './fields.ts';
import { duration, field, oneOrMany, readText, section, texts } from './fields.ts';
import { show } from './problem.ts';

const statusExpected =
  'a status code such as 200, a class such as "2xx", a range such as "200-299", or a list of these';

/** `200`, `"200"`, `"2xx"`, `"200-299"` or a list of these. */
export const status = field<readonly StatusRange[]>(statusExpected, (value, fault) => {
  if (!Array.isArray(value)) return asList(readStatus(value));
  if (value.length === 0) return fault(`expected ${statusExpected}, got an empty list`);
  const ranges: StatusRange[] = [];
  for (const [index, entry] of value.entries()) {
    const range = readStatus(entry);
    if (range === undefined) fault(`expected ${statusExpected}, got ${show(entry)}`, [index]);
    else ranges.push(range);
  }
  return ranges;
});

function asList(range: StatusRange | undefined): readonly StatusRange[] | undefined {
  return range === undefined ? undefined : [range];
}

function readStatus(value: unknown): StatusRange | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const [, code, end, hundred] = /^\s*(?:([1-9]\d\d)(?:\s*-\s*([1-9]\d\d))?|([1-9])xx)\s*$/i.exec(`${value}`) ?? [];
  if (hundred !== undefined) return { from: Number(hundred) * 100, to: Number(hundred) * 100 + 99 };
  if (code === undefined) return undefined;
  const from = Number(code);
  const to = end === undefined ? from : Number(end);
  return from <= to ? { from, to } : undefined;
}

const jsonPath = /^(?:\$|[\w-]+)(?:\.[\w-]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])*$/;
const jsonPathExpected = 'a path such as $.status or checks[0].state';

/** `{path, equals}`, a list of these, or the short form `{status: ok}` with paths as keys. */
const json = field<readonly JsonExpectation[]>(
  'a path and a wanted value: {path: $.status, equals: ok}',
  (value, fault) => {
    if (!Array.isArray(value)) return readJson(value, fault);
    return value.flatMap((entry, index) => {
      const read = readJson(entry, (message, path = []) => fault(message, [index, ...path]));
      if (read === undefined && !isRecord(entry)) {
        fault(`expected a path and a wanted value: {path: $.status, equals: ok}, got ${show(entry)}`, [index]);
      }
      return read ?? [];
    });
  },
);

function readJson(value: unknown, fault: Fault): readonly JsonExpectation[] | undefined {
  if (!isRecord(value)) return undefined;
  if (!('path' in value)) {
    return Object.entries(value).map(([path, equals]) => ({ path: readJsonPath(path, fault, path), equals }));
  }
  for (const key of Object.keys(value)) {
    if (key !== 'path' && key !== 'equals') fault('unknown key; known here: path, equals', [key]);
  }
  const path = readJsonPath(value.path, fault, 'path');
  return 'equals' in value
    ? [{ path, equals: value.equals }]
    : fault('is missing: expected the wanted value', ['equals']);
}

function readJsonPath(value: unknown, fault: Fault, key: string): string {
  if (typeof value === 'string' && jsonPath.test(value)) return value;
  fault(`expected ${jsonPathExpected}, got ${show(value)}`, [key]);
  return '';
}

/** `{Content-Type: text/html}` for the whole value, `{Content-Type: {contains: html}}` for a part of it. */
const headers = field<readonly HeaderExpectation[]>('header names with their wanted values', (value, fault) => {
  if (!isRecord(value)) return undefined;
  return Object.entries(value).flatMap(([name, wanted]): readonly HeaderExpectation[] => {
    if (!isHeaderName(name)) fault('is no name of a header', [name]);
    if (typeof wanted === 'string' || typeof wanted === 'number') return [{ name, equals: `${wanted}` }];
    if (isRecord(wanted) && Object.keys(wanted).length === 1) {
      const part = readText(wanted.contains);
      if (part !== undefined) return [{ name, contains: part }];
    }
    fault(`expected the wanted value, or {contains: part of it}, got ${show(wanted)}`, [name]);
    return [];
  });
});

export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

const patterns = oneOrMany('a regular expression', (value, fault) => {
  const source = readText(value);
  if (source === undefined) return undefined;
  try {
    new RegExp(source, 'su');
    return source;
  } catch (error) {
    return fault(`expected a regular expression, got ${show(source)}: ${reason(error)}`);
  }
});

function reason(error: unknown): string {
  return error instanceof Error
    ? error.message.replace(/^Invalid regular expression: .*\/\w*: /s, '').toLowerCase()
    : `${error}`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const expectations = section({
  contains: z.optional(texts),
  not_contains: z.optional(texts),
  matches: z.optional(patterns),
  json: z.optional(json),
  headers: z.optional(headers),
  header: z.optional(headers),
  max_response_time: z.optional(duration),
});
