/** Judges an answer against what a service expects of it. Pure: text in, verdict out. */
import type { Expectations, Failure, HeaderExpectation, JsonExpectation, StatusRange } from './model.ts';

/** So much of a body is read and judged, never more. */
export const maxBodyBytes = 1024 * 1024;

/**
 * Says whether the regular expression (flags `su`) occurs in the text. Handed in, because only the outside can stop
 * an expression that backtracks for ever: then it says `gave_up`.
 */
export type PatternSearch = (source: string, text: string) => 'found' | 'absent' | 'gave_up';

/** False when the body's text decides nothing, so that nobody needs to keep it. */
export function needsBody(expect: Expectations): boolean {
  return (
    expect.contains.length > 0 || expect.notContains.length > 0 || expect.matches.length > 0 || expect.json.length > 0
  );
}

export function isExpectedStatus(expected: readonly StatusRange[], statusCode: number): boolean {
  return expected.some((range) => statusCode >= range.from && statusCode <= range.to);
}

export function judgeStatus(expected: readonly StatusRange[], statusCode: number, reason: string): Failure | undefined {
  if (isExpectedStatus(expected, statusCode)) return undefined;
  const got = reason === '' ? `${statusCode}` : `${statusCode} ${plain(reason, 60)}`;
  const wanted = expected.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(' or ');
  return { kind: 'status', phase: 'first_byte', sentence: `expected status ${wanted}, got ${got}` };
}

/** Header names are given in lower case; a header that came several times is a list. */
export function judgeHeaders(
  expected: readonly HeaderExpectation[],
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Failure | undefined {
  for (const { name, equals, contains } of expected) {
    const values = [headers[name.toLowerCase()] ?? []].flat();
    const isMet = (value: string) =>
      (equals === undefined || value === equals) && (contains === undefined || value.includes(contains));
    if (values.some(isMet)) continue;
    const sentence =
      values.length === 0
        ? `header ${name} is missing`
        : `header ${name} is ${quote(values.join(', '))}, expected ${
            equals === undefined ? `it to contain ${quote(contains ?? '')}` : quote(equals)
          }`;
    return { kind: 'content', phase: 'first_byte', sentence };
  }
  return undefined;
}

/**
 * Judges the text of a body. With `complete` false the text is only the body's beginning: what that decides is decided,
 * and what it leaves open is `too_large`.
 */
export function judgeBody(
  expect: Expectations,
  text: string,
  complete: boolean,
  search: PatternSearch,
): Failure | undefined {
  const tooLarge = (what: string): Failure => ({
    kind: 'too_large',
    phase: 'body',
    sentence: `body is longer than 1 MiB, and its first 1 MiB ${what}`,
  });
  let open: Failure | undefined;
  for (const wanted of expect.contains) {
    if (text.includes(wanted)) continue;
    if (complete) return content(`body does not contain ${quote(wanted)}; ${beginning(text)}`);
    open ??= tooLarge(`does not contain ${quote(wanted)}`);
  }
  for (const unwanted of expect.notContains) {
    const at = text.indexOf(unwanted);
    if (at >= 0) return content(`body contains ${quote(unwanted)}: ${quote(around(text, at, unwanted.length))}`);
    if (!complete) open ??= tooLarge(`does not decide whether ${quote(unwanted)} is in it`);
  }
  for (const source of expect.matches) {
    const outcome = search(source, text);
    if (outcome === 'found') continue;
    if (outcome === 'gave_up') {
      return content(`the expression ${quote(source)} takes too long on this body; simplify it, ${beginning(text)}`);
    }
    if (complete) return content(`body does not match ${quote(source)}; ${beginning(text)}`);
    open ??= tooLarge(`does not match ${quote(source)}`);
  }
  if (open !== undefined || expect.json.length === 0) return open;
  return complete ? judgeJson(expect.json, text) : tooLarge('is no complete JSON');
}

function judgeJson(expected: readonly JsonExpectation[], text: string): Failure | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return content(`body is not JSON; ${beginning(text)}`);
  }
  for (const { path, equals } of expected) {
    const steps = parseJsonPath(path);
    if (steps === undefined) return content(`${quote(path)} is not a JSON path such as $.a.b[0]`);
    const difference = differenceAt(document, steps, equals);
    if (difference !== undefined) return content(`JSON ${difference}`);
  }
  return undefined;
}

type JsonStep = string | number;

/** Understands `$.a.b[0]`, `a.b` and `$["any name"]`; undefined when it is none of these. */
export function parseJsonPath(path: string): readonly JsonStep[] | undefined {
  const steps: JsonStep[] = [];
  const token = /\.?([^.[\]"']+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\['([^']*)'\]/uy;
  token.lastIndex = path.startsWith('$') ? 1 : 0;
  while (token.lastIndex < path.length) {
    const found = token.exec(path);
    if (found === null) return undefined;
    const [, name, index, doubleQuoted, singleQuoted] = found;
    if (index !== undefined) steps.push(Number(index));
    else if (doubleQuoted === undefined) steps.push(name ?? singleQuoted ?? '');
    else {
      try {
        steps.push(String(JSON.parse(doubleQuoted)));
      } catch {
        return undefined;
      }
    }
  }
  return steps;
}

function differenceAt(document: unknown, steps: readonly JsonStep[], wanted: unknown): string | undefined {
  let value = document;
  let reached = '$';
  for (const step of steps) {
    const next = childOf(value, step);
    const place = `${reached}${typeof step === 'number' ? `[${step}]` : `.${plain(step, 40)}`}`;
    if (next === undefined) return `${place} is missing, expected ${show(wanted)}; ${reached} is ${show(value)}`;
    value = next;
    reached = place;
  }
  if (isSameJson(value, wanted)) return undefined;
  const named = (it: unknown) => (typeOf(value) === typeOf(wanted) ? show(it) : `${typeOf(it)}${show(it)}`);
  return `${reached} is ${named(value)}, expected ${named(wanted)}`;
}

function childOf(value: unknown, step: JsonStep): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return /^\d+$/u.test(`${step}`) ? value[Number(step)] : undefined;
  return Object.entries(value).find(([key]) => key === `${step}`)?.[1];
}

function isSameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => isSameJson(item, right[index]));
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const others = new Map<string, unknown>(Object.entries(right));
  const mine = Object.entries(left);
  return (
    mine.length === others.size && mine.every(([key, item]) => others.has(key) && isSameJson(item, others.get(key)))
  );
}

function typeOf(value: unknown): string {
  return value === null || value === undefined ? '' : `the ${Array.isArray(value) ? 'list' : typeof value} `;
}

function show(value: unknown): string {
  return plain(JSON.stringify(value) ?? 'nothing', 80);
}

function content(sentence: string): Failure {
  return { kind: 'content', phase: 'body', sentence };
}

function beginning(text: string): string {
  return text.trim() === '' ? 'it is empty' : `it begins with ${quote(text)}`;
}

function around(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - 30), at + Math.min(length, 40) + 30);
}

/** Text of a stranger, on one line, without control characters, cut. */
function plain(text: string, length: number): string {
  const line = text
    .slice(0, length * 4)
    .replace(/\s+/gu, ' ')
    .replace(/[\p{C}]/gu, '�')
    .trim();
  const characters = [...line];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : line;
}

function quote(text: string): string {
  return `"${plain(text, 80)}"`;
}
