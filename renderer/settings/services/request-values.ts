/** What a service is asked with, as it is written in the file and as the form shows it. Pure. */
import type { Json, JsonObject, SecretMark } from '../../../preload/settings.ts';
import { equal, isList, isMapping, isRecord, isSecret } from '../form/json.ts';
import { flagOf, splitTexts, valueText } from '../form/written-values.ts';

/** A secret is known by its mark alone. */
export type RequestHeader = { readonly name: string; readonly value: string | SecretMark };

export function requestHeaders(value: Json | undefined): readonly RequestHeader[] {
  if (!isMapping(value)) return [];
  return Object.entries(value).map(([name, entry]) => ({ name, value: isSecret(entry) ? entry : valueText(entry) }));
}

export function writtenRequestHeaders(headers: readonly RequestHeader[], seen: Json | undefined): Json | undefined {
  if (headers.length === 0) return undefined;
  const before = isMapping(seen) ? seen : {};
  const entries = headers.map(({ name, value }) => {
    const own = before[name];
    return [name, typeof own === 'number' && `${own}` === value ? own : value] as const;
  });
  return Object.fromEntries(entries);
}

export type BodyKind = 'text' | 'json';

export const bodyKind = (value: Json | undefined): BodyKind => (isRecord(value) || isList(value) ? 'json' : 'text');

export function bodyText(value: Json | undefined): string {
  return bodyKind(value) === 'json' ? JSON.stringify(value, undefined, 2) : valueText(value);
}

/** Undefined for what is no mapping and no list: nothing else is sent as JSON. */
export function jsonBody(text: string): JsonObject | readonly Json[] | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isRecord(value) || isList(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `tls: false` is short for `verify: false`; `expiry` is as it is written. */
export type Tls = { readonly verify: boolean; readonly expiry: Json | undefined };

export function tlsOf(value: Json | undefined): Tls {
  if (typeof value === 'boolean') return { verify: value, expiry: undefined };
  if (!isMapping(value)) return { verify: true, expiry: undefined };
  return { verify: flagOf(value.verify) ?? true, expiry: value.expiry_warning };
}

/** In the short form where the file has that and it is enough. */
export function writtenTls(tls: Tls, seen: Json | undefined): Json | undefined {
  const { verify, expiry } = tls;
  const before = tlsOf(seen);
  if (verify === before.verify && equal(expiry, before.expiry)) return seen;
  if (typeof seen === 'boolean' && expiry === undefined) return verify;
  const own = isMapping(seen) ? seen : {};
  const isSaid = own.verify !== undefined || !verify;
  const next: JsonObject = {
    ...(isSaid ? { verify: verify === before.verify ? (own.verify ?? verify) : verify } : {}),
    ...(expiry === undefined ? {} : { expiry_warning: expiry }),
  };
  return Object.keys(next).length === 0 ? undefined : next;
}

/** "21, 7, 1", or "off" for no warning. */
export function daysText(value: Json | undefined): string {
  if (value === false) return 'off';
  return isList(value) ? value.join(', ') : valueText(value);
}

export function writtenDaysBefore(text: string, seen: Json | undefined): Json | undefined {
  const days = splitTexts(text).map((day): Json => (/^\d+$/.test(day) ? Number(day) : day));
  const [only] = days;
  if (only === undefined) return undefined;
  if (equal(days, isList(seen) ? seen : [seen ?? null])) return seen;
  if (days.length > 1 || isList(seen)) return days;
  return only === 'off' ? false : only;
}
