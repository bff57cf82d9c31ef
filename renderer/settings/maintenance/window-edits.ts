/** Changes of the list of maintenance windows, as edits of the file. Pure. */
import type { Edit, Json, JsonObject } from '../../../preload/settings.ts';
import { equal, isList } from '../form/json.ts';

/** `index` is the place in the list; at its end there is none yet. */
export function writtenWindow(raw: JsonObject, index: number, window: JsonObject): Edit {
  const list = listOf(raw);
  return edit(raw, index < list.length ? list.with(index, window) : [...list, window]);
}

export function withoutWindow(raw: JsonObject, index: number): Edit {
  const left = listOf(raw).toSpliced(index, 1);
  return edit(raw, left.length === 0 ? undefined : left);
}

function edit({ maintenance }: JsonObject, value: Json | undefined): Edit {
  return {
    kind: 'set',
    path: ['maintenance'],
    ...(maintenance === undefined ? {} : { was: maintenance }),
    ...(value === undefined ? {} : { value }),
  };
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
