/** The lines of a text, counted from 0, and what they are where no value stands on them. */

export type Lines = {
  readonly text: string;
  /** How the file ends its lines; what is put in does the same. */
  readonly eol: '\n' | '\r\n';
  readonly count: number;
  at(offset: number): number;
  /** The offset of its first character; of a line behind the last the end of the text. */
  start(line: number): number;
  /** Without its line end. */
  read(line: number): string;
  /** Characters between the beginning of its line and the offset. */
  column(offset: number): number;
};

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  const start = (line: number): number => starts[line] ?? text.length;
  const at = (offset: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    text,
    eol: /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n',
    count: text === '' ? 0 : starts.length,
    at,
    start,
    read: (line) => text.slice(start(line), start(line + 1)).replace(/\r?\n$/, ''),
    column: (offset) => offset - start(at(offset)),
  };
}

/** The line behind an entry with all comments that are deeper than it, which are its own. */
export function lineBehind(lines: Lines, end: number, column: number): number {
  const first = lines.at(Math.max(end - 1, 0)) + 1;
  let behind = first;
  for (let line = first; line < lines.count; line += 1) {
    const text = lines.read(line);
    const comment = commentColumn(text);
    if (comment !== undefined && comment > column) behind = line + 1;
    else if (!isBlank(text)) break;
  }
  return behind;
}

export function isBlank(line: string): boolean {
  return /^[ \t]*\r?\n?$/.test(line);
}

/** The column of the `#` where there is nothing but a comment on the line. */
export function commentColumn(line: string): number | undefined {
  const at = line.search(/[^ \t]/);
  return line[at] === '#' ? at : undefined;
}

/** With their line ends. */
export function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Of the first dash in the lines of a list entry; undefined where there is none, as in brackets. */
export function dashColumn(text: string): number | undefined {
  return /^( *)-(?:[ \t]|\r?\n)/m.exec(text)?.[1]?.length;
}

/** The lines of a list entry with its dash in this column; undefined where there is no dash. */
export function reindented(text: string, column: number, eol: string): string | undefined {
  const own = dashColumn(text);
  if (own === undefined) return undefined;
  const shift = column - own;
  return splitLines(text.endsWith('\n') ? text : text + eol)
    .map((line) => {
      const own = line.replace(/\r?\n$/, '');
      const moved = shift >= 0 ? ' '.repeat(shift) + own : own.replace(new RegExp(`^ {0,${-shift}}`), '');
      return (isBlank(own) ? own : moved) + eol;
    })
    .join('');
}

export function withoutBlankEnds(text: string): string {
  return text.replace(/^(?:[ \t]*\r?\n)+|(?<=\n)(?:[ \t]*\r?\n)+$/g, '');
}
