/** A YAML file that is about to be changed, place by place. */
import type { Json } from './edit-model.ts';
import type { Row } from './edit-rows.ts';
import type { Path } from './problem.ts';
import type { Lines } from './yaml-lines.ts';
import type { AliasSpot, Outline, Spotted } from './yaml-outline.ts';
import type { Style } from './yaml-print.ts';

export type Splice = { readonly start: number; readonly end: number; readonly text: string };

export type Page = {
  readonly lines: Lines;
  readonly style: Style;
  readonly aliases: readonly AliasSpot[];
  /** What becomes of the lists at the top level whose entries are followed one by one. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
};

/** A place for a value: behind the colon of a key or a dash, within brackets, or the whole document. */
export type Slot = {
  readonly kind: 'pair' | 'item' | 'flow' | 'document';
  readonly path: Path;
  readonly value: Spotted;
  /** Behind the colon or the dash. */
  readonly from: number;
  /** Of the key or the dash; -1 for the document. */
  readonly column: number;
};

/** From one value in a place to another one; throws `Unchangeable` where that would touch anything else. */
export type Change = (page: Page, slot: Slot, was: Json, wanted: Json) => readonly Splice[];

export function spliced(text: string, splices: readonly Splice[], from = 0, to = text.length): string {
  let result = '';
  let at = from;
  for (const { start, end, text: put } of splices.toSorted((one, other) => one.start - other.start)) {
    result += text.slice(at, start) + put;
    at = end;
  }
  return result + text.slice(at, to);
}

/** Where nothing can be found to go by, the habits of the sample file. */
export const usualStyle = { step: 2, dash: 2, dashWidth: 2 } as const;

/** How the file indents, by the first of each kind that it has. */
export function styleOf({ root }: Outline, lines: Lines): Style {
  const found: { step?: number; dash?: number; dashWidth?: number } = {};
  const look = (spot: Spotted | undefined, column: number): void => {
    if (spot === undefined || !('entries' in spot) || spot.isFlow) return;
    const own = lines.column(spot.start);
    if (spot.kind === 'mapping' && column >= 0 && own > column) found.step ??= own - column;
    if (spot.kind === 'sequence' && column >= 0) found.dash ??= own - column;
    for (const { begin, value } of spot.entries) {
      const isBehindDash =
        spot.kind === 'sequence' && value.end > value.begin && lines.at(value.begin) === lines.at(begin);
      if (isBehindDash) found.dashWidth ??= value.begin - begin;
      // Behind a dash a mapping is as deep as the dash is wide, which says nothing about steps.
      look(value, spot.kind === 'mapping' ? own : -1);
    }
  };
  look(root, -1);
  const isJson = root?.kind === 'mapping' && root.isFlow && lines.text[root.entries[0]?.begin ?? 0] === '"';
  return { ...usualStyle, ...found, eol: lines.eol, isJson };
}
