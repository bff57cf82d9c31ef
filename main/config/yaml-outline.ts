/**
 * Where everything of a YAML document stands in its text, so that a part of it can be replaced and the rest stays as it
 * is. Built from the events of the reader that the program itself reads with: what this calls a value is one.
 */
import type { Event, ScalarEvent } from 'js-yaml';
import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { skipAll, skipBlanks } from './yaml-blanks.ts';

type Spot = {
  /** Where its anchor or tag begins, else the value. */
  readonly begin: number;
  readonly start: number;
  /** Behind its last character; of a block scalar behind its last line end. */
  readonly end: number;
  readonly anchor?: string;
  readonly isTagged: boolean;
};

export type ScalarStyle = 'empty' | 'plain' | 'single' | 'double' | 'block';
export type ScalarSpot = Spot & { readonly kind: 'scalar'; readonly style: ScalarStyle };
/** `anchor` is the name of what it stands for. */
export type AliasSpot = Spot & { readonly kind: 'alias'; readonly anchor: string };

type Collection = Spot & {
  readonly isFlow: boolean;
  /** Of a form that is rare and not worth changing in place, such as `? key`. */
  readonly isOdd: boolean;
};

export type Pair = {
  readonly name: string;
  readonly begin: number;
  /** Behind the colon; behind the key where a flow mapping leaves it out. */
  readonly from: number;
  readonly hasColon: boolean;
  readonly value: Spotted;
  readonly end: number;
};
export type MappingSpot = Collection & { readonly kind: 'mapping'; readonly entries: readonly Pair[] };

export type Item = {
  /** The dash, or in a flow sequence the value. */
  readonly begin: number;
  readonly from: number;
  readonly value: Spotted;
  readonly end: number;
};
export type SequenceSpot = Collection & { readonly kind: 'sequence'; readonly entries: readonly Item[] };

export type Spotted = ScalarSpot | AliasSpot | MappingSpot | SequenceSpot;

export type Outline = {
  /** Undefined for a file that holds nothing, or nothing but comments. */
  readonly root: Spotted | undefined;
  readonly aliases: readonly AliasSpot[];
};

type Reader = {
  readonly text: string;
  readonly aliases: AliasSpot[];
  peek(): Event | undefined;
  next(): Event | undefined;
};

export function outlineOf(text: string, events: readonly Event[]): Outline {
  let at = 0;
  const aliases: AliasSpot[] = [];
  const reader: Reader = { text, aliases, peek: () => events[at], next: () => events[at++] };
  const first = reader.next();
  const isEmpty = first?.type !== EVENT_ID.DOCUMENT || reader.peek()?.type === EVENT_ID.POP;
  return { root: isEmpty ? undefined : readSpot(reader, 0), aliases };
}

/** Reads the next value, which begins somewhere behind `from`. */
function readSpot(reader: Reader, from: number): Spotted {
  const event = reader.next();
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return scalarSpot(reader.text, event, from);
    case EVENT_ID.ALIAS: {
      const begin = event.anchorStart - 1;
      const anchor = reader.text.slice(event.anchorStart, event.anchorEnd);
      const alias: AliasSpot = { kind: 'alias', begin, start: begin, end: event.anchorEnd, anchor, isTagged: false };
      reader.aliases.push(alias);
      return alias;
    }
    case EVENT_ID.MAPPING:
      return mappingSpot(reader, { ...props(reader.text, event, event.start), start: event.start }, event.style);
    case EVENT_ID.SEQUENCE:
      return sequenceSpot(reader, { ...props(reader.text, event, event.start), start: event.start }, event.style);
    default:
      throw new Error('the events of the YAML reader have another order than expected');
  }
}

type Properties = Pick<ScalarEvent, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>;

function props(text: string, event: Properties, start: number): Pick<Spot, 'begin' | 'anchor' | 'isTagged'> {
  const { anchorStart, anchorEnd, tagStart } = event;
  const begins = [start, ...(anchorStart < 0 ? [] : [anchorStart - 1]), ...(tagStart < 0 ? [] : [tagStart])];
  return {
    begin: Math.min(...begins),
    ...(anchorStart < 0 ? {} : { anchor: text.slice(anchorStart, anchorEnd) }),
    isTagged: tagStart >= 0,
  };
}

function scalarSpot(text: string, event: ScalarEvent, from: number): ScalarSpot {
  const behindProps = Math.max(from, event.anchorEnd, event.tagEnd);
  const spot = (start: number, end: number, style: ScalarStyle): ScalarSpot => ({
    kind: 'scalar',
    ...props(text, event, start),
    start,
    end,
    style,
  });
  const { valueStart, valueEnd } = event;
  if (valueStart < 0) return spot(behindProps, behindProps, 'empty');
  switch (event.style) {
    case SCALAR_STYLE.PLAIN:
      return spot(valueStart, valueEnd, 'plain');
    case SCALAR_STYLE.SINGLE_QUOTED:
      return spot(valueStart - 1, valueEnd + 1, 'single');
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return spot(valueStart - 1, valueEnd + 1, 'double');
    default: {
      const lines = text.slice(valueStart, valueEnd);
      // Blank lines behind it are its own only if it says so.
      const kept = event.chomping === CHOMPING_MODE.KEEP ? lines : withoutBlankEnd(lines, event.indent);
      return spot(skipBlanks(text, behindProps), valueStart + kept.length, 'block');
    }
  }
}

/** A line of blanks that reaches beyond the indentation is text. */
function withoutBlankEnd(lines: string, indent: number): string {
  return lines.replace(new RegExp(`(?:(?<=\\n)|^)(?: {0,${Math.max(indent, 0)}}\\r?\\n)+$`), '');
}

type Head = Pick<Spot, 'begin' | 'start' | 'anchor' | 'isTagged'>;

function mappingSpot(reader: Reader, head: Head, style: number): MappingSpot {
  const { text } = reader;
  const isFlow = style === COLLECTION_STYLE.FLOW;
  // A single pair in a flow sequence has no braces of its own.
  const hasBraces = isFlow && text[head.start] === '{';
  const skip = isFlow ? skipAll : skipBlanks;
  let isOdd = isFlow && !hasBraces;
  let end = hasBraces ? head.start + 1 : head.start;
  const entries: Pair[] = [];
  while (reader.peek()?.type !== EVENT_ID.POP) {
    const begin = skip(text, end);
    const nameEvent = reader.peek();
    const key = readSpot(reader, begin);
    isOdd ||= text[begin] === '?' || key.kind !== 'scalar' || key.style === 'empty';
    const colon = skipBlanks(text, key.end);
    const hasColon = text[colon] === ':';
    const from = hasColon ? colon + 1 : key.end;
    const value = readSpot(reader, from);
    end = Math.max(value.end, from);
    const name = nameEvent?.type === EVENT_ID.SCALAR ? getScalarValue(text, nameEvent) : '';
    entries.push({ name, begin, from, hasColon, value, end });
  }
  reader.next();
  return { kind: 'mapping', ...head, isFlow, isOdd, entries, end: hasBraces ? skipAll(text, end) + 1 : end };
}

function sequenceSpot(reader: Reader, head: Head, style: number): SequenceSpot {
  const { text } = reader;
  const isFlow = style === COLLECTION_STYLE.FLOW;
  let isOdd = false;
  let end = isFlow ? head.start + 1 : head.start;
  const entries: Item[] = [];
  while (reader.peek()?.type !== EVENT_ID.POP) {
    const begin = isFlow ? skipAll(text, end) : skipBlanks(text, end);
    const from = isFlow ? begin : begin + 1;
    const value = readSpot(reader, from);
    isOdd ||= !isFlow && text[begin] !== '-';
    end = Math.max(value.end, from);
    entries.push({ begin, from, value, end });
  }
  reader.next();
  return { kind: 'sequence', ...head, isFlow, isOdd, entries, end: isFlow ? skipAll(text, end) + 1 : end };
}

/** Behind the anchor or tag of a value; undefined where it has none. */
export function propsEnd(text: string, { begin, start }: Spotted): number | undefined {
  return begin === start ? undefined : begin + text.slice(begin, start).search(/\s*(?:#.*\s*)*$/);
}
