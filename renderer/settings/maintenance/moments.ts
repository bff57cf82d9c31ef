/** Moments of the file as the browser's control has them, and back. Pure. */
import type { Json } from '../../../preload/settings.ts';
import { momentOf } from './windows.ts';

export type WrittenMoment = {
  /** "2026-12-24T22:00", by the clocks that the file means. */
  readonly local: string;
  /** "+01:00" or "Z", where the file says by whose clocks. */
  readonly offset: string;
};

export function readMoment(value: Json | undefined): WrittenMoment | undefined {
  if (typeof value !== 'string' || momentOf(value) === undefined) return undefined;
  const [, date = '', time = '00:00', offset = ''] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)[\d:.]*)?\s*(Z|[+-]\d\d:\d\d)?$/i.exec(value) ?? [];
  return { local: `${date}T${time}`, offset: offset.toUpperCase() };
}

/** As people write it, by the same clocks as before; what stands for the same minute stays as it is written. */
export function writtenMoment(local: string, seen: Json | undefined): Json | undefined {
  if (local === '') return undefined;
  const before = readMoment(seen);
  if (before?.local === local) return seen;
  const text = local.replace('T', ' ');
  return before === undefined || before.offset === '' ? text : `${text} ${before.offset}`;
}
