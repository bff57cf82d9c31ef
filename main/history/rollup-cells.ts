/** Sums of checks over minutes or hours, and how they lie on disk. */
import { lastGoodCode } from './check-records.ts';
import { createNumberReader, pushNumber } from './small-numbers.ts';

/**
 * So many cells in a row, one for each minute of an hour or hour of a day. Of each: checks, failed ones, and the sum,
 * minimum and maximum of the durations of the good ones, in ticks.
 */
export type Cells = Float64Array;

const fields = 5;

export const createCells = (count: number): Cells => new Float64Array(count * fields);

export function addCheck(cells: Cells, cell: number, code: number, ticks: number): void {
  const at = cell * fields;
  const good = code <= lastGoodCode;
  add(cells, at, 1, good ? 0 : 1, good ? ticks : 0, ticks, ticks);
}

function add(cells: Cells, at: number, count: number, failed: number, sum: number, min: number, max: number): void {
  const goodBefore = (cells[at] ?? 0) - (cells[at + 1] ?? 0);
  if (count > failed) {
    cells[at + 3] = goodBefore === 0 ? min : Math.min(cells[at + 3] ?? 0, min);
    cells[at + 4] = goodBefore === 0 ? max : Math.max(cells[at + 4] ?? 0, max);
  }
  cells[at] = (cells[at] ?? 0) + count;
  cells[at + 1] = (cells[at + 1] ?? 0) + failed;
  cells[at + 2] = (cells[at + 2] ?? 0) + sum;
}

/** Adds all cells of `from` to one of `into`: an hour's minutes to the hour's place in its day. */
export function addSum(into: Cells, cell: number, from: Cells): void {
  visitCells(from, (_, count, failed, sum, min, max) => add(into, cell * fields, count, failed, sum, min, max));
}

export type CellVisit = (cell: number, count: number, failed: number, sum: number, min: number, max: number) => void;

/** Only the cells in which something was checked. */
export function visitCells(cells: Cells, visit: CellVisit): void {
  for (let at = 0; at < cells.length; at += fields) {
    const count = cells[at] ?? 0;
    if (count === 0) continue;
    visit(at / fields, count, cells[at + 1] ?? 0, cells[at + 2] ?? 0, cells[at + 3] ?? 0, cells[at + 4] ?? 0);
  }
}

/** Cells without a check take no room. */
export function encodeCells(cells: Cells): Uint8Array {
  const bytes: number[] = [];
  let next = 0;
  visitCells(cells, (cell, count, failed, sum, min, max) => {
    pushNumber(bytes, cell - next);
    pushNumber(bytes, count);
    pushNumber(bytes, failed);
    if (count > failed) {
      pushNumber(bytes, sum);
      pushNumber(bytes, min);
      pushNumber(bytes, max - min);
    }
    next = cell + 1;
  });
  return Uint8Array.from(bytes);
}

export function decodeCells(bytes: Uint8Array, count: number): Cells {
  const cells = createCells(count);
  const numbers = createNumberReader(bytes);
  for (let cell = 0; !numbers.isAtEnd; cell += 1) {
    cell += numbers.next();
    const at = cell * fields;
    const checks = numbers.next();
    const failed = numbers.next();
    cells[at] = checks;
    cells[at + 1] = failed;
    if (checks === failed) continue;
    cells[at + 2] = numbers.next();
    cells[at + 3] = numbers.next();
    cells[at + 4] = (cells[at + 3] ?? 0) + numbers.next();
  }
  return cells;
}
