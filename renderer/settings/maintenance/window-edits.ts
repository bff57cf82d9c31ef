/** Changes of the list of maintenance windows, as edits of the file. Pure. */
import type { Edit, Json, JsonObject } from '../../../preload/settings.ts';
import { equal, isList } from '../form/json.ts';

/** `index` is the place in the list; at its end there is none yet. */
export function writtenWindow(raw: JsonObject, index: number, window: JsonObject): Edit {
  const was = listOf(raw)[index];
  return was === undefined
    ? { kind: 'add_window', window, at: index }
    : { kind: 'set', path: ['maintenance', index], was, value: window };
}

/** Undefined where there is no such window. */
export function withoutWindow(raw: JsonObject, index: number): Edit | undefined {
  const was = listOf(raw)[index];
  return was === undefined ? undefined : { kind: 'remove_window', at: index, was };
}

function listOf({ maintenance }: JsonObject): readonly Json[] {
  return isList(maintenance) ? maintenance : [];
}

/**
 * Where the window is by now that was seen at `index`: others may have come or gone before it. Undefined where nobody
 * can say which one it is.
 */
export function placeOfWindow(windows: readonly Json[], index: number, seen: Json): number | undefined {
  if (equal(windows[index], seen)) return index;
  const elsewhere = windows.findIndex((window) => equal(window, seen));
  if (elsewhere >= 0) return elsewhere;
  return index < windows.length ? index : undefined;
}
