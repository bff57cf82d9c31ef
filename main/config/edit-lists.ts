/** Edits of the lists whose entries are followed one by one: services, by name, and maintenance windows, by place. Pure. */
import type { Edit, Json, Maybe, Removed } from './edit-model.ts';
import { asJson, at, isList } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import { isAsSeen } from './edit-secrets.ts';
import { dashColumn } from './yaml-lines.ts';
import { parseWritten } from './yaml-reading.ts';

/** `now` is what the file has instead of what was seen; undefined: nothing. */
export type Overtaken = { readonly ok: false; readonly now: Maybe };
export type RowStep = { readonly ok: true; readonly rows: readonly Row[] } | Overtaken;

export const overtaken = (now: Maybe): Overtaken => ({ ok: false, now });
const done = (rows: readonly Row[]): RowStep => ({ ok: true, rows });

/** The index of the service of this name; undefined where there is none. */
export function rowNamed(rows: readonly Row[], name: Maybe): number | undefined {
  const index = typeof name === 'string' ? rows.findIndex(({ value }) => at(value, 'name') === name) : -1;
  return index < 0 ? undefined : index;
}

/** Of the entry with this index; null before the first one, and for one without a name. */
export function nameAt(values: readonly Maybe[], index: number): string | null {
  const name = index < 0 ? undefined : at(values[index], 'name');
  return typeof name === 'string' ? name : null;
}

/** Where a service goes that is to stand behind this one: at the end when that one is gone. */
function indexBehind(rows: readonly Row[], after: string | null | undefined): number {
  if (after === null) return 0;
  const index = rowNamed(rows, after);
  return index === undefined ? rows.length : index + 1;
}

type Of<Kind extends Edit['kind']> = Extract<Edit, { readonly kind: Kind }>;

export function editServices(
  rows: readonly Row[],
  edit: Of<'add_service' | 'remove_service' | 'restore_service' | 'move_service'>,
): RowStep {
  switch (edit.kind) {
    case 'add_service': {
      const taken = rowNamed(rows, edit.service.name);
      if (taken !== undefined) return overtaken(rows[taken]?.value);
      return done(rows.toSpliced(indexBehind(rows, edit.after), 0, { value: edit.service }));
    }
    case 'remove_service':
      return without(rows, rowNamed(rows, edit.name), edit.was, 'services');
    case 'restore_service': {
      const row = restoredRow(edit.removed);
      const taken = rowNamed(rows, at(row.value, 'name'));
      if (taken !== undefined) return overtaken(rows[taken]?.value);
      return done(rows.toSpliced(indexBehind(rows, edit.removed.after), 0, row));
    }
    case 'move_service': {
      const from = rowNamed(rows, edit.name);
      const row = from === undefined ? undefined : rows[from];
      if (from === undefined || row === undefined) return overtaken(undefined);
      const values = rows.map(({ value }) => value);
      const now = nameAt(values, from - 1);
      if (now !== edit.wasAfter && now !== edit.after) return overtaken(now);
      const others = rows.toSpliced(from, 1);
      if (edit.after !== null && rowNamed(others, edit.after) === undefined) return overtaken(now);
      return done(others.toSpliced(indexBehind(others, edit.after), 0, row));
    }
  }
}

export function editWindows(
  rows: readonly Row[],
  edit: Of<'add_window' | 'remove_window' | 'restore_window' | 'move_window'>,
): RowStep {
  switch (edit.kind) {
    case 'add_window':
      return done(rows.toSpliced(edit.at ?? rows.length, 0, { value: edit.window }));
    case 'remove_window':
      return without(rows, edit.at, edit.was, 'maintenance');
    case 'restore_window':
      return done(rows.toSpliced(edit.removed.at, 0, restoredRow(edit.removed)));
    case 'move_window': {
      const row = rows[edit.at];
      if (row === undefined || !isAsSeen(edit.was, row.value, ['maintenance'])) return overtaken(row?.value);
      return done(rows.toSpliced(edit.at, 1).toSpliced(edit.to, 0, row));
    }
  }
}

function without(rows: readonly Row[], index: number | undefined, was: Json, list: string): RowStep {
  const now = index === undefined ? undefined : rows[index]?.value;
  if (index === undefined || now === undefined || !isAsSeen(was, now, [list])) return overtaken(now);
  return done(rows.toSpliced(index, 1));
}

/** What the lines mean on their own; unknown where they refer to an anchor elsewhere. */
function restoredRow({ text, gap }: Pick<Removed, 'text' | 'gap'>): Row {
  const parsing = parseWritten(
    dashColumn(text) === undefined ? `services: [${text.replace(/^[\s,]*|[\s,]*$/g, '')}]` : `services:\n${text}`,
  );
  const read = parsing.ok ? at(asJson(parsing.value), 'services') : undefined;
  const [value, ...more] = isList(read) ? read : [];
  return { value: more.length > 0 ? undefined : value, lines: { text, ...(gap === undefined ? {} : { gap }) } };
}
