/** What is plainly wrong with a service while somebody types it. Pure. */
import type { Json, JsonObject } from '../../../preload/settings.ts';
import { type Fault, type FaultKind, faultsAt } from '../form/faults.ts';
import { type FieldPath, isMapping } from '../form/json.ts';
import { headerRows, isStatus, jsonRows } from '../form/written-answers.ts';
import { durationMs } from '../form/written-durations.ts';
import { textsOf, valueText } from '../form/written-values.ts';

const longestName = 200;
export const mostInARow = 1_000;

/** `others` are the names that are taken. */
export function serviceFaults(draft: JsonObject, others: ReadonlySet<string>): readonly Fault[] {
  const urls: readonly FieldPath[] = [['url'], ['runbook'], ['requires', 'canary']];
  const durations: readonly FieldPath[] = [['timeout'], ['interval'], ['expect', 'max_response_time']];
  const answerHeaders: readonly FieldPath[] = [
    ['expect', 'headers'],
    ['expect', 'header'],
  ];
  return [
    ...nameFaults(valueText(draft.name), others),
    ...(valueText(draft.url).trim() === '' ? [{ path: ['url'], fault: 'required' } as const] : []),
    ...faultsAt(draft, urls, urlFault),
    ...faultsAt(draft, durations, durationFault),
    ...faultsAt(draft, [['failure_threshold'], ['recovery_threshold']], countFault(mostInARow)),
    ...faultsAt(draft, [['expected_status']], (value) => (isStatus(value) ? undefined : 'status')),
    ...faultsAt(draft, [['expect', 'matches']], patternFault),
    ...faultsAt(draft, [['expect', 'json']], jsonFault),
    ...faultsAt(draft, answerHeaders, answerHeaderFault),
    ...faultsAt(draft, [['headers']], headerFault),
    ...faultsAt(draft, [['tls', 'expiry_warning']], daysFault),
    ...faultsAt(draft, [['requires', 'route']], networkFault),
  ];
}

function nameFaults(name: string, others: ReadonlySet<string>): readonly Fault[] {
  const fault = nameFault(name, others);
  return fault === undefined ? [] : [{ path: ['name'], fault }];
}

function nameFault(name: string, others: ReadonlySet<string>): FaultKind | undefined {
  if (name.trim() === '') return 'required';
  if (others.has(name)) return 'name_taken';
  return name.length > longestName ? 'name_too_long' : undefined;
}

export function urlFault(value: Json): FaultKind | undefined {
  const isUrl = typeof value === 'string' && /^https?:\/\//i.test(value) && !/\s/.test(value) && URL.canParse(value);
  return isUrl ? undefined : 'url';
}

export function durationFault(value: Json): FaultKind | undefined {
  return durationMs(value) === undefined ? 'duration' : undefined;
}

/** For a whole number from 1 to `most`. */
export function countFault(most: number): (value: Json) => FaultKind | undefined {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most ? undefined : 'count';
}

function patternFault(value: Json): FaultKind | undefined {
  return textsOf(value)?.every(isPattern) === false ? 'pattern' : undefined;
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'su');
    return true;
  } catch {
    return false;
  }
}

const jsonPath = /^(?:\$|[\w-]+)(?:\.[\w-]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])*$/;

function jsonFault(value: Json): FaultKind | undefined {
  return jsonRows(value)?.every(({ path }) => jsonPath.test(path)) === false ? 'json_path' : undefined;
}

function answerHeaderFault(value: Json): FaultKind | undefined {
  return headerRows(value)?.every(({ name }) => isHeaderName(name)) === false ? 'header_name' : undefined;
}

/** Those that say where a message ends or what becomes of its connection. */
const ownHeaders = /^(?:connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

function headerFault(value: Json): FaultKind | undefined {
  if (!isMapping(value)) return undefined;
  const names = Object.keys(value);
  if (!names.every(isHeaderName)) return 'header_name';
  if (names.some((name) => ownHeaders.test(name))) return 'header_own';
  return new Set(names.map((name) => name.toLowerCase())).size < names.length ? 'header_twice' : undefined;
}

const isHeaderName = (name: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name);

function daysFault(value: Json): FaultKind | undefined {
  if (value === false || value === 'off' || value === 'no') return undefined;
  const days = Array.isArray(value) ? value : [value];
  const isRight = days.every(
    (day: Json) => typeof day === 'number' && Number.isInteger(day) && day >= 1 && day <= 3_650,
  );
  return isRight ? undefined : 'days_before';
}

function networkFault(value: Json): FaultKind | undefined {
  const isNetwork = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]*:[\da-f:]*)(?:\/\d{1,3})?$/i.test(valueText(value));
  return isNetwork ? undefined : 'network';
}
