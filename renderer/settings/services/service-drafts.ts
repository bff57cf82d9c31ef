/** Services as the forms begin and end with them. Pure. */
import type { Json, JsonObject } from '../../../preload/settings.ts';
import { hasSecret, isList, isMapping, isSecret } from '../form/json.ts';
import { headerRows, jsonRows, statusText } from '../form/written-answers.ts';
import { textsOf, valueText } from '../form/written-values.ts';

export function servicesOf(raw: JsonObject): readonly JsonObject[] {
  return isList(raw.services) ? raw.services.filter(isMapping) : [];
}

export const nameOf = (service: JsonObject): string => valueText(service.name);

/** A name that nobody has: "API", "API (2)", "API (3)". */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} (${number})`;
    if (!taken.has(name)) return name;
  }
}

/** What a person would call what answers at this address: its host, with the port where that is not the usual one. */
export function nameFor(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? '' : parsed.host.replace(/^www\./, '');
}

/** The addresses in what somebody pasted, one a line or between blanks; a host alone is meant as https. */
export function addressesIn(text: string): readonly string[] {
  const words = text.split(/[\s,;]+/).map((word) => word.replace(/^["'<(]+|["'>)]+$/g, ''));
  return [...new Set(words.flatMap(addressOf))];
}

function addressOf(word: string): readonly string[] {
  if (/^https?:\/\/./i.test(word)) return URL.canParse(word) ? [word] : [];
  // Such as example.com/health, 10.0.0.1 or localhost:8080.
  const isHost = /^(?:localhost|(?:[\w-]+\.)+[\w-]+|\[[\da-f:]+\])(?::\d+)?(?:[/?].*)?$/i.test(word);
  const isLocal = /^(?:localhost|127\.|10\.|192\.168\.|\[)/i.test(word);
  const url = `${isLocal ? 'http' : 'https'}://${word}`;
  return isHost && URL.canParse(url) ? [url] : [];
}

export type Copy = { readonly service: JsonObject /** Secrets stay where they are. */; readonly lostSecrets: boolean };

/** The same under another name; nobody here knows the secrets in it. */
export function copyOf(service: JsonObject, taken: ReadonlySet<string>): Copy {
  const { name: _, ...rest } = service;
  return {
    service: { name: freeName(nameOf(service), taken), ...mappingWithoutSecrets(rest) },
    lostSecrets: hasSecret(rest),
  };
}

function mappingWithoutSecrets(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => (isSecret(entry) ? [] : [[key, withoutSecrets(entry)]])),
  );
}

function withoutSecrets(value: Json): Json {
  if (isList(value)) return value.filter((entry) => !isSecret(entry)).map(withoutSecrets);
  return isMapping(value) ? mappingWithoutSecrets(value) : value;
}

/** Where each key of a service is shown, and whether its value is of a form that can be shown there. */
const readers: Readonly<Record<string, (value: Json) => boolean>> = {
  name: isPlain,
  url: isPlain,
  method: isPlain,
  headers: (value) => isMapping(value) && Object.values(value).every((entry) => isPlain(entry) || isSecret(entry)),
  body: (value) => isPlain(value) || !hasSecret(value),
  expected_status: (value) => statusText(value) !== undefined,
  timeout: isPlain,
  critical: isPlain,
  interval: isPlain,
  failure_threshold: isPlain,
  recovery_threshold: isPlain,
  follow_redirects: isPlain,
  tls: (value) => isPlain(value) || hasOnly(value, { verify: isPlain, expiry_warning: isDays }),
  group: isPlain,
  // Commas part them in the form.
  tags: (value) => textsOf(value)?.every((tag) => !tag.includes(',')) === true,
  runbook: isPlain,
  description: isPlain,
  paused: isPlain,
  requires: (value) => hasOnly(value, { interface: isPlain, route: isPlain, canary: isPlain }),
  expect: (value) =>
    hasOnly(value, {
      contains: isTexts,
      not_contains: isTexts,
      matches: isTexts,
      json: (json) => jsonRows(json) !== undefined,
      headers: (headers) => headerRows(headers) !== undefined,
      header: (headers) => headerRows(headers) !== undefined,
      max_response_time: isPlain,
    }),
};

/** Keys that the form leaves as they are, because it has no way to show what they hold. */
export function unshownKeys(service: JsonObject): readonly string[] {
  return Object.entries(service).flatMap(([key, value]) => {
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
    return reader?.(value) || value === null ? [] : [key];
  });
}

function isPlain(value: Json): boolean {
  return value === null || typeof value !== 'object';
}

function isTexts(value: Json): boolean {
  return textsOf(value) !== undefined;
}

function isDays(value: Json): boolean {
  return isList(value) ? value.every(isPlain) : isPlain(value);
}

function hasOnly(value: Json, keys: Readonly<Record<string, (value: Json) => boolean>>): boolean {
  return isMapping(value) && Object.entries(value).every(([key, entry]) => keys[key]?.(entry) === true);
}

/** All groups or tags in use, sorted, for suggestions. */
export function knownWords(services: readonly JsonObject[], key: 'group' | 'tags'): readonly string[] {
  const words = services.flatMap((service) => textsOf(service[key]) ?? []);
  return [...new Set(words)].toSorted((one, other) => one.localeCompare(other));
}
