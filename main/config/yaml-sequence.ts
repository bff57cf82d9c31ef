/** Changes of block sequences: entries come, go and move with their comments, separated as the others are. */
import type { Json } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import { isInPlace, staying } from './edit-rows.ts';
import type { Kind } from './yaml-block.ts';
import { blockOf, blockSplices } from './yaml-block.ts';
import { dashColumn, reindented, withoutBlankEnds } from './yaml-lines.ts';
import type { Item, SequenceSpot } from './yaml-outline.ts';
import type { Change, Page, Slot, Splice } from './yaml-page.ts';
import type { Style } from './yaml-print.ts';
import { itemText } from './yaml-print.ts';
import { refuseLoss } from './yaml-refusal.ts';
import type { Run, TakenLines } from './yaml-run.ts';
import { putAt, putIn, separation, takeOut } from './yaml-run.ts';

/** `value` undefined: a list in which there is nothing yet. `isNull`: without entries nothing is to be left but the key. */
export function changedSequence(
  page: Page,
  slot: Slot,
  value: SequenceSpot | undefined,
  was: readonly Json[],
  rows: readonly Row[],
  change: Change,
  isNull = false,
): readonly Splice[] {
  const items = value?.entries ?? [];
  const column = value === undefined ? slot.column + page.style.dash : page.lines.column(value.start);
  const wantedOf = new Map(rows.map((row) => [row.from, row.value]));
  const changes = items.map((item, index): readonly Splice[] => {
    const wanted = wantedOf.get(index);
    const before = was[index];
    if (before === undefined || wanted === undefined) return [];
    const { value: spot, from } = item;
    return change(page, { kind: 'item', path: [...slot.path, index], value: spot, from, column }, before, wanted);
  });
  if (isInPlace(rows, items.length)) return changes.flat();

  const block = blockOf(page, slot, items, changes, kindOf(slot));
  const texts = block.run.entries.map(({ text }) => text);
  // Services and windows have many lines each, which a blank one keeps apart.
  const usual = separation(block.run, kindOf(slot) === 'list' ? page.style.eol : '');
  const stays = staying(rows);
  const dashWidth = items.flatMap((item) => widthOf(page, item) ?? [])[0];
  const style = { ...page.style, ...(dashWidth === undefined ? {} : { dashWidth }) };
  // Lines that come back into an empty list are the only ones to go by.
  const restored = items.length === 0 ? rows.find(({ lines }) => lines !== undefined)?.lines?.text : undefined;
  const dashes = (restored === undefined ? undefined : dashColumn(restored)) ?? block.column;
  let { run } = block;
  for (const [index, item] of [...items.entries()].toReversed()) {
    if (stays.has(index)) continue;
    run = takeOut(run, index).run;
    if (!wantedOf.has(index)) refuseLoss(page, [...slot.path, index], item);
  }
  for (const [index, row] of rows.entries()) {
    if (row.from !== undefined && stays.has(row.from)) continue;
    const moved = row.from === undefined ? undefined : texts[row.from];
    run = moved === undefined ? withRow(style, run, index, row, dashes, usual) : putIn(run, index, moved, usual);
  }
  return blockSplices(page, slot, block, run, isNull ? '' : ' []');
}

/** The lines of those that are not among the rows any more, from the first to the last, as they are. */
export function takenLines(
  page: Page,
  slot: Slot,
  items: readonly Item[],
  rows: readonly Row[],
): readonly TakenLines[] {
  const kept = new Set(rows.map(({ from }) => from));
  const taken: TakenLines[] = [];
  let { run } = blockOf(page, slot, items, [], kindOf(slot));
  for (let index = items.length - 1; index >= 0; index -= 1) {
    if (kept.has(index)) continue;
    const { text, gap, run: rest } = takeOut(run, index);
    taken.unshift({ index, text, gap });
    run = rest;
  }
  return taken;
}

/** Services and windows are followed one by one. */
function kindOf({ path }: Slot): Kind {
  return path.length === 1 ? 'list' : 'entries';
}

/** From the dash to what follows it on the same line. */
function widthOf({ lines }: Page, { begin, value }: Item): number | undefined {
  return value.begin > begin + 1 && lines.at(begin) === lines.at(value.begin) ? value.begin - begin : undefined;
}

function withRow(style: Style, run: Run, index: number, { lines, value }: Row, column: number, usual: string): Run {
  const restored = lines === undefined ? undefined : reindented(lines.text, column, style.eol);
  if (lines === undefined || restored === undefined) {
    return putIn(run, index, itemText(value ?? null, column, style), usual);
  }
  return putAt(run, index, lines.gap ?? 0, restored) ?? putIn(run, index, withoutBlankEnds(restored), usual);
}
