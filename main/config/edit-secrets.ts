/** What the settings window never gets to see, and how an edit can still leave it as it is. Pure. */
import type { Json, JsonObject, Maybe } from './edit-model.ts';
import { at, isList, isObject } from './edit-model.ts';
import type { Path } from './problem.ts';

/** Stands where the file has a secret. */
export type SecretMark = { readonly secret: true; readonly hint: string };

/** The same content with marks for the token of the dashboard, addresses of heartbeats, and tokens of Slack. */
export function withoutSecretValues(value: Json, path: Path = []): Json {
  if (isSecretAt(value, path)) return markOf(value);
  if (isList(value)) return value.map((entry, index) => withoutSecretValues(entry, [...path, index]));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, withoutSecretValues(entry, [...path, key])]);
  return Object.fromEntries(entries);
}

/** Keys outside of services count by what they sound like: in a misspelt one stands a secret too. */
function isSecretAt(value: Maybe, path: Path): boolean {
  if (typeof value === 'string' && /xox[a-z]?-\w/i.test(value)) return true;
  const key = path.at(-1);
  const isPlain = value !== undefined && value !== null && !isList(value) && !isObject(value);
  return isPlain && path[0] !== 'services' && typeof key === 'string' && /token|heartbeat/i.test(key);
}

function markOf(value: Json): SecretMark {
  const url = typeof value === 'string' && /^https?:/i.test(value) ? URL.parse(value) : null;
  return { secret: true, hint: url?.origin ?? 'set' };
}

function isMark(value: Maybe): boolean {
  return isObject(value) && value.secret === true && typeof value.hint === 'string';
}

/** Whether the file still has what somebody saw; a mark stands for whatever secret is there. */
export function isAsSeen(was: Maybe, now: Maybe, path: Path): boolean {
  if (isMark(was) && isSecretAt(now, path)) return true;
  // Whether there is an empty section or none is no difference to anybody.
  if (isNothing(was) || isNothing(now)) return isNothing(was) && isNothing(now);
  if (isList(was)) {
    return (
      isList(now) &&
      was.length === now.length &&
      was.every((entry, index) => isAsSeen(entry, now[index], [...path, index]))
    );
  }
  if (!isObject(was)) return was === now;
  if (!isObject(now)) return false;
  const keys = new Set([...Object.keys(was), ...Object.keys(now)]);
  return [...keys].every((key) => isAsSeen(at(was, key), at(now, key), [...path, key]));
}

function isNothing(value: Maybe): boolean {
  return value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
}

/** The value with what the file has in the places of marks; undefined where there is no secret to keep. */
export function withKeptSecrets(value: Json, now: Maybe, path: Path): Maybe {
  if (isMark(value) && path[0] !== 'services') return isSecretAt(now, path) ? now : undefined;
  if (isMark(value) && isSecretAt(now, path)) return now;
  if (isList(value)) {
    const entries = value.map((entry, index) => withKeptSecrets(entry, at(now, index), [...path, index]));
    return entries.every((entry) => entry !== undefined) ? entries : undefined;
  }
  return isObject(value) ? keptWithin(value, now, path) : value;
}

function keptWithin(value: JsonObject, now: Maybe, path: Path): Maybe {
  const kept: [string, Json][] = [];
  for (const [key, entry] of Object.entries(value)) {
    const known = withKeptSecrets(entry, at(now, key), [...path, key]);
    if (known === undefined) return undefined;
    kept.push([key, known]);
  }
  return Object.fromEntries(kept);
}
