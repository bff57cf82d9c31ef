/** New values as YAML, in the style of the file that they go into. */
import { dump } from 'js-yaml';
import type { Json } from './edit-model.ts';
import { isList, isObject } from './edit-model.ts';

export type Style = {
  readonly eol: string;
  /** Columns by which a mapping is deeper than its key. */
  readonly step: number;
  /** Columns by which the dashes of a list are deeper than its key; 0 in many files. */
  readonly dash: number;
  /** Columns from a dash to what follows it. */
  readonly dashWidth: number;
  /** The file is JSON, and stays so. */
  readonly isJson: boolean;
};

export type Quotes = 'single' | 'double';

/** `head` stands on the line of the key or dash, `body` are the lines below it. */
export type Printed = { readonly head: string; readonly body: string };

const longestLine = 80;

/** On one line, within brackets or not. Quotes are put where they are asked for or needed. */
export function scalarText(value: string | number | boolean | null, quotes: Quotes | undefined, inFlow: boolean) {
  if (typeof value !== 'string') return value === null ? 'null' : `${value}`;
  const wish = { lineWidth: -1, forceQuotes: quotes !== undefined, quoteStyle: quotes ?? gentlest(value) } as const;
  return inFlow || /[\r\n]/.test(value)
    ? dump([value], { ...wish, flowLevel: 0 })
        .trimEnd()
        .slice(1, -1)
    : dump(value, wish).replace(/\n$/, '');
}

/** Backslashes, as in regular expressions, stay readable in single quotes. */
function gentlest(value: string): Quotes {
  return /["\\]/.test(value) && !value.includes("'") ? 'single' : 'double';
}

export function flowText(value: Json, style: Style): string {
  if (isList(value)) return `[${value.map((entry) => flowText(entry, style)).join(', ')}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${keyText(key, style, true)}: ${flowText(entry, style)}`)
      .join(', ')}}`;
  }
  return style.isJson && typeof value === 'string' ? jsonText(value) : scalarText(value, undefined, true);
}

export function keyText(key: string, { isJson }: Style, inFlow: boolean): string {
  return isJson ? jsonText(key) : scalarText(key, undefined, inFlow);
}

/** JSON allows characters that YAML does not. */
function jsonText(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As the value of a key in this column. */
export function pairValue(value: Json, column: number, style: Style, quotes?: Quotes): Printed {
  if (isList(value) && !isShort(value, style)) {
    return { head: '', body: value.map((entry) => itemText(entry, column + style.dash, style)).join('') };
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return { head: '', body: pairsText(value, column + style.step, style) };
  }
  return plainValue(value, column + style.step, style, quotes);
}

/** As an entry of a list whose dashes are in this column; the head goes behind the dash. */
export function itemValue(value: Json, column: number, style: Style, quotes?: Quotes): Printed {
  const inside = column + style.dashWidth;
  if (!isObject(value) || Object.keys(value).length === 0) return plainValue(value, inside, style, quotes);
  const lines = pairsText(value, inside, style).slice(inside);
  const end = lines.indexOf(style.eol);
  return { head: lines.slice(0, end), body: lines.slice(end + style.eol.length) };
}

export function pairText(key: string, value: Json, column: number, style: Style): string {
  const { head, body } = pairValue(value, column, style);
  return `${' '.repeat(column)}${keyText(key, style, false)}:${head === '' ? '' : ` ${head}`}${style.eol}${body}`;
}

export function itemText(value: Json, column: number, style: Style): string {
  const { head, body } = itemValue(value, column, style);
  return `${' '.repeat(column)}${'-'.padEnd(style.dashWidth)}${head}${style.eol}${body}`;
}

function pairsText(value: { readonly [key: string]: Json }, column: number, style: Style): string {
  return Object.entries(value)
    .map(([key, entry]) => pairText(key, entry, column, style))
    .join('');
}

function plainValue(value: Json, column: number, style: Style, quotes: Quotes | undefined): Printed {
  if (isList(value) || isObject(value)) return { head: flowText(value, style), body: '' };
  if (typeof value === 'string' && isLiteral(value)) {
    const lines = value.replace(/\n$/, '').split('\n');
    const indented = lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line) + style.eol);
    return { head: value.endsWith('\n') ? '|' : '|-', body: indented.join('') };
  }
  return { head: scalarText(value, quotes, false), body: '' };
}

/** Whether its lines can stand as they are: what is not plainly visible in them needs quotes. */
function isLiteral(value: string): boolean {
  const isVisible = /^[\n\t\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]+$/u.test(
    value,
  );
  return /^\S.*\n/.test(value) && isVisible && !/^[ \t]+$/m.test(value) && !value.endsWith('\n\n');
}

/** What is read at a glance, such as codes, days and tags, stays on one line. */
function isShort(value: readonly Json[], style: Style): boolean {
  const isBrief = (entry: Json): boolean => (typeof entry === 'string' ? /^.{0,40}$/.test(entry) : !isNested(entry));
  return value.every(isBrief) && flowText(value, style).length <= longestLine;
}

function isNested(value: Json): boolean {
  return isList(value) || isObject(value);
}
