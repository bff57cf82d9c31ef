/** Which rows of a long list are worth drawing: those in sight and a few around them. Pure. */

export type Range = { readonly first: number /** Exclusive. */; readonly end: number };

const spareRows = 6;
/** The range moves in steps, so that most of a scroll draws nothing anew. */
const stepRows = 4;

/** All lengths in pixels. */
export function rangeInSight(scrollTop: number, height: number, rowHeight: number, count: number): Range {
  const top = Math.floor(scrollTop / rowHeight / stepRows) * stepRows;
  const rows = Math.ceil(height / rowHeight) + stepRows;
  return { first: Math.max(0, top - spareRows), end: Math.min(count, top + rows + spareRows) };
}
