/** At which hours of the week incidents begin. Pure. */

/** How dark a cell is; 0 for none at all. */
export type Level = 0 | 1 | 2 | 3 | 4;
export type Cell = { readonly weekday: number; readonly hour: number; readonly count: number; readonly level: Level };

/** `byHour`: 7 rows from Monday on, each of 24 hours. What is there is never drawn as if it were not. */
export function cellsOf(byHour: readonly (readonly number[])[]): readonly (readonly Cell[])[] {
  const peak = Math.max(0, ...byHour.flat());
  return byHour.map((hours, weekday) =>
    hours.map((count, hour) => ({ weekday, hour, count, level: levelOf(count, peak) })),
  );
}

function levelOf(count: number, peak: number): Level {
  if (count <= 0) return 0;
  const share = count / peak;
  if (share > 0.75) return 4;
  if (share > 0.5) return 3;
  return share > 0.25 ? 2 : 1;
}

/** The hour in which most begin; undefined where none stands out. */
export function busiest(cells: readonly (readonly Cell[])[]): Cell | undefined {
  const [first, second] = cells.flat().toSorted((a, b) => b.count - a.count);
  return first !== undefined && first.count > 1 && first.count > (second?.count ?? 0) ? first : undefined;
}

/** Where arrow keys lead; a picture has edges. */
export function neighbour(at: { readonly weekday: number; readonly hour: number }, key: string) {
  const { weekday, hour } = at;
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  switch (key) {
    case 'ArrowLeft':
      return { weekday, hour: within(hour - 1, 23) };
    case 'ArrowRight':
      return { weekday, hour: within(hour + 1, 23) };
    case 'ArrowUp':
      return { weekday: within(weekday - 1, 6), hour };
    case 'ArrowDown':
      return { weekday: within(weekday + 1, 6), hour };
    case 'Home':
      return { weekday, hour: 0 };
    case 'End':
      return { weekday, hour: 23 };
    default:
      return undefined;
  }
}
