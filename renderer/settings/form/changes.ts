/** From what a form has to the least that must be written, and back again. Pure. */
import type { Edit, Json, JsonObject } from '../../../preload/settings.ts';
import { equal, type FieldPath, hasSecret, isMapping } from './json.ts';

/** One key that differs: `was` is what the person saw; absent stands for a key that is not there. */
export type FieldChange = { readonly path: FieldPath; readonly was?: Json; readonly value?: Json };

/** What the paths of changes start from: the file, or the service that has this name in the file. */
export type Subject = { readonly kind: 'file' } | { readonly kind: 'service'; readonly name: string };

/**
 * Only keys that differ, as deep inside as they do. A section that was empty is gone into all the same, so that comments
 * in it stay; one that was not there is one change.
 */
export function changesBetween(saw: JsonObject, draft: JsonObject): readonly FieldChange[] {
  return keysOf(saw, draft).flatMap((key) => changesAt([key], saw[key], draft[key]));
}

function changesAt(path: FieldPath, was: Json | undefined, value: Json | undefined): readonly FieldChange[] {
  if (equal(was, value)) return [];
  const before = was === null ? {} : was;
  if (isMapping(before) && isMapping(value)) {
    return keysOf(before, value).flatMap((key) => changesAt([...path, key], before[key], value[key]));
  }
  return [changeAt(path, was, value)];
}

function changeAt(path: FieldPath, was: Json | undefined, value: Json | undefined): FieldChange {
  return { path, ...(was === undefined ? {} : { was }), ...(value === undefined ? {} : { value }) };
}

const keysOf = (one: JsonObject, other: JsonObject): readonly string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

/** In the order of the changes, but a service's name last: until then it is found by the old one. */
export function ordered(changes: readonly FieldChange[]): readonly FieldChange[] {
  return changes.toSorted((one, other) => Number(isName(one)) - Number(isName(other)));
}

const isName = ({ path }: FieldChange): boolean => path.length === 1 && path[0] === 'name';

/** Each edit at the place of its change. */
export function editsOf(subject: Subject, changes: readonly FieldChange[]): readonly Edit[] {
  return changes.map(({ path, ...values }) => ({
    kind: 'set',
    path: subject.kind === 'file' ? path : { service: subject.name, field: path },
    ...values,
  }));
}

/**
 * What takes the edits back; undefined where that would need a secret, which nobody here knows. Within a service the
 * edits name it as it is called now, and its name comes last again.
 */
export function reversed(edits: readonly Edit[]): readonly Edit[] | undefined {
  const names = new Map(edits.flatMap(renameOf));
  const back = edits.map((edit) => reverse(edit, names));
  const isWhole = back.every((edit) => edit !== undefined);
  return isWhole ? [...back.filter((edit) => !isRename(edit)), ...back.filter(isRename)] : undefined;
}

function reverse(edit: Edit, names: ReadonlyMap<string, string>): Edit | undefined {
  switch (edit.kind) {
    case 'set': {
      const { path, was, value } = edit;
      if (hasSecret(was) || hasSecret(value)) return undefined;
      const now = 'service' in path ? { service: names.get(path.service) ?? path.service, field: path.field } : path;
      return {
        kind: 'set',
        path: now,
        ...(value === undefined ? {} : { was: value }),
        ...(was === undefined ? {} : { value: was }),
      };
    }
    case 'add_service': {
      const { name } = edit.service;
      return typeof name === 'string' && !hasSecret(edit.service)
        ? { kind: 'remove_service', name, was: edit.service }
        : undefined;
    }
    case 'move_service':
      return { ...edit, after: edit.wasAfter, wasAfter: edit.after };
    case 'add_window':
      return edit.at === undefined ? undefined : { kind: 'remove_window', at: edit.at, was: edit.window };
    case 'remove_service':
    case 'restore_service':
    case 'remove_window':
    case 'restore_window':
      // The lines of what is removed come with the answer alone.
      return undefined;
  }
}

function renameOf(edit: Edit): readonly (readonly [string, string])[] {
  if (edit.kind !== 'set' || !('service' in edit.path) || !isRename(edit)) return [];
  return typeof edit.value === 'string' ? [[edit.path.service, edit.value]] : [];
}

function isRename(edit: Edit): boolean {
  if (edit.kind !== 'set' || !('service' in edit.path)) return false;
  const { field } = edit.path;
  return field.length === 1 && field[0] === 'name';
}
