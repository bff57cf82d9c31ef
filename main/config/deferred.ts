/** Keys that are accepted and validated but not acted on yet; whoever builds the behaviour deletes the row. */
import { isRecord } from './answer-fields.ts';

type Row = {
  /** `*` stands for every key of a section, `[]` for every entry of a list. */
  readonly path: string;
  /** Whether this value asks for something that is not done yet; every value does, unless said otherwise. */
  readonly unless?: (value: unknown) => boolean;
};

const rows: readonly Row[] = [
  { path: 'services[].tls.expiry_warning' },
  { path: 'slack.language', unless: (value) => value === 'en' },
  { path: 'desktop.*' },
  { path: 'maintenance', unless: (value) => Array.isArray(value) && value.length === 0 },
  { path: 'dashboard.*' },
];

/** The rows' paths that the file makes use of, with `*` replaced by the keys that are there. */
export function notActedOn(value: unknown): readonly string[] {
  return rows.flatMap(({ path, unless }) => [...new Set(present(value, path.split('.'), '', unless ?? (() => false)))]);
}

function present(
  value: unknown,
  path: readonly string[],
  before: string,
  unless: (value: unknown) => boolean,
): string[] {
  const [part, ...rest] = path;
  if (part === undefined) return value === undefined || value === null || unless(value) ? [] : [before];
  if (!isRecord(value)) return [];
  const to = (key: string) => (before === '' ? key : `${before}.${key}`);
  if (part === '*') return Object.keys(value).flatMap((key) => present(value[key], rest, to(key), unless));
  if (!part.endsWith('[]')) return present(value[part], rest, to(part), unless);
  const entries = value[part.slice(0, -2)];
  return Array.isArray(entries) ? entries.flatMap((entry: unknown) => present(entry, rest, to(part), unless)) : [];
}
