/** Reading and changing plain JSON by path. Pure; nothing that is given is changed. */
import type { Json, JsonObject, SecretMark } from '../../../preload/settings.ts';

/** The way to a value, such as `['services', 0, 'timeout']`. */
export type Path = readonly (string | number)[];

/** The way to a field of a form: lists are changed as a whole. */
export type FieldPath = readonly string[];

export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** `Array.isArray` does not know of lists that are read-only. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether it stands for a secret, which is known by its hint alone. */
export function isSecret(value: Json | undefined): value is SecretMark {
  return isRecord(value) && value.secret === true && typeof value.hint === 'string';
}

/** A mapping that has keys of its own to look into. */
export function isMapping(value: Json | undefined): value is JsonObject {
  return isRecord(value) && !isSecret(value);
}

export function hasSecret(value: Json | undefined): boolean {
  if (isSecret(value)) return true;
  if (isList(value)) return value.some(hasSecret);
  return isRecord(value) && Object.values(value).some(hasSecret);
}

/** The order of keys does not matter, and a key that has nothing is as good as none: both as in YAML. */
export function equal(one: Json | undefined, other: Json | undefined): boolean {
  if (isList(one)) {
    return isList(other) && one.length === other.length && one.every((entry, index) => equal(entry, other[index]));
  }
  if (!isRecord(one)) return (one ?? undefined) === (other ?? undefined);
  if (!isRecord(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => equal(one[key], other[key]));
}

export function at(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const part of path) {
    if (typeof part === 'number') value = isList(value) ? value[part] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/**
 * With `value` there, and the mappings on the way that are missing. Without a value the key goes, and with it what has
 * become empty on the way, but for the first `kept` steps: an empty section may still hold comments.
 */
export function withAt(root: JsonObject, path: FieldPath, value: Json | undefined, kept = 0): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return root;
  const { [key]: before, ...others } = root;
  const next =
    rest.length === 0 ? value : pruned(withAt(isMapping(before) ? before : {}, rest, value, kept - 1), kept > 0);
  if (next === undefined) return others;
  // A key that is there stays in its place.
  return { ...root, [key]: next };
}

function pruned(value: JsonObject, isKept: boolean): JsonObject | undefined {
  return isKept || Object.keys(value).length > 0 ? value : undefined;
}

export function isWithin(path: Path, place: Path): boolean {
  return place.length <= path.length && place.every((part, index) => part === path[index]);
}

export function samePath(one: Path, other: Path): boolean {
  return one.length === other.length && isWithin(one, other);
}

/** As problems name it: `services[0].timeout`. */
export function pathText(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** What `pathText` gave; what it cannot have given is one key. */
export function parsePath(text: string): Path {
  const parts: (string | number)[] = [];
  const pattern = /\.?([\w-]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (pattern.lastIndex < text.length) {
    const [, key, index, quoted] = pattern.exec(text) ?? [];
    if (key !== undefined) parts.push(key);
    else if (index !== undefined) parts.push(Number(index));
    else if (quoted !== undefined) parts.push(String(JSON.parse(quoted)));
    else return text === '' ? [] : [text];
  }
  return parts;
}
