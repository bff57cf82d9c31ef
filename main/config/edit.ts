/** Changes a configuration file as a person would who respects what another one wrote. Pure: text in, text out. */
import { isDeepStrictEqual } from 'node:util';
import { assertNever } from '../monitor/model.ts';
import type { Draft, FollowedList } from './edit-draft.ts';
import { drafted, followedLists } from './edit-draft.ts';
import { nameAt } from './edit-lists.ts';
import { isMeant, meaningOf } from './edit-meaning.ts';
import type { Conflict, Edit, Json, JsonObject, Maybe, Removed, RemovedWindow } from './edit-model.ts';
import { asJson, at, isList, isObject } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import { isInPlace } from './edit-rows.ts';
import type { Path, Problem } from './problem.ts';
import { formatPath } from './problem.ts';
import { takenTexts } from './yaml-flow.ts';
import type { Lines } from './yaml-lines.ts';
import { linesOf } from './yaml-lines.ts';
import type { Outline, Spotted } from './yaml-outline.ts';
import { outlineOf } from './yaml-outline.ts';
import type { Page, Slot, Splice } from './yaml-page.ts';
import { spliced, styleOf } from './yaml-page.ts';
import { hasComments, placeOf } from './yaml-places.ts';
import { parseWritten } from './yaml-reading.ts';
import { byHand, Unchangeable } from './yaml-refusal.ts';
import { changed } from './yaml-rewrite.ts';
import type { TakenLines } from './yaml-run.ts';
import { takenLines } from './yaml-sequence.ts';

export type Edited =
  | {
      readonly ok: true;
      readonly text: string;
      /** In the order in which they stood; restored in this order, each finds what it stood behind. */
      readonly removed: readonly Removed[];
      readonly removedWindows: readonly RemovedWindow[];
    }
  | { readonly ok: false; readonly reason: 'conflict'; readonly conflicts: readonly Conflict[] }
  /** `unreadable`: the file is not YAML, or no mapping. `unchangeable`: only the person can do this, in an editor. */
  | {
      readonly ok: false;
      readonly reason: 'unreadable' | 'unchangeable';
      readonly problem: Omit<Problem, 'file'>;
    };

/**
 * The text with all edits applied, or none of them. What they do not touch stays byte for byte: comments, blank lines,
 * order, quotes, indentation, line ends. The result is read again, and refused unless it means exactly what the old text
 * meant with the edits applied.
 */
export function applyEdits(source: string, edits: readonly Edit[]): Edited {
  const mark = source.startsWith('\ufeff') ? '\ufeff' : '';
  const given = source.slice(mark.length);
  const { eol } = linesOf(given);
  // So that every line has an end; it is taken away again.
  const isOpen = given !== '' && !given.endsWith('\n');
  const text = isOpen ? given + eol : given;
  const parsing = parseWritten(text);
  const lines = linesOf(text);
  if (!parsing.ok) return unreadable(lines, parsing.offset, `not valid YAML: ${parsing.message}`);
  const was = asJson(parsing.value ?? {});
  if (!isObject(was)) return unreadable(lines, 0, 'is no mapping of sections: mend it by hand');
  const outline = outlineOf(text, parsing.events);
  try {
    const page = { lines, style: styleOf(outline, lines), aliases: outline.aliases, rows: new Map() };
    const drafting = drafted(was, edits, (section) => hasComments(page, outline, section));
    if (!drafting.ok) return { ok: false, reason: 'conflict', conflicts: drafting.conflicts };
    const { draft } = drafting;
    const change = changedText(page, outline, was, draft);
    const result = isOpen && change.text.endsWith(eol) ? change.text.slice(0, -eol.length) : change.text;
    if (!isMeant(result, draft)) {
      const path = edits.length === 1 ? edits.flatMap((edit) => pathOf(edit, was)) : [];
      const begin = path.length > 0 ? placeOf(outline, path) : (change.splices[0]?.start ?? 0);
      throw new Unchangeable(byHand({ lines }, { begin }, 'cannot be changed here alone'), path, begin);
    }
    return { ok: true, text: mark + result, removed: change.removed, removedWindows: change.removedWindows };
  } catch (error) {
    if (!(error instanceof Unchangeable)) throw error;
    const { message, path, offset = placeOf(outline, path) } = error;
    const problem = { ...position(lines, offset), path: formatPath(path), message };
    return { ok: false, reason: 'unchangeable', problem };
  }
}

/** The way to what the edit is about; empty where that is not in the file. */
function pathOf(edit: Edit, was: JsonObject): Path {
  const service = (name: string): Path => {
    const index = listOf(at(was, 'services')).findIndex((one) => at(one, 'name') === name);
    return index < 0 ? ['services'] : ['services', index];
  };
  switch (edit.kind) {
    case 'set':
      return 'service' in edit.path ? [...service(edit.path.service), ...edit.path.field] : edit.path;
    case 'remove_service':
    case 'move_service':
      return service(edit.name);
    case 'remove_window':
    case 'move_window':
      return ['maintenance', edit.at];
    case 'add_service':
    case 'restore_service':
      return ['services'];
    case 'add_window':
    case 'restore_window':
      return ['maintenance'];
    default:
      return assertNever(edit);
  }
}

type ChangedText = {
  readonly text: string;
  readonly splices: readonly Splice[];
  readonly removed: readonly Removed[];
  readonly removedWindows: readonly RemovedWindow[];
};

function changedText(empty: Page, outline: Outline, was: JsonObject, { root, rows }: Draft): ChangedText {
  const followed = followedLists.filter((key) => isList(root[key]) && !isSame(rows[key], at(was, key)));
  const page: Page = { ...empty, rows: new Map(followed.map((key) => [key, rows[key]])) };
  const document = documentSlot(page.lines, outline);
  const splices = changed(page, document, was, meaningOf({ root, rows }));
  const taken = (key: FollowedList) => takenFrom(page, document, key, rows[key]);
  const services = listOf(at(was, 'services'));
  return {
    text: spliced(page.lines.text, splices),
    splices,
    removed: taken('services').map(({ index, ...rest }) => ({ ...rest, after: nameAt(services, index - 1) })),
    removedWindows: taken('maintenance').map(({ index, ...rest }) => ({ ...rest, at: index })),
  };
}

/** What is no longer in a followed list, as it stands in the text. */
function takenFrom(page: Page, { value: root }: Slot, key: FollowedList, rows: readonly Row[]): readonly TakenLines[] {
  const pair = root.kind === 'mapping' ? root.entries.find(({ name }) => name === key) : undefined;
  if (pair?.value.kind !== 'sequence') return [];
  const { value, from, begin } = pair;
  if (value.isFlow) return takenTexts(page, value, rows);
  const slot: Slot = { kind: 'pair', path: [key], value, from, column: page.lines.column(begin) };
  return takenLines(page, slot, value.entries, rows);
}

function documentSlot({ text }: Lines, { root }: Outline): Slot {
  const end = text.length;
  const nothing: Spotted = { kind: 'scalar', style: 'empty', begin: end, start: end, end, isTagged: false };
  const value = root ?? nothing;
  return { kind: 'document', path: [], value, from: value.begin, column: -1 };
}

function listOf(value: Maybe): readonly Json[] {
  return isList(value) ? value : [];
}

function isSame(rows: readonly Row[], was: Maybe): boolean {
  const list = listOf(was);
  return isInPlace(rows, list.length) && rows.every(({ value }, index) => isDeepStrictEqual(value, list[index]));
}

function unreadable(lines: Lines, offset: number | undefined, message: string): Edited {
  const place = offset === undefined ? {} : position(lines, offset);
  return { ok: false, reason: 'unreadable', problem: { ...place, path: '', message } };
}

function position(lines: Lines, offset: number): { readonly line: number; readonly column: number } {
  return { line: lines.at(offset) + 1, column: lines.column(offset) + 1 };
}
