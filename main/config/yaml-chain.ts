/** The entries within brackets as texts with what separates them: commas, blanks, line ends and comments. Pure. */
import { lineEnd, skipBlanks } from './yaml-blanks.ts';
import type { MappingSpot, SequenceSpot } from './yaml-outline.ts';
import type { Page, Splice } from './yaml-page.ts';
import { spliced } from './yaml-page.ts';

/** The texts of the entries, and what stands before each of them and before the closing bracket. */
export type Chain = { readonly texts: readonly string[]; readonly between: readonly string[] };

export function chainOf(
  { lines }: Page,
  value: MappingSpot | SequenceSpot,
  changes: readonly (readonly Splice[])[],
): Chain {
  const { text } = lines;
  const texts = value.entries.map(({ begin, end }, index) => spliced(text, changes[index] ?? [], begin, end));
  const ends = [value.start + 1, ...value.entries.map(({ end }) => end)];
  const begins = [...value.entries.map(({ begin }) => begin), value.end - 1];
  return { texts, between: begins.map((begin, index) => text.slice(ends[index], begin)) };
}

export function region({ start, end }: MappingSpot | SequenceSpot, { texts, between }: Chain): Splice {
  const text = between.map((before, index) => before + (texts[index] ?? '')).join('');
  return { start: start + 1, end: end - 1, text };
}

/** Comments on lines of their own are about what comes behind them, and stay. */
export function without({ texts, between }: Chain, index: number): Chain {
  const [before = '', behind = ''] = between.slice(index, index + 2);
  const isLast = index === texts.length - 1;
  const own = /\n[ \t]*#/.test(behind) ? behind.slice(lineEnd(behind, 0)) : '';
  const joined = isLast ? commentsIn(before) + (texts.length > 1 ? behind : commentsIn(behind)) : before + own;
  return { texts: texts.toSpliced(index, 1), between: between.toSpliced(index, 2, joined) };
}

/** Without the comma; nothing where there is nothing but blanks. */
function commentsIn(between: string): string {
  if (!between.includes('#')) return '';
  const comma = skipBlanks(between, 0);
  return between[comma] === ',' ? between.slice(0, comma) + between.slice(comma + 1) : between;
}

/** `lead` and `trail` are separators that the text had before. */
export function withText(
  { texts, between }: Chain,
  index: number,
  text: string,
  eol: string,
  lead = '',
  trail = '',
): Chain {
  const put = (...separators: readonly string[]): Chain => ({
    texts: texts.toSpliced(index, 0, text),
    between: between.toSpliced(index, 1, ...separators),
  });
  const at = between[index] ?? '';
  if (texts.length === 0) return put(at.includes('#') ? at : lead.replaceAll(',', ''), trail.replaceAll(',', ''));
  const indent = indentIn(between[0]);
  const usual = between.slice(1, -1).findLast((separator) => !separator.includes('#'));
  const separator = usual ?? (indent === undefined ? ', ' : `,${eol}${indent}`);
  if (index < texts.length) return put(at, trail.includes(',') ? trail : separator);
  if (!at.includes('#')) return put(lead.includes(',') ? lead : separator, at);
  // The comment beside the last entry stays beside it, and the comma goes between them.
  const beside = at.slice(0, lineEnd(at, 0)).trimEnd();
  const line = eol + (indent ?? indentIn(at) ?? '');
  return put((/^\s*,/.test(beside) ? beside : `,${beside}`) + line, at.slice(beside.length));
}

/** Of the line that begins in what stands between entries. */
export function indentIn(between: string | undefined): string | undefined {
  return /\n([ \t]*)$/.exec(between ?? '')?.[1];
}
