/**
 * The entries of a block collection as runs of whole lines: each with its own comments, and the lines between them that
 * belong to none, such as blank ones. Lines go in and out and all others stay as they are. Pure.
 */
import { commentColumn, isBlank, splitLines } from './yaml-lines.ts';

export type Entry = {
  /** The lines before it that are not its own. */
  readonly gap: string;
  readonly text: string;
};

export type Run = {
  readonly entries: readonly Entry[];
  /** The lines behind the last one that still belong to the collection. */
  readonly tail: string;
};

export type Taken = {
  readonly run: Run;
  /** The lines that are gone: the entry, and one of the two separations that it had. */
  readonly text: string;
  /** How many lines stay between them and the entry before. */
  readonly gap: number;
};

export type TakenLines = Omit<Taken, 'run'> & { readonly index: number };

export function runText({ entries, tail }: Run): string {
  return entries.map(({ gap, text }) => gap + text).join('') + tail;
}

/** Whether lines are left that are comments when all entries are gone. */
export function hasOwnComments({ entries, tail }: Run): boolean {
  return [...entries.map(({ gap }) => gap), tail].flatMap(splitLines).some((line) => commentColumn(line) !== undefined);
}

/** What separated the entry on both sides separates its neighbours once. */
export function takeOut(run: Run, index: number): Taken {
  const entry = run.entries[index];
  if (entry === undefined) throw new RangeError(`there is no entry ${index}`);
  const rest = run.entries.toSpliced(index, 1);
  const behind = rest[index]?.gap ?? run.tail;
  const isLast = index === rest.length;
  const [before, blankBefore] = splitBlankEnd(entry.gap);
  const [blankBehind, after] = splitBlankStart(behind);
  if (isLast && rest.length > 0 && blankBefore !== '' && (behind === '' || blankBehind !== '')) {
    return taken(run, rest, index, before + behind, { text: blankBefore + entry.text, gap: lineCount(before) });
  }
  const isSeparated = blankBefore !== '' || (index === 0 && entry.gap === '');
  if (!isLast && isSeparated && blankBehind !== '') {
    const kept = entry.gap + after;
    return taken(run, rest, index, kept, { text: entry.text + blankBehind, gap: lineCount(entry.gap) });
  }
  return taken(run, rest, index, entry.gap + behind, { text: entry.text, gap: lineCount(entry.gap) });
}

/** `between` are the lines that are left between the neighbours. */
function taken(run: Run, rest: readonly Entry[], index: number, between: string, lines: Omit<Taken, 'run'>): Taken {
  return { run: withGap({ ...run, entries: rest }, index, between), ...lines };
}

function withGap(run: Run, index: number, gap: string): Run {
  const entry = run.entries[index];
  return entry === undefined ? { ...run, tail: gap } : { ...run, entries: run.entries.with(index, { ...entry, gap }) };
}

/** The blank lines with which the entries are separated; `alone` where there are not two of them to go by. */
export function separation({ entries }: Run, alone: string): string {
  return entries.length > 1 ? clean(splitBlankStart(entries.at(-1)?.gap ?? '')[0]) : alone;
}

/** Blanks that somebody left at the end of a line are not for others to repeat. */
function clean(blankLines: string): string {
  return blankLines.replace(/[ \t]+/g, '');
}

/** Puts an entry before the one with this index, separated as that one is, or as is usual. */
export function putIn(run: Run, index: number, text: string, usual: string): Run {
  const { entries } = run;
  const next = entries[index];
  if (entries.length === 0) return { ...run, entries: [{ gap: '', text }] };
  if (index === 0 && next !== undefined) {
    return { ...run, entries: [{ gap: next.gap, text }, { gap: usual, text: next.text }, ...entries.slice(1)] };
  }
  const gap = next !== undefined && splitBlankStart(next.gap)[1] === '' ? clean(next.gap) : usual;
  return { ...run, entries: entries.toSpliced(index, 0, { gap, text }) };
}

/**
 * Puts lines that were taken out back, so many lines into the gap before the entry with this index; undefined where there
 * are fewer.
 */
export function putAt(run: Run, index: number, lines: number, text: string): Run | undefined {
  const between = splitLines(run.entries[index]?.gap ?? run.tail);
  if (lines < 0 || between.length < lines) return undefined;
  const [blankBefore, own] = splitBlankStart(text);
  const [entry, blankBehind] = splitBlankEnd(own);
  const gap = between.slice(0, lines).join('') + blankBefore;
  const rest = withGap(run, index, blankBehind + between.slice(lines).join(''));
  return { ...rest, entries: rest.entries.toSpliced(index, 0, { gap, text: entry }) };
}

/** A place in one of the gaps: before the entry with this index, so many lines into its gap. */
export type GapPlace = { readonly index: number; readonly lines: number };

/** Behind the lines with which a comment shows how the key would be written, such as `#retry_interval: 2`. */
export function placeOfExample(run: Run, key: string, column: number): GapPlace | undefined {
  for (let index = 0; index <= run.entries.length; index += 1) {
    const between = splitLines(run.entries[index]?.gap ?? run.tail);
    const at = between.findIndex((line) => isExample(line, key, column));
    if (at >= 0) return { index, lines: exampleEnd(between, at) };
  }
  return undefined;
}

function isExample(line: string, key: string, column: number): boolean {
  const hash = commentColumn(line);
  if (hash === undefined || hash > column) return false;
  const [, blanks = '', name] = /^( *)["']?([^"':\s]+)["']?[ \t]*:(?:\s|$)/.exec(line.slice(hash + 1)) ?? [];
  if (name !== key) return false;
  return hash === column ? blanks.length <= 1 : [column, column + 1].includes(hash + 1 + blanks.length);
}

/** Behind the lines that are switched off with it: deeper by an indentation, as prose has one blank behind its #. */
function exampleEnd(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  const hash = commentColumn(first) ?? 0;
  const depth = (line: string): number => {
    const blanks = line.slice(hash + 1).search(/\S/);
    return /^- /.test(line.slice(hash + 1 + blanks)) ? blanks + 2 : blanks;
  };
  const behind = lines.findIndex(
    (line, index) => index > at && (commentColumn(line) !== hash || depth(line) < depth(first) + 2),
  );
  return behind < 0 ? lines.length : behind;
}

function splitBlankStart(gap: string): readonly [blank: string, rest: string] {
  const lines = splitLines(gap);
  const at = lines.findIndex((line) => !isBlank(line));
  return at < 0 ? [gap, ''] : [lines.slice(0, at).join(''), lines.slice(at).join('')];
}

function splitBlankEnd(gap: string): readonly [rest: string, blank: string] {
  const lines = splitLines(gap);
  const at = lines.findLastIndex((line) => !isBlank(line)) + 1;
  return [lines.slice(0, at).join(''), lines.slice(at).join('')];
}

function lineCount(text: string): number {
  return splitLines(text).length;
}
