/**
 * YAML to plain values, fast. The reader that knows the place of every value takes six times as long and 20 MB for a
 * thousand services, so it is loaded only when there is something to complain about: see `yaml-diagnosis.ts`.
 */
import type { Event } from 'js-yaml';
import { CORE_SCHEMA, constructFromEvents, FAILSAFE_SCHEMA, mergeTag, parseEvents, YAMLException } from 'js-yaml';
import { isRecord } from './answer-fields.ts';

export const deepestNesting = 50;
const mostAliases = 100_000;
const mostMergedKeys = 250_000;
/** What aliases may add: a little to any file, and to a big one in proportion to what somebody wrote. */
const freeExpansion = 10_000;
const expansionFactor = 10;

export type Unreadable = {
  readonly ok: false;
  /** `limit`: not to be read with any other reader either. */
  readonly cause: 'syntax' | 'limit';
  readonly message: string;
  /** Index into the text. */
  readonly offset?: number;
};

export type Reading = { readonly ok: true; readonly value: unknown } | Unreadable;

// YAML 1.2, in which a version like 1_0 or a time like 22:30 is text, with the merge keys that Python's reader knows.
const schema = CORE_SCHEMA.withTags(mergeTag);

/** The same with all plain values as text. */
const textSchema = FAILSAFE_SCHEMA.withTags(mergeTag);
const limits = { maxAliases: mostAliases, maxTotalMergeKeys: mostMergedKeys } as const;

export function readYaml(text: string): Reading {
  const parsing = parseYaml(text);
  return parsing.ok ? { ok: true, value: parsing.value } : parsing;
}

export type Parsing = { readonly ok: true; readonly value: unknown; readonly events: readonly Event[] } | Unreadable;

/** The values, and the events that say where each of them stands: see `yaml-outline.ts`. */
export function parseYaml(text: string): Parsing {
  try {
    const events = parseEvents(text, { maxDepth: deepestNesting });
    const [value, ...more] = constructFromEvents(events, { source: text, schema, ...limits });
    if (more.length > 0) return { ok: false, cause: 'syntax', message: 'more than one document' };
    const expansion = text.includes('*') ? refuseExpansion(value) : undefined;
    return expansion ?? { ok: true, value, events };
  } catch (error) {
    if (!(error instanceof YAMLException)) return { ok: false, cause: 'syntax', message: `${error}` };
    const offset = error.mark === undefined ? {} : { offset: error.mark.position };
    if (/exceeded maxDepth/.test(error.reason)) {
      return { ok: false, cause: 'limit', message: `nested more than ${deepestNesting} levels deep`, ...offset };
    }
    if (/exceeded max/.test(error.reason)) return { ok: false, cause: 'limit', message: tooManyAliases, ...offset };
    return { ok: false, cause: 'syntax', message: error.reason, ...offset };
  }
}

/** The values as somebody wrote them: a number in a service's `headers` is text, as 1.10 is not 1.1 there. */
export function parseWritten(text: string): Parsing {
  const parsing = parseYaml(text);
  if (!parsing.ok || !hasNumericHeaders(parsing.value)) return parsing;
  try {
    const [texts] = constructFromEvents([...parsing.events], { source: text, schema: textSchema, ...limits });
    return { ...parsing, value: withTextualHeaders(parsing.value, texts) };
  } catch {
    // A tag that says what a value is can only be read as such.
    return parsing;
  }
}

function withTextualHeaders(value: unknown, texts: unknown): unknown {
  if (!isRecord(value) || !isRecord(texts) || !Array.isArray(value.services)) return value;
  const services = value.services.map((service: unknown, index) => {
    const written: unknown = Array.isArray(texts.services) ? texts.services[index] : undefined;
    const headers = isRecord(written) ? written.headers : undefined;
    if (!isRecord(service) || !isRecord(service.headers) || !isRecord(headers)) return service;
    const textual = Object.entries(service.headers).map(([name, given]) => [
      name,
      typeof given === 'number' ? headers[name] : given,
    ]);
    return { ...service, headers: Object.fromEntries(textual) };
  });
  return { ...value, services };
}

const tooManyAliases = 'aliases (*name) repeat too much; write the values out, or merge less';

/** Undefined unless aliases blow a small text up into more values than it could reasonably mean. */
export function refuseExpansion(value: unknown): Unreadable | undefined {
  const sizes = new Map<object, number>();
  let written = 0;
  const sizeOf = (part: unknown): number => {
    if (typeof part !== 'object' || part === null) return 1;
    const known = sizes.get(part);
    if (known !== undefined) return known;
    // Until it is known, so that a value that contains itself is infinite.
    sizes.set(part, Number.POSITIVE_INFINITY);
    const children: readonly unknown[] = Array.isArray(part) ? part : isRecord(part) ? Object.values(part) : [];
    written += 1 + children.length;
    const size = children.reduce((sum: number, child) => sum + sizeOf(child), 1);
    sizes.set(part, size);
    return size;
  };
  const expanded = sizeOf(value);
  return expanded > freeExpansion + expansionFactor * written
    ? { ok: false, cause: 'limit', message: tooManyAliases }
    : undefined;
}

/** A number that JavaScript would write in another way: 007, 1.10, 0x1f, 1e3, .5, +1, or more than 15 digits. */
const lossyNumber = /[:\s][+-]?(?:0[\dxo]|\d*\.\d*0\b|\d+\.(?!\d)|\d[\d.]*e|\.\d|\d{16})|[:\s]\+\d/i;

/** Whether a service has a header such as `1.10`, of which only the text knows how it was written. */
export function hasLossyHeaders(text: string, value: unknown): boolean {
  return hasNumericHeaders(value) && lossyNumber.test(text);
}

function hasNumericHeaders(value: unknown): boolean {
  const services = isRecord(value) ? value.services : undefined;
  if (!Array.isArray(services)) return false;
  return services.some((service: unknown) => {
    const headers = isRecord(service) ? service.headers : undefined;
    return isRecord(headers) && Object.values(headers).some((given) => typeof given === 'number');
  });
}
