/** What stands between the values of a YAML text: blanks, line ends and comments, none of which means anything. */

/** The offset of the next character from `at` on that is none of these. */
export function skipBlanks(text: string, at: number): number {
  return skip(text, at, ' \t\r\n');
}

/** The same between entries in brackets, where commas separate them. */
export function skipAll(text: string, at: number): number {
  return skip(text, at, ' \t\r\n,');
}

function skip(text: string, from: number, blanks: string): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '#') at = lineEnd(text, at) - 1;
    else if (!blanks.includes(character)) return at;
  }
  return text.length;
}

/** The offset of the line end at or behind the offset, or of the end of the text. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
