/** How far back the chart looks. Pure. */

export const ranges = ['1h', '24h', '7d', '30d', '90d'] as const;
export type Range = (typeof ranges)[number];

/** Epoch milliseconds. */
export type Span = { readonly from: number; readonly to: number };

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

export const rangeMs: Readonly<Record<Range, number>> = {
  '1h': hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
  '90d': 90 * dayMs,
};

/** Nobody looks for anything between two checks of one second. */
const shortestSpanMs = 60_000;

/** As the address has it; the last hour where it has none, since that is where something is going on. */
export function rangeOf(param: string | undefined): Range {
  return ranges.find((range) => range === param) ?? '1h';
}

/** What was marked, within what there is, and not too short to be drawn. */
export function zoomedTo(marked: Span, whole: Span): Span {
  const span = Math.min(Math.max(marked.to - marked.from, shortestSpanMs), whole.to - whole.from);
  const middle = (marked.from + marked.to) / 2;
  const from = Math.max(whole.from, Math.min(middle - span / 2, whole.to - span));
  return { from: Math.round(from), to: Math.round(from + span) };
}

/** Half as much around a moment, or, with a `factor` above 1, more. */
export function scaled({ from, to }: Span, around: number, factor: number): Span {
  return { from: around - (around - from) * factor, to: around + (to - around) * factor };
}
