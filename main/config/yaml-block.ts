/** Where the entries of a block mapping or sequence stand: whole lines, with the comments that belong to each. */
import type { Lines } from './yaml-lines.ts';
import { commentColumn, isBlank, lineBehind } from './yaml-lines.ts';
import type { Item, Pair } from './yaml-outline.ts';
import { propsEnd } from './yaml-outline.ts';
import type { Page, Slot, Splice } from './yaml-page.ts';
import { spliced } from './yaml-page.ts';
import type { Run } from './yaml-run.ts';
import { runText } from './yaml-run.ts';

/** The entries with the column that they begin in, and the part of the text that they fill. */
export type Block = {
  readonly run: Run;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  /** The first entry begins beside a dash. */
  readonly isBesideDash: boolean;
};

/**
 * `keys` own no comments above them, as these often explain what is not there as well. `entries` own those directly above
 * them. A `list` is the same, but reaches to the next section, so that what comes back finds any place that it had.
 */
export type Kind = 'keys' | 'entries' | 'list';

/** With the changes within each entry made. */
export function blockOf(
  page: Page,
  slot: Slot,
  entries: readonly (Pair | Item)[],
  changes: readonly (readonly Splice[])[],
  kind: Kind,
): Block {
  const { lines } = page;
  const [first] = entries;
  if (first === undefined) return emptyBlock(page, slot, kind);
  const column = lines.column(first.begin);
  const firstLine = lines.at(first.begin);
  const isBesideDash = !isBlank(lines.text.slice(lines.start(firstLine), first.begin));
  let line = isBesideDash ? firstLine : lineBelow(lines, firstLine);
  const start = isBesideDash ? first.begin : lines.start(line);
  const run = entries.map((entry, index) => {
    const own = lines.at(entry.begin);
    const top = kind === 'keys' ? own : leadLine(lines, own, line, index === 0 ? Number.MAX_SAFE_INTEGER : column);
    // What changes in a list may reach further than its lines.
    const reach = Math.max(0, ...(changes[index] ?? []).map((splice) => splice.end));
    const behind = Math.max(lineBehind(lines, entry.end, column), reach > entry.end ? lines.at(reach - 1) + 1 : 0);
    const from = isBesideDash && index === 0 ? start : lines.start(top);
    const text = spliced(lines.text, changes[index] ?? [], from, lines.start(behind));
    const gap = isBesideDash && index === 0 ? '' : lines.text.slice(lines.start(line), lines.start(top));
    line = behind;
    return { gap, text: isBesideDash && index === 0 ? ' '.repeat(column) + text : text };
  });
  const isFar = slot.kind === 'document' || kind === 'list';
  const tailEnd = isFar ? gapEnd(lines, line) : lineBehind(lines, lines.start(line), slot.column);
  const end = lines.start(Math.max(line, tailEnd));
  return { run: { entries: run, tail: lines.text.slice(lines.start(line), end) }, column, start, end, isBesideDash };
}

/** What is below a key that has no value, or an empty one, such as comments; all of a document that has no keys. */
function emptyBlock({ lines, style }: Page, slot: Slot, kind: Kind): Block {
  const { value, from, column } = slot;
  const isDocument = slot.kind === 'document';
  const behind = Math.max(value.end, from);
  const line = isDocument ? documentStart(lines) : lines.at(behind - 1) + 1;
  const isFar = isDocument || kind === 'list';
  const end = lines.start(isFar ? gapEnd(lines, line) : lineBehind(lines, behind, column));
  const tail = lines.text.slice(lines.start(line), end);
  const comment = commentColumn(tail);
  const usual = isDocument ? 0 : column + (kind === 'keys' ? style.step : style.dash);
  // Comments show how deep the keys were that they are about.
  const own = comment !== undefined && comment > column && !isDocument && kind === 'keys' ? comment : usual;
  return { run: { entries: [], tail }, column: own, start: lines.start(line), end, isBesideDash: false };
}

/** The first of the blank lines and comments above the line. */
function lineBelow(lines: Lines, line: number): number {
  let top = line;
  while (top > 0 && isGap(lines.read(top - 1))) top -= 1;
  return top;
}

/** The first of the comments directly above the line, but for those that are deeper and belong to what is before. */
function leadLine(lines: Lines, line: number, floor: number, column: number): number {
  let top = line;
  while (top > floor && (commentColumn(lines.read(top - 1)) ?? Number.POSITIVE_INFINITY) <= column) top -= 1;
  return top;
}

/** The line behind what comes before the document's content, such as "---". */
function documentStart(lines: Lines): number {
  let start = 0;
  for (let line = 0; line < lines.count; line += 1) if (!isGap(lines.read(line))) start = line + 1;
  return start;
}

/** Behind the blank lines and comments from this line on. */
function gapEnd(lines: Lines, line: number): number {
  let end = line;
  while (end < lines.count && isGap(lines.read(end))) end += 1;
  return end;
}

function isGap(line: string): boolean {
  return isBlank(line) || commentColumn(line) !== undefined;
}

/** `nothing` is what stands behind the key, and an anchor there, when no entry is left. */
export function blockSplices(
  page: Page,
  { from, value }: Slot,
  block: Block,
  run: Run,
  nothing: string,
): readonly Splice[] {
  const { start, end, column, isBesideDash } = block;
  const text = runText(run);
  const beside = isBlank(text.slice(0, column)) ? text.slice(column) : page.style.eol + text;
  const region = { start, end, text: isBesideDash ? beside : text };
  const isFilled = run.entries.length > 0;
  // An empty one was written as [], {} or ~, or not at all.
  if (block.run.entries.length === 0) return isFilled ? [{ start: from, end: value.end, text: '' }, region] : [region];
  const behind = propsEnd(page.lines.text, value) ?? from;
  return isFilled || nothing === '' ? [region] : [{ start: behind, end: behind, text: nothing }, region];
}
