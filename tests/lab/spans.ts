/** Stretches of time, and what two lists of them have in common. Times are epoch milliseconds. */
export type Span = { readonly from: number; readonly to: number };

/** In order, without overlaps, and without what is empty. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to)
      result[result.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}

export function common(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  const pairs = merged(some).flatMap((a) =>
    merged(others).map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })),
  );
  return merged(pairs);
}

export function without(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  let left = merged(some);
  for (const { from, to } of merged(others)) {
    left = left.flatMap((span) => [
      { from: span.from, to: Math.min(span.to, from) },
      { from: Math.max(span.from, to), to: span.to },
    ]);
    left = merged(left);
  }
  return left;
}

export function lengthMs(spans: readonly Span[]): number {
  return merged(spans).reduce((sum, { from, to }) => sum + to - from, 0);
}
