/** Why a part of a YAML file has to stay as it is: only the person can tell what a change would mean elsewhere. */
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from './edit-model.ts';
import { at } from './edit-model.ts';
import type { Path } from './problem.ts';
import type { AliasSpot, Pair, Spotted } from './yaml-outline.ts';
import type { Page, Slot } from './yaml-page.ts';

/** Thrown where only the person can change the file; without an offset the path says where. */
export class Unchangeable extends Error {
  readonly path: Path;
  readonly offset: number | undefined;

  constructor(message: string, path: Path, offset?: number) {
    super(message);
    this.path = path;
    this.offset = offset;
  }
}

/** Where a change would reach further than this place, or lose what nobody asked to lose. */
export function refuseUnchangeable(page: Page, { path, value }: Slot): void {
  if (value.kind === 'alias') throw shared(page, path, value, value.anchor);
  if (value.anchor !== undefined && page.aliases.some(({ anchor }) => anchor === value.anchor)) {
    throw shared(page, path, value, value.anchor);
  }
  if (value.isTagged) throw new Unchangeable(byHand(page, value, 'has a tag of its own'), path, value.begin);
  if (value.kind !== 'scalar' && value.isOdd) {
    throw new Unchangeable(byHand(page, value, 'is written in a form that can only be read here'), path, value.begin);
  }
}

/** Where something goes to which an alias elsewhere refers. */
export function refuseLoss(
  page: Page,
  path: Path,
  gone: { readonly begin: number; readonly end: number; readonly value: Spotted },
): void {
  const anchored = anchoredWithin(gone.value);
  const isNeeded = ({ anchor, start }: AliasSpot): boolean =>
    (start < gone.begin || start >= gone.end) && anchored.some((spot) => spot.anchor === anchor);
  const needed = page.aliases.find(isNeeded);
  if (needed !== undefined) throw shared(page, path, gone.value, needed.anchor);
}

/** A key that is there by `<<` alone can be changed for all that merge it, or nowhere. */
export function refuseMerged(
  page: Page,
  path: Path,
  pairs: readonly Pair[],
  was: JsonObject,
  wanted: JsonObject,
): void {
  const merge = pairs.find(({ name }) => name === '<<');
  if (merge === undefined) return;
  const own = new Set(pairs.map(({ name }) => name));
  for (const [key, value] of Object.entries(was)) {
    if (own.has(key) || isDeepStrictEqual(value, at(wanted, key))) continue;
    throw new Unchangeable(byHand(page, merge, 'is merged in with <<'), [...path, key], merge.begin);
  }
}

function anchoredWithin(value: Spotted): readonly Spotted[] {
  const inside = 'entries' in value ? value.entries.flatMap((entry) => anchoredWithin(entry.value)) : [];
  return value.kind !== 'alias' && value.anchor !== undefined ? [value, ...inside] : inside;
}

function shared(page: Page, path: Path, spot: Spotted, anchor: string): Unchangeable {
  return new Unchangeable(byHand(page, spot, `is shared with other places as &${anchor}`), path, spot.begin);
}

export function byHand({ lines }: Pick<Page, 'lines'>, { begin }: { readonly begin: number }, why: string): string {
  return `${why}: edit line ${lines.at(begin) + 1} by hand`;
}
