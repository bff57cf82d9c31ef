/** Maintenance windows name services: what becomes of them when one is renamed or removed. Pure. */
import type { Edit, JsonObject } from '../../../preload/settings.ts';
import { isList, isMapping } from '../form/json.ts';
import { textsOf, valueText, writtenTexts } from '../form/written-values.ts';

type Mention = { readonly index: number; readonly window: JsonObject; readonly names: readonly string[] };

function mentionsOf(raw: JsonObject, service: string): readonly Mention[] {
  const windows = isList(raw.maintenance) ? raw.maintenance : [];
  return windows.flatMap((window, index): readonly Mention[] => {
    const names = isMapping(window) ? textsOf(window.services) : undefined;
    return isMapping(window) && names?.includes(service) ? [{ index, window, names }] : [];
  });
}

/** So that the windows go on being for the service under its new name. */
export function renamedMentions(raw: JsonObject, from: string, to: string): readonly Edit[] {
  return mentionsOf(raw, from).map(({ index, window, names }) =>
    editOf(
      index,
      window,
      names.map((name) => (name === from ? to : name)),
    ),
  );
}

export type Unmentioning = {
  readonly edits: readonly Edit[];
  /** Windows that are for this service alone: without it they would be for nobody. */
  readonly alone: readonly string[];
};

export function withoutMentions(raw: JsonObject, service: string): Unmentioning {
  const mentions = mentionsOf(raw, service);
  const isAlone = ({ window, names }: Mention): boolean =>
    names.length === 1 && [window.groups, window.tags].every((other) => (textsOf(other) ?? []).length === 0);
  return {
    edits: mentions
      .filter((mention) => !isAlone(mention))
      .map(({ index, window, names }) =>
        editOf(
          index,
          window,
          names.filter((name) => name !== service),
        ),
      ),
    alone: mentions.filter(isAlone).map(({ window }) => valueText(window.name)),
  };
}

function editOf(index: number, window: JsonObject, names: readonly string[]): Edit {
  const value = writtenTexts(names, window.services);
  return {
    kind: 'set',
    path: ['maintenance', index, 'services'],
    ...(window.services === undefined ? {} : { was: window.services }),
    ...(value === undefined ? {} : { value }),
  };
}
