/** Canaries as they are written in the file and as the form shows them. Pure. */
import type { Json, JsonObject } from '../../../preload/settings.ts';
import type { Fault } from '../form/faults.ts';
import { at, equal, isList, isMapping } from '../form/json.ts';
import { isStatus, statusText, writtenStatus } from '../form/written-answers.ts';
import { flagOf, splitTexts, textsOf, writtenTexts } from '../form/written-values.ts';

/** A page with what it should answer, or a host and port, which is only connected to. */
export type CanaryRow = { readonly address: string; readonly status: string; readonly contains: string };

export const emptyCanary: CanaryRow = { address: '', status: '', contains: '' };

/** Undefined where something of it has a form that no row can show. */
export function canaryRows(value: Json | undefined): readonly CanaryRow[] | undefined {
  if (value === undefined || value === null) return [];
  if (!isList(value)) return undefined;
  const rows = value.map(rowOf);
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

function rowOf(entry: Json): CanaryRow | undefined {
  if (typeof entry === 'string') return { address: entry, status: '', contains: '' };
  if (!isMapping(entry)) return undefined;
  const address = entry.url ?? entry.host;
  const [status, contains] = [statusText(entry.expected_status), textsOf(entry.contains)];
  if (typeof address !== 'string' || status === undefined || contains === undefined) return undefined;
  return { address, status, contains: contains.join(', ') };
}

export const isPage = (address: string): boolean => /^https?:/i.test(address);

/** Entries that mean the same as before stay as they are written. */
export function writtenCanaries(rows: readonly CanaryRow[], seen: Json | undefined): readonly Json[] {
  const before = isList(seen) ? seen : [];
  return rows.map((row) => before.find((entry) => equal(rowOf(entry), row)) ?? entryOf(row));
}

function entryOf({ address, status, contains }: CanaryRow): Json {
  const expected = writtenStatus(status, undefined);
  const parts = writtenTexts(splitTexts(contains), undefined);
  if (!isPage(address) || (expected === undefined && parts === undefined)) return address;
  return {
    url: address,
    ...(expected === undefined ? {} : { expected_status: expected }),
    ...(parts === undefined ? {} : { contains: parts }),
  };
}

const path = ['connectivity', 'canaries'];

export function connectivityFaults(draft: JsonObject): readonly Fault[] {
  const value = at(draft, path);
  const rows = canaryRows(value);
  if (!isList(value) || rows === undefined) return [];
  const isOn = flagOf(at(draft, ['connectivity', 'enabled'])) ?? true;
  if (rows.length === 0) return isOn ? [{ path, fault: 'no_canary' }] : [];
  if (!rows.every(({ address }) => isAddress(address))) return [{ path, fault: 'host' }];
  const isRight = rows.every(({ status }) => isStatus(writtenStatus(status, undefined) ?? 200));
  return isRight ? [] : [{ path, fault: 'status' }];
}

function isAddress(text: string): boolean {
  if (isPage(text)) return URL.canParse(text) && !/\s/.test(text);
  const [, port] = /^(?:[\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}
