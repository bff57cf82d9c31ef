/** Changes of mappings and sequences in brackets: `{a: 1, b: [2, 3]}`, which is also what JSON looks like. */
import type { Json, JsonObject } from './edit-model.ts';
import { at } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import { isInPlace, staying } from './edit-rows.ts';
import type { Path } from './problem.ts';
import type { Chain } from './yaml-chain.ts';
import { chainOf, indentIn, region, without, withText } from './yaml-chain.ts';
import { dashColumn } from './yaml-lines.ts';
import type { Item, MappingSpot, Pair, SequenceSpot } from './yaml-outline.ts';
import type { Change, Page, Slot, Splice } from './yaml-page.ts';
import { flowText, keyText } from './yaml-print.ts';
import { refuseLoss, refuseMerged } from './yaml-refusal.ts';
import type { TakenLines } from './yaml-run.ts';

export function changedFlowMapping(
  page: Page,
  { path }: Slot,
  value: MappingSpot,
  was: JsonObject,
  wanted: JsonObject,
  change: Change,
): readonly Splice[] {
  const pairs = value.entries;
  refuseMerged(page, path, pairs, was, wanted);
  const changes = pairs.map((pair): readonly Splice[] => {
    const [before, after] = [at(was, pair.name), at(wanted, pair.name)];
    return before === undefined || after === undefined
      ? []
      : change(page, slotOf(path, pair.name, pair), before, after);
  });
  const isGone = ({ name }: Pair): boolean => Object.hasOwn(was, name) && !Object.hasOwn(wanted, name);
  const added = Object.entries(wanted).filter(([key]) => !Object.hasOwn(was, key));
  if (added.length === 0 && !pairs.some(isGone)) return changes.flat();

  let chain = chainOf(page, value, changes);
  for (const [index, pair] of [...pairs.entries()].toReversed()) {
    if (!isGone(pair)) continue;
    refuseLoss(page, [...path, pair.name], pair);
    chain = without(chain, index);
  }
  for (const [key, entry] of added) {
    const text = `${keyText(key, page.style, true)}: ${printed(page, chain, entry)}`;
    chain = withText(chain, chain.texts.length, text, page.style.eol);
  }
  return [region(value, chain)];
}

export function changedFlowSequence(
  page: Page,
  { path }: Slot,
  value: SequenceSpot,
  was: readonly Json[],
  rows: readonly Row[],
  change: Change,
): readonly Splice[] {
  const items = value.entries;
  const wantedOf = new Map(rows.map((row) => [row.from, row.value]));
  const changes = items.map((item, index): readonly Splice[] => {
    const [before, after] = [was[index], wantedOf.get(index)];
    return before === undefined || after === undefined ? [] : change(page, slotOf(path, index, item), before, after);
  });
  if (isInPlace(rows, items.length)) return changes.flat();

  let chain = chainOf(page, value, changes);
  const { texts } = chain;
  const stays = staying(rows);
  for (const [index, item] of [...items.entries()].toReversed()) {
    if (stays.has(index)) continue;
    chain = without(chain, index);
    if (!wantedOf.has(index)) refuseLoss(page, [...path, index], item);
  }
  for (const [index, row] of rows.entries()) {
    if (row.from !== undefined && stays.has(row.from)) continue;
    const moved = row.from === undefined ? undefined : texts[row.from];
    const [text, lead, trail] = restored(row) ?? [moved ?? printed(page, chain, row.value ?? null)];
    chain = withText(chain, index, text ?? '', page.style.eol, lead, trail);
  }
  return [region(value, chain)];
}

/**
 * Those that are not among the rows any more, from the first to the last, as they are: each with one of the separators
 * that it had, and the last that goes with the blanks within the brackets.
 */
export function takenTexts(page: Page, value: SequenceSpot, rows: readonly Row[]): readonly TakenLines[] {
  const kept = new Set(rows.map(({ from }) => from));
  const taken: TakenLines[] = [];
  let chain = chainOf(page, value, []);
  for (let index = value.entries.length - 1; index >= 0; index -= 1) {
    if (kept.has(index)) continue;
    const { texts, between } = chain;
    const [before = '', behind = ''] = between.slice(index, index + 2);
    const isLast = index === texts.length - 1;
    const lead = isLast && !before.includes('#') ? before : '';
    const trail = (texts.length === 1 || !isLast) && !behind.includes('#') ? behind : '';
    taken.unshift({ index, text: lead + (texts[index] ?? '') + trail, gap: 0 });
    chain = without(chain, index);
  }
  return taken;
}

function slotOf(path: Path, key: string | number, { value, from }: Pair | Item): Slot {
  return { kind: 'flow', path: [...path, key], value, from, column: 0 };
}

/** Lines with a dash are of a time when the list had no brackets. */
function restored({ lines }: Row): readonly string[] | undefined {
  if (lines === undefined || dashColumn(lines.text) !== undefined) return undefined;
  const [, lead = '', text = '', trail = ''] = /^([\s,]*)(.*?)([\s,]*)$/s.exec(lines.text) ?? [];
  return [text, lead, trail];
}

/** Over several lines where the other entries are, on one where they are not. */
function printed(page: Page, { texts, between }: Chain, value: Json): string {
  const indent = indentIn(between[0]);
  if (!page.style.isJson || indent === undefined || !texts.some((text) => text.includes('\n'))) {
    return flowText(value, page.style);
  }
  return JSON.stringify(value, null, page.style.step).replaceAll('\n', page.style.eol + indent);
}
