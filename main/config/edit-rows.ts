/** What becomes of the entries of a list: each of the new ones may be one of the old, which keeps its comments. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Json, Maybe, Removed } from './edit-model.ts';
import { at, isList, isObject } from './edit-model.ts';

export type Row = {
  /** Undefined where only the lines are known, and what they mean depends on the rest of the file. */
  readonly value: Maybe;
  /** The index in the list as it was; absent: it is new. */
  readonly from?: number;
  /** To be put in as they are. */
  readonly lines?: Pick<Removed, 'text' | 'gap'>;
};

export function rowsOf(list: readonly Json[]): readonly Row[] {
  return list.map((value, from) => ({ value, from }));
}

/**
 * The old rows in their new order and with their new values. Equal ones are the same, then those that share what names
 * them, then those that stand at the same place among what is left.
 */
export function matchedRows(rows: readonly Row[], wanted: readonly Json[]): readonly Row[] {
  const left = new Set(rows);
  const found = new Map<number, Row>();
  const pair = (isSame: (row: Row, value: Json, index: number) => boolean): void => {
    for (const [index, value] of wanted.entries()) {
      if (found.has(index)) continue;
      const row = rows[index];
      // An entry that has not moved is looked at first, so that a long list is matched in one go.
      const same =
        row && left.has(row) && isSame(row, value, index) ? row : [...left].find((one) => isSame(one, value, index));
      if (same === undefined) continue;
      found.set(index, same);
      left.delete(same);
    }
  };
  pair((row, value) => isDeepStrictEqual(row.value, value));
  pair((row, value) => names.some((key) => at(value, key) !== undefined && at(row.value, key) === at(value, key)));
  pair((row, value, index) => row.from === index && kindOf(row.value) === kindOf(value));
  return wanted.map((value, index) => ({ ...found.get(index), value }));
}

const names = ['name', 'url', 'host', 'path'] as const;

function kindOf(value: Maybe): string {
  return isList(value) ? 'list' : isObject(value) ? 'mapping' : 'plain';
}

/** Which old entries need not be moved: as many as can keep their order. */
export function staying(rows: readonly Row[]): ReadonlySet<number> {
  // The classic longest increasing subsequence: `ends[n]` is the row that ends the best one of n + 1 rows.
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  const fromOf = (index: number | undefined): number => (index === undefined ? -1 : (rows[index]?.from ?? -1));
  for (const [index, { from }] of rows.entries()) {
    if (from === undefined) continue;
    const length = ends.findLastIndex((end) => fromOf(end) < from) + 1;
    before.set(index, ends[length - 1]);
    ends[length] = index;
  }
  const kept = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = before.get(index)) kept.add(fromOf(index));
  return kept;
}

/** Whether nothing came, went or moved. */
export function isInPlace(rows: readonly Row[], count: number): boolean {
  return rows.length === count && rows.every(({ from }, index) => from === index);
}
