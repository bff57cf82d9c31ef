/** Forms over sections of the file, which save themselves. */
import type { JsonObject, Settings } from '../../preload/settings.ts';
import { editsOf } from './form/changes.ts';
import type { Fault } from './form/faults.ts';
import type { Form } from './form/form.ts';
import { useNewForm } from './form/form-context.ts';
import { parsePath } from './form/json.ts';
import { write } from './saving.ts';

/** `keys` are those of the file that the form is about. */
export function useSectionForm(
  settings: Settings,
  keys: readonly string[],
  faultsOf: (draft: JsonObject) => readonly Fault[],
): Form {
  return useNewForm(keys.join(), partOf(settings.raw, keys), () => ({
    kept: 1,
    faultsOf,
    send: (changes) => write(editsOf({ kind: 'file' }, changes)),
    pathOf: ({ path }) => parsePath(path),
  }));
}

function partOf(raw: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = raw[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
