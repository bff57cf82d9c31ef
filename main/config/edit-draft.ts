/**
 * What the file is to mean when all edits are applied. Each of them is compared with what the file has by then, so that
 * nothing is overwritten that the person did not see. Pure; no text is looked at.
 */
import { assertNever } from '../monitor/model.ts';
import type { Overtaken, RowStep } from './edit-lists.ts';
import { editServices, editWindows, overtaken, rowNamed } from './edit-lists.ts';
import type { Conflict, Edit, EditPath, JsonObject, Maybe } from './edit-model.ts';
import { at, isList, isObject } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import { matchedRows, rowsOf } from './edit-rows.ts';
import { isAsSeen, withKeptSecrets, withoutSecretValues } from './edit-secrets.ts';
import type { Path } from './problem.ts';
import { Unchangeable } from './yaml-refusal.ts';

/** Lists whose entries are followed one by one, as each has comments of its own and may be moved. */
export const followedLists = ['services', 'maintenance'] as const;
export type FollowedList = (typeof followedLists)[number];

export type Draft = {
  /** Whether a followed list is there is said here, what is in it by its rows. */
  readonly root: JsonObject;
  readonly rows: Readonly<Record<FollowedList, readonly Row[]>>;
};

type Step = { readonly ok: true; readonly draft: Draft } | Overtaken;
type SetEdit = Extract<Edit, { readonly kind: 'set' }>;

export type Drafting =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly conflicts: readonly Conflict[] };

/**
 * `hasComments` tells of a section: then its key stays when nothing else is left in it. Throws `Unchangeable` where an
 * edit makes no sense in this file.
 */
export function drafted(root: JsonObject, edits: readonly Edit[], hasComments: (section: string) => boolean): Drafting {
  let draft: Draft = { root, rows: { services: listIn(root, 'services'), maintenance: listIn(root, 'maintenance') } };
  const conflicts: Conflict[] = [];
  for (const [edit, wish] of edits.entries()) {
    const step = applied(draft, wish, hasComments);
    if (step.ok) draft = step.draft;
    else conflicts.push({ edit, ...(step.now === undefined ? {} : { now: step.now }) });
  }
  return conflicts.length === 0 ? { ok: true, draft } : { ok: false, conflicts };
}

function listIn(root: JsonObject, key: FollowedList): readonly Row[] {
  const value = at(root, key);
  if (isList(value)) return rowsOf(value);
  if (value === undefined || value === null) return [];
  throw new Unchangeable('is no list: mend it by hand', [key]);
}

function applied(draft: Draft, edit: Edit, hasComments: (section: string) => boolean): Step {
  const { services, maintenance } = draft.rows;
  switch (edit.kind) {
    case 'set':
      return set(draft, edit, hasComments);
    case 'add_service':
    case 'remove_service':
    case 'restore_service':
    case 'move_service':
      return withRows(draft, 'services', editServices(services, edit), hasComments);
    case 'add_window':
    case 'remove_window':
    case 'restore_window':
    case 'move_window':
      return withRows(draft, 'maintenance', editWindows(maintenance, edit), hasComments);
    default:
      return assertNever(edit);
  }
}

function withRows(
  { root, rows }: Draft,
  key: FollowedList,
  step: RowStep,
  hasComments: (section: string) => boolean,
): Step {
  if (!step.ok) return overtaken(step.now === undefined ? undefined : withoutSecretValues(step.now, [key]));
  const isEmptied = step.rows.length === 0 && (rows[key].length > 0 || !isList(root[key]));
  // Without any services the key says that this is meant.
  const value = !isEmptied || key === 'services' ? [] : hasComments(key) ? null : undefined;
  return { ok: true, draft: { root: withKey(root, key, value), rows: { ...rows, [key]: step.rows } } };
}

function set(draft: Draft, edit: SetEdit, hasComments: (section: string) => boolean): Step {
  const { root, rows } = draft;
  const target = targetOf(rows, edit.path);
  if (target === undefined) return overtaken(undefined);
  const { list, index, field } = target;
  if (list === undefined) {
    const [section = '', ...rest] = field.map(String);
    const change = changedValue(root, field, edit, []);
    if (!change.ok) return change;
    const { value } = change;
    const emptied = isObject(value) && at(value, section) === undefined && rest.length > 0 && hasComments(section);
    return { ok: true, draft: { rows, root: emptied ? withKey(root, section, null) : isObject(value) ? value : {} } };
  }
  if (index === undefined) return setList(draft, list, edit);
  const row = rows[list][index];
  const isNext = index === rows[list].length && field.length === 0;
  if (row === undefined && !isNext) return overtaken(undefined);
  const change = changedValue(row?.value, field, edit, [list, index]);
  if (!change.ok) return change;
  if (change.value === undefined && field.length === 0) {
    return withRows(draft, list, { ok: true, rows: rows[list].toSpliced(index, 1) }, hasComments);
  }
  const value = change.value === undefined ? {} : change.value;
  const next: Row = { value, ...(row?.from === undefined ? {} : { from: row.from }) };
  return withRows(draft, list, { ok: true, rows: rows[list].toSpliced(index, 1, next) }, hasComments);
}

/** The whole list at once. */
function setList(draft: Draft, list: FollowedList, edit: SetEdit): Step {
  const { root, rows } = draft;
  const now = at(root, list) === undefined ? undefined : rows[list].map(({ value }) => value ?? null);
  const change = changedValue(now, [], edit, [list]);
  if (!change.ok) return change;
  const { value } = change;
  if (value !== undefined && value !== null && !isList(value)) throw new Unchangeable('is to be a list', [list]);
  const next = isList(value) ? matchedRows(rows[list], value) : [];
  return {
    ok: true,
    draft: { root: withKey(root, list, isList(value) ? [] : value), rows: { ...rows, [list]: next } },
  };
}

type Target = { readonly list?: FollowedList; readonly index?: number; readonly field: Path };

/** Undefined where the service is gone. */
function targetOf(rows: Draft['rows'], path: EditPath): Target | undefined {
  if ('service' in path) {
    const index = rowNamed(rows.services, path.service);
    if (rows.services.filter(({ value }) => at(value, 'name') === path.service).length > 1) {
      throw new Unchangeable('is the name of several services: rename them by hand', ['services', index ?? 0, 'name']);
    }
    return index === undefined ? undefined : { list: 'services', index, field: path.field };
  }
  const [section, index, ...field] = path;
  if (section === 'services' && index !== undefined) {
    throw new Unchangeable('is to be named by its name, as its place may change', ['services', index]);
  }
  const list = followedLists.find((key) => key === section);
  if (list === undefined) return { field: path };
  if (typeof index === 'string') return undefined;
  return { list, field, ...(index === undefined ? {} : { index }) };
}

type Changed = { readonly ok: true; readonly value: Maybe } | Overtaken;

/** The value with the edit applied inside it, `base` being the way to the value itself. */
function changedValue(value: Maybe, field: Path, edit: SetEdit, base: Path): Changed {
  const path = [...base, ...field];
  const now = field.reduce<Maybe>(at, value);
  if (!isReachable(value, field) || !isAsSeen(edit.was, now, path)) {
    return overtaken(now === undefined ? undefined : withoutSecretValues(now, path));
  }
  if (edit.value === undefined && now === undefined) return { ok: true, value };
  const wanted = edit.value === undefined ? undefined : withKeptSecrets(edit.value, now, path);
  if (wanted === undefined && edit.value !== undefined) {
    throw new Unchangeable('is a secret that is not known here: write it out', path);
  }
  return { ok: true, value: withValue(value, field, wanted) };
}

/** Whether everything on the way is a mapping or list, or is not there yet. */
function isReachable(value: Maybe, [key, ...rest]: Path): boolean {
  if (key === undefined) return true;
  if (value === undefined || value === null) return key === 0 || typeof key === 'string';
  if (typeof key === 'number' ? !isList(value) || key > value.length : !isObject(value)) return false;
  return isReachable(at(value, key), rest);
}

/** Undefined when nothing is left. */
function withValue(value: Maybe, [key, ...rest]: Path, wanted: Maybe): Maybe {
  if (key === undefined) return wanted;
  const next = withValue(at(value, key), rest, wanted);
  if (typeof key === 'number') {
    const list = isList(value) ? value.toSpliced(key, 1, ...(next === undefined ? [] : [next])) : [next ?? null];
    return list.length === 0 ? undefined : list;
  }
  const changed = withKey(isObject(value) ? value : {}, key, next);
  return Object.keys(changed).length === 0 ? undefined : changed;
}

/** A key that is there stays in its place. */
function withKey(object: JsonObject, key: string, value: Maybe): JsonObject {
  if (value !== undefined) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
