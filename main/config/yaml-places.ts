/** Where in a YAML file something stands, or would stand. */
import type { Path } from './problem.ts';
import type { Lines } from './yaml-lines.ts';
import { commentColumn, lineBehind } from './yaml-lines.ts';
import type { Outline, Spotted } from './yaml-outline.ts';

/** Whether there are lines in the section that are comments and nothing else. */
export function hasComments({ root }: Outline, lines: Lines, section: string): boolean {
  const pair = root?.kind === 'mapping' && !root.isFlow ? root.entries.find(({ name }) => name === section) : undefined;
  if (pair === undefined) return false;
  const values = plainLines(pair.value, lines);
  const behind = lineBehind(lines, pair.end, lines.column(pair.begin));
  for (let line = lines.at(pair.from - 1) + 1; line < behind; line += 1) {
    if (commentColumn(lines.read(line)) !== undefined && !values.has(line)) return true;
  }
  return false;
}

/** Lines of text that spans several of them, in which a # begins no comment. */
function plainLines(value: Spotted, lines: Lines): ReadonlySet<number> {
  if ('entries' in value) return new Set(value.entries.flatMap((entry) => [...plainLines(entry.value, lines)]));
  const [first, last] = [lines.at(value.start), lines.at(Math.max(value.end - 1, value.start))];
  return new Set(Array.from({ length: last - first }, (_, index) => first + 1 + index));
}

/** Of the value at the path, or of what comes nearest to it. */
export function placeOf({ root }: Outline, path: Path): number {
  let [spot, place] = [root, root?.begin ?? 0];
  for (const part of path) {
    if (spot?.kind !== 'mapping' && spot?.kind !== 'sequence') break;
    const entries: readonly { readonly begin: number; readonly value: Spotted; readonly name?: string }[] =
      spot.entries;
    const entry = entries.find(({ name }, index) => (typeof part === 'number' ? index === part : name === part));
    if (entry === undefined) break;
    [spot, place] = [entry.value, entry.begin];
  }
  return place;
}
