/** Where in a YAML file something stands, or would stand. */
import type { Path } from './problem.ts';
import { blockOf } from './yaml-block.ts';
import type { Outline, Spotted } from './yaml-outline.ts';
import type { Page, Slot } from './yaml-page.ts';
import { hasOwnComments } from './yaml-run.ts';

/** Whether there are comments in the section that belong to none of its keys or entries. */
export function hasComments(page: Page, { root }: Outline, section: string): boolean {
  const pair = root?.kind === 'mapping' && !root.isFlow ? root.entries.find(({ name }) => name === section) : undefined;
  if (pair === undefined) return false;
  const { value, from, begin } = pair;
  const slot: Slot = { kind: 'pair', path: [section], value, from, column: page.lines.column(begin) };
  const entries = 'entries' in value && !value.isFlow ? value.entries : [];
  return hasOwnComments(blockOf(page, slot, entries, [], value.kind === 'sequence' ? 'entries' : 'keys').run);
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
