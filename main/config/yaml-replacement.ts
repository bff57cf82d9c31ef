/** Another value in the place of all that is there. */
import type { Json } from './edit-model.ts';
import { isList, isObject } from './edit-model.ts';
import { isBlank, lineBehind } from './yaml-lines.ts';
import type { ScalarSpot, Spotted } from './yaml-outline.ts';
import { propsEnd } from './yaml-outline.ts';
import type { Page, Slot, Splice } from './yaml-page.ts';
import { usualStyle } from './yaml-page.ts';
import type { Printed, Quotes } from './yaml-print.ts';
import { flowText, itemValue, pairValue, scalarText } from './yaml-print.ts';
import { refuseLoss } from './yaml-refusal.ts';

/** Keeps the comment beside it, and the quotes of a text. */
export function replaced(page: Page, slot: Slot, wanted: Json): readonly Splice[] {
  const { value, path, kind, from, column } = slot;
  const { lines, style } = page;
  refuseLoss(page, path, { begin: value.begin, end: value.end, value });
  const quotes = quotesOf(value);
  switch (kind) {
    case 'flow':
      return [inFlow(page, slot, wanted, quotes)];
    case 'item': {
      // What is deeper than the dash is as deep as what stands beside it.
      const isBeside = value.end > value.begin && lines.at(value.begin) === lines.at(from - 1);
      const dashWidth = isBeside ? value.begin - from + 1 : usualStyle.dashWidth;
      return put(page, slot, itemValue(wanted, column, { ...style, dashWidth }, quotes));
    }
    default:
      return put(page, slot, pairValue(wanted, column, style, quotes));
  }
}

function quotesOf(value: Spotted): Quotes | undefined {
  if (value.kind !== 'scalar') return undefined;
  return value.style === 'single' || value.style === 'double' ? value.style : undefined;
}

function inFlow({ lines, style }: Page, { value, from }: Slot, wanted: Json, quotes: Quotes | undefined): Splice {
  const { start, end } = value;
  const isPlain = !isList(wanted) && !isObject(wanted) && !style.isJson;
  const text = isPlain ? scalarText(wanted, quotes, true) : flowText(wanted, style);
  if (start < end) return { start, end, text };
  return { start, end, text: lines.text[from - 1] === ':' ? ` ${text}` : `: ${text}` };
}

function put(page: Page, slot: Slot, printed: Printed): readonly Splice[] {
  const { value } = slot;
  if (value.kind === 'scalar' && value.style === 'block') return inBlockText(page, slot, value, printed);
  if (value.kind === 'scalar' || value.kind === 'alias' || value.isFlow) return beside(page, slot, printed);
  return inCollection(page, slot, printed);
}

/** Of a mapping or sequence, whose own comments go with it. */
function inCollection(
  { lines, style }: Page,
  { value, from, column }: Slot,
  { head, body }: Printed,
): readonly Splice[] {
  const line = lines.at(from - 1);
  const end = lines.start(lineBehind(lines, value.end, column));
  // One that begins beside its dash has no line of its own to begin with.
  if (lines.at(value.start) === line) return [{ start: value.begin, end, text: `${head}${style.eol}${body}` }];
  return [
    { start: from, end: propsEnd(lines.text, value) ?? from, text: withBlank(head) },
    { start: lines.start(line + 1), end, text: body },
  ];
}

/** Of text that stands below its `|` or `>`. */
function inBlockText({ lines }: Page, { from }: Slot, value: ScalarSpot, { head, body }: Printed): readonly Splice[] {
  const headEnd = value.start + lines.text.slice(value.start).search(/\s|$/);
  const start = lines.start(lines.at(value.start) + 1);
  return [
    { start: head === '' ? from : value.start, end: headEnd, text: head },
    { start, end: Math.max(start, value.end), text: body },
  ];
}

/** Of what stands on the line of its key or dash, or begins there. */
function beside({ lines }: Page, { value, from }: Slot, { head, body }: Printed): readonly Splice[] {
  const isNew = value.start === value.end;
  const below = lines.start(lines.at(isNew ? from - 1 : value.end - 1) + 1);
  const beside =
    isNew || head === ''
      ? { start: from, end: isNew ? from : value.end, text: withBlank(head) }
      : { start: value.start, end: value.end, text: head };
  return body === '' ? [beside] : [beside, { start: below, end: below, text: body }];
}

function withBlank(head: string): string {
  return isBlank(head) ? head : ` ${head}`;
}
