/** What a file with all edits in it has to mean, and whether a text does. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Draft } from './edit-draft.ts';
import { followedLists } from './edit-draft.ts';
import type { JsonObject, Maybe } from './edit-model.ts';
import { asJson, at, isList, isObject } from './edit-model.ts';
import { parseWritten } from './yaml-reading.ts';

/** Rows of which only the lines are known are null. */
export function meaningOf({ root, rows }: Draft): JsonObject {
  const lists = followedLists.filter((key) => isList(root[key]));
  return { ...root, ...Object.fromEntries(lists.map((key) => [key, rows[key].map(({ value }) => value ?? null)])) };
}

/** Whether the text means what is wanted; restored lines may refer to anchors, so their meaning is their own affair. */
export function isMeant(text: string, draft: Draft): boolean {
  const parsing = parseWritten(text);
  const now = parsing.ok ? asJson(parsing.value ?? {}) : undefined;
  if (!isObject(now)) return false;
  const wanted = Object.entries(meaningOf(draft)).map(([key, value]): [string, unknown] => {
    const list = followedLists.find((one) => one === key);
    if (list === undefined || !isList(value)) return [key, value];
    const entries = value.map((entry, index) =>
      draft.rows[list][index]?.value === undefined ? mappingAt(now, key, index) : entry,
    );
    return [key, list === 'services' ? entries.map(withTextualHeaders) : entries];
  });
  return isDeepStrictEqual(now, Object.fromEntries(wanted));
}

/** Undefined, which equals nothing that a file can have, where it is something else. */
function mappingAt(root: JsonObject, key: string, index: number): JsonObject | undefined {
  const value = at(at(root, key), index);
  return isObject(value) ? value : undefined;
}

/** As headers are read, see `parseWritten`. */
function withTextualHeaders(service: Maybe): Maybe {
  const headers = at(service, 'headers');
  if (!isObject(service) || !isObject(headers)) return service;
  const texts = Object.entries(headers).map(([name, value]) => [name, typeof value === 'number' ? `${value}` : value]);
  return { ...service, headers: Object.fromEntries(texts) };
}
