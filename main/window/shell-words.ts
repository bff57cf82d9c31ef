/** Text as one word of a POSIX shell. Pure. */

/** A part of a word: as it is, or the value that a variable has where the command is run. */
export type Piece = { readonly text: string } | { readonly variable: string };

/** Nothing in it is anything but text to a shell, whatever it holds. */
export function quotedText(text: string): string {
  if (/^[\w@%+:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Variables stand in double quotes, so that their value stays one word too. */
export function quotedPieces(pieces: readonly Piece[]): string {
  const words = pieces.map((piece) => ('text' in piece ? quotedText(piece.text) : `"\${${piece.variable}}"`));
  return words.length === 0 ? "''" : words.join('');
}
