/** What becomes of a form when the file changes under it: nothing of either is lost. Pure. */
import type { Json, JsonObject } from '../../../preload/settings.ts';
import { equal, type FieldPath, isMapping } from './json.ts';

/** A key that somebody changed in the file while it was changed in the form; `theirs` absent: it is gone there. */
export type Conflict = { readonly path: FieldPath; readonly theirs?: Json };

export type Merging = {
  /** The form's own changes put onto what the file has now; where both changed the same key, the form's. */
  readonly draft: JsonObject;
  readonly conflicts: readonly Conflict[];
};

/** `base` is what the form began with, `theirs` what the file has now, `mine` what the form has. */
export function merged(base: JsonObject, theirs: JsonObject, mine: JsonObject): Merging {
  const { value, conflicts } = mergedAt([], base, theirs, mine);
  return { draft: isMapping(value) ? value : {}, conflicts };
}

type Merged = { readonly value: Json | undefined; readonly conflicts: readonly Conflict[] };

function mergedAt(path: FieldPath, base: Json | undefined, theirs: Json | undefined, mine: Json | undefined): Merged {
  if (equal(mine, base)) return { value: theirs, conflicts: [] };
  if (equal(theirs, base) || equal(theirs, mine)) return { value: mine, conflicts: [] };
  const parts = [base, theirs, mine].map((value) => (value === undefined || value === null ? {} : value));
  const [before, now, wanted] = parts;
  if (isMapping(before) && isMapping(now) && isMapping(wanted)) return mergedKeys(path, before, now, wanted, mine);
  return { value: mine, conflicts: [{ path, ...(theirs === undefined ? {} : { theirs }) }] };
}

function mergedKeys(
  path: FieldPath,
  base: JsonObject,
  theirs: JsonObject,
  mine: JsonObject,
  written: Json | undefined,
): Merged {
  // In the order of the file, the form's own behind.
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(base)]);
  const conflicts: Conflict[] = [];
  const entries = [...keys].flatMap((key) => {
    const own = mergedAt([...path, key], base[key], theirs[key], mine[key]);
    conflicts.push(...own.conflicts);
    return own.value === undefined ? [] : [[key, own.value] as const];
  });
  const isGone = entries.length === 0 && (written === undefined || written === null);
  return { value: isGone ? undefined : Object.fromEntries(entries), conflicts };
}
