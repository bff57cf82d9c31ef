/** Keys that are accepted and validated but not acted on yet; whoever builds the behaviour deletes the row. */
import { isRecord } from './answer-fields.ts';

/** `[]` stands for every entry of a list. */
const rows: readonly string[] = ['services[].tls.expiry_warning'];

/** The rows that the file makes use of. */
export function notActedOn(value: unknown): readonly string[] {
  return rows.flatMap((row) => [...new Set(present(value, row.split('.'), ''))]);
}

function present(value: unknown, path: readonly string[], before: string): string[] {
  const [part, ...rest] = path;
  if (part === undefined) return value === undefined || value === null ? [] : [before];
  if (!isRecord(value)) return [];
  const to = (key: string) => (before === '' ? key : `${before}.${key}`);
  if (!part.endsWith('[]')) return present(value[part], rest, to(part));
  const entries = value[part.slice(0, -2)];
  return Array.isArray(entries) ? entries.flatMap((entry: unknown) => present(entry, rest, to(part))) : [];
}
