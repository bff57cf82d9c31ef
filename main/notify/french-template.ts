/**
 * Rewrites text by pairs of templates such as "no route to <place>". Not by regular expressions: text of a stranger
 * stands within, and none of it may make the search slow. Each literal is sought once, so that the time grows with the
 * length of the text and with nothing else.
 */
import { gap } from './french-typography.ts';

/** What may stand in a hole, as French; undefined where it is something else, so that the template does not fit. */
export type Reader = (text: string) => string | undefined;

/**
 * A hole is `<name>` or `<name:kind>`, and of the kind `name` in the first case. It ends where the literal after it
 * occurs first; with `+` (`<name+>`) where that occurs last, for a stranger's text before one's own.
 */
export type Pair = readonly [english: string, french: string];

export type Rewriter = (text: string) => string | undefined;

type Hole = { readonly name: string; readonly read: Reader; readonly isGreedy: boolean };
type Pattern = { readonly start: string; readonly holes: readonly (Hole & { readonly after: string })[] };

const hole = /<(\w+)(\+?)(?::(\w+))?>/;
/** Its pieces by `split`: literal, name, greed, kind, literal, and so on. */
const piecesPerHole = 4;

/** The first pair that fits counts; a pair's French is set with spaces that do not break. */
export function rewriter(pairs: readonly Pair[], readers: Readonly<Record<string, Reader>>): Rewriter {
  const compiled = pairs.map(([english, french]) => [patternOf(english, readers), piecesOf(french)] as const);
  return (text) => {
    for (const [pattern, french] of compiled) {
      const values = match(pattern, text);
      if (values !== undefined) return fill(french, values);
    }
    return undefined;
  };
}

function patternOf(template: string, readers: Readonly<Record<string, Reader>>): Pattern {
  const pieces = template.split(hole);
  const holes = [];
  for (let at = 1; at < pieces.length; at += piecesPerHole) {
    const [name = '', greed, kind = name, after = ''] = pieces.slice(at);
    const read = readers[kind];
    if (read === undefined) throw new Error(`nothing reads <${kind}> of "${template}"`);
    holes.push({ name, read, isGreedy: greed === '+', after });
  }
  return { start: pieces[0] ?? '', holes };
}

function match({ start, holes }: Pattern, text: string): ReadonlyMap<string, string> | undefined {
  if (holes.length === 0) return text === start ? new Map() : undefined;
  const end = text.length - (holes.at(-1)?.after.length ?? 0);
  if (!text.startsWith(start) || !text.endsWith(holes.at(-1)?.after ?? '') || end < start.length) return undefined;
  const values = new Map<string, string>();
  let at = start.length;
  for (const [index, { name, read, isGreedy, after }] of holes.entries()) {
    const isLast = index === holes.length - 1;
    const until = isLast ? end : isGreedy ? text.lastIndexOf(after, end - after.length) : text.indexOf(after, at);
    if (until < at || (!isLast && until + after.length > end)) return undefined;
    const value = read(text.slice(at, until));
    if (value === undefined) return undefined;
    values.set(name, value);
    at = until + after.length;
  }
  return values;
}

/** Literals and names of holes, in turn. */
function piecesOf(french: string): readonly string[] {
  return french.split(/<(\w+)>/).map((piece, at) => (at % 2 === 1 ? piece : typeset(piece)));
}

const typeset = (literal: string): string => literal.replace(/ (?=[:;?»])/g, gap).replaceAll('« ', `«${gap}`);

function fill(pieces: readonly string[], values: ReadonlyMap<string, string>): string {
  return pieces.map((piece, at) => (at % 2 === 1 ? (values.get(piece) ?? '') : piece)).join('');
}
