/**
 * From a value as it stands in a YAML text to another one, by replacing as little of the text as possible: what is equal
 * in both is not touched, and comments stay with what they are about.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from './edit-model.ts';
import { isList, isObject } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import { matchedRows, rowsOf } from './edit-rows.ts';
import { changedFlowMapping, changedFlowSequence } from './yaml-flow.ts';
import { dashColumn } from './yaml-lines.ts';
import { changedMapping } from './yaml-mapping.ts';
import type { Spotted } from './yaml-outline.ts';
import type { Page, Slot, Splice } from './yaml-page.ts';
import { refuseUnchangeable } from './yaml-refusal.ts';
import { replaced } from './yaml-replacement.ts';
import { changedSequence } from './yaml-sequence.ts';

/** Throws `Unchangeable` where it cannot be done without touching anything else. */
export function changed(page: Page, slot: Slot, was: Json, wanted: Json): readonly Splice[] {
  const rows = slot.path.length === 1 ? page.rows.get(`${slot.path[0]}`) : undefined;
  if (rows === undefined && isDeepStrictEqual(was, wanted)) return [];
  refuseUnchangeable(page, slot);
  return changedWithin(page, slot, was, wanted, rows) ?? replaced(page, slot, wanted);
}

/** Undefined where what is there has nothing in common with what is wanted. */
function changedWithin(
  page: Page,
  slot: Slot,
  was: Json,
  wanted: Json,
  rows: readonly Row[] | undefined,
): readonly Splice[] | undefined {
  const { value, kind } = slot;
  // Nothing on the line of the key: entries begin on the lines below, where comments may already be.
  const isHollow = kind !== 'flow' && isEmpty(value);
  if (isObject(wanted) && Object.keys(wanted).length > 0) {
    if (isHollow) return kind === 'item' ? undefined : changedMapping(page, slot, {}, wanted, changed);
    if (value.kind !== 'mapping' || !isObject(was)) return undefined;
    return value.isFlow
      ? changedFlowMapping(page, slot, value, was, wanted, changed)
      : changedMapping(page, slot, was, wanted, changed);
  }
  if (isList(wanted)) {
    const old = isList(was) ? was : [];
    const next = rows ?? matchedRows(rowsOf(old), wanted);
    if (value.kind === 'sequence' && (!isHollow || areFlow(next))) {
      const change = value.isFlow ? changedFlowSequence : changedSequence;
      return change(page, slot, value, old, next, changed);
    }
    return isHollow && rows !== undefined ? changedSequence(page, slot, undefined, old, next, changed) : undefined;
  }
  // Only comments are to be left, in a section or in the whole file.
  if (kind !== 'document' && (kind !== 'pair' || wanted !== null)) return undefined;
  if (value.kind === 'mapping' && !value.isFlow && isObject(was)) return changedMapping(page, slot, was, {}, changed);
  return value.kind === 'sequence' && !value.isFlow && isList(was)
    ? changedSequence(page, slot, value, was, [], changed, true)
    : undefined;
}

function isEmpty(value: Spotted): boolean {
  return value.kind === 'scalar' ? value.style === 'empty' : value.kind !== 'alias' && value.entries.length === 0;
}

/** Whether they all come back from a list in brackets. */
function areFlow(rows: readonly Row[]): boolean {
  return rows.length > 0 && rows.every(({ lines }) => lines !== undefined && dashColumn(lines.text) === undefined);
}
