/** Longest part of an id that comes from the service's name, in bytes of UTF-8: file systems end at 255 for a name. */
import type { Incident } from './model.ts';

const longestNameBytes = 100;

/** Windows opens a device, whatever the extension, when these stand before a name's first dot. */
const deviceName = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])\./i;

/**
 * `<Service_Name>_<YYYYMMDD>_<HHMMSS>` in local time, with `_2`, `_3` … where that is taken.
 *
 * It names the incident's file, so it must be a good file name on every system: letters and digits of any script stay
 * (in their composed form, so that one name has one spelling), as do `.` and `-`; all else becomes `_`. `isTaken` is
 * expected to disregard case, as most desktops' file systems do.
 */
export function incidentId(service: string, startedAt: number, isTaken: (id: string) => boolean): string {
  const base = `${fileSafe(service)}_${localStamp(startedAt)}`;
  let id = base;
  for (let copy = 2; isTaken(id); copy += 1) id = `${base}_${copy}`;
  return id;
}

function fileSafe(service: string): string {
  const safe = service
    .normalize('NFC')
    .replace(/[^\p{L}\p{Nd}.-]/gu, '_')
    .replace(deviceName, '$1_');
  let kept = '';
  let bytes = 0;
  for (const character of safe) {
    bytes += utf8Bytes(character);
    if (bytes > longestNameBytes) break;
    kept += character;
  }
  return kept;
}

function utf8Bytes(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

function localStamp(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

/** The outage that it is told with; those of the Python tool and of earlier versions are outages of their own. */
export const outageIdOf = ({ id, outage }: Pick<Incident, 'id' | 'outage'>): string => outage ?? id;
