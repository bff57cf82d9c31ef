/** Changes of block mappings: keys are put where a comment shows them, or behind the last one. */
import type { Json, JsonObject } from './edit-model.ts';
import { at } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import { blockOf, blockSplices } from './yaml-block.ts';
import { reindented, withoutBlankEnds } from './yaml-lines.ts';
import type { Pair } from './yaml-outline.ts';
import type { Change, Page, Slot, Splice } from './yaml-page.ts';
import { itemText, pairText } from './yaml-print.ts';
import { refuseLoss, refuseMerged } from './yaml-refusal.ts';
import type { Run } from './yaml-run.ts';
import { placeOfExample, putAt, runText, takeOut } from './yaml-run.ts';

/** Of a mapping, or of the place of one in which there is nothing but comments. */
export function changedMapping(
  page: Page,
  slot: Slot,
  was: JsonObject,
  wanted: JsonObject,
  change: Change,
): readonly Splice[] {
  const pairs = slot.value.kind === 'mapping' ? slot.value.entries : [];
  refuseMerged(page, slot.path, pairs, was, wanted);
  const changes = pairs.map(({ name, value, from, begin }): readonly Splice[] => {
    const [before, after] = [at(was, name), at(wanted, name)];
    if (before === undefined || after === undefined) return [];
    const column = page.lines.column(begin);
    return change(page, { kind: 'pair', path: [...slot.path, name], value, from, column }, before, after);
  });
  const isGone = ({ name }: Pair): boolean => Object.hasOwn(was, name) && !Object.hasOwn(wanted, name);
  const added = Object.entries(wanted).filter(([key]) => !Object.hasOwn(was, key));
  if (added.length === 0 && !pairs.some(isGone)) return changes.flat();

  const block = blockOf(page, slot, pairs, changes, 'keys');
  let { run } = block;
  for (const [index, pair] of [...pairs.entries()].toReversed()) {
    if (!isGone(pair)) continue;
    refuseLoss(page, [...slot.path, pair.name], pair);
    run = takeOut(run, index).run;
  }
  const isShown = ([key]: readonly [string, Json]): boolean => placeOfExample(run, key, block.column) !== undefined;
  // Those that have no place of their own go behind the last key, wherever examples put the others.
  for (const [key, value] of [...added.filter((one) => !isShown(one)), ...added.filter(isShown)]) {
    const rows = slot.kind === 'document' ? page.rows.get(key) : undefined;
    const text = rows === undefined ? pairText(key, value, block.column, page.style) : sectionText(page, key, rows);
    const place = placeOfExample(run, key, block.column);
    const shown = place === undefined ? undefined : putAt(run, place.index, place.lines, text);
    run = shown ?? (slot.kind === 'document' ? withSection(run, text, page.style.eol) : withPair(run, text));
  }
  return blockSplices(page, slot, block, run, '');
}

/** A followed list that was not there yet. */
function sectionText({ style }: Page, key: string, rows: readonly Row[]): string {
  const items = rows.map(({ lines, value }) => {
    const restored = lines === undefined ? undefined : reindented(lines.text, style.dash, style.eol);
    return restored === undefined ? itemText(value ?? null, style.dash, style) : withoutBlankEnds(restored);
  });
  return `${key}:${style.eol}${items.join(style.eol)}`;
}

/** Right behind the last one, before comments that follow. */
function withPair(run: Run, text: string): Run {
  return { ...run, entries: [...run.entries, { gap: '', text }] };
}

/** At the end, behind a blank line. */
function withSection(run: Run, text: string, eol: string): Run {
  const above = runText(run);
  const gap = above === '' || /(?:^|\n)[ \t]*\r?\n$/.test(above) ? '' : eol;
  return { entries: [...run.entries, { gap: run.tail + gap, text }], tail: '' };
}
