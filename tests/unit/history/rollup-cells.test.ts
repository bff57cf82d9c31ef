import { describe, expect, it } from 'vitest';
import {
  addCheck,
  addSum,
  type Cells,
  createCells,
  decodeCells,
  encodeCells,
  visitCells,
} from '../../../main/history/rollup-cells.ts';

const ok = 0;
const refused = 3;

function told(cells: Cells): number[][] {
  const rows: number[][] = [];
  visitCells(cells, (...row) => rows.push(row));
  return rows;
}

describe('sums over minutes', () => {
  it('count all checks, and take durations from the good ones', () => {
    const cells = createCells(60);
    addCheck(cells, 7, ok, 500);
    addCheck(cells, 7, refused, 3);
    addCheck(cells, 7, ok, 200);
    addCheck(cells, 59, refused, 1);
    expect(told(cells)).toEqual([
      [7, 3, 1, 700, 200, 500],
      [59, 1, 1, 0, 0, 0],
    ]);
  });

  it('take a good answer of no time at all for the shortest', () => {
    const cells = createCells(1);
    addCheck(cells, 0, ok, 0);
    addCheck(cells, 0, ok, 9);
    expect(told(cells)).toEqual([[0, 2, 0, 9, 0, 9]]);
  });

  it('read as they were written, however large', () => {
    const cells = createCells(24);
    addCheck(cells, 0, refused, 1);
    addCheck(cells, 1, ok, 127);
    for (let i = 0; i < 3_600; i += 1) addCheck(cells, 23, i % 10 === 0 ? refused : ok, 16_777_215 - (i % 7));
    expect(told(decodeCells(encodeCells(cells), 24))).toEqual(told(cells));
    expect(told(decodeCells(encodeCells(createCells(60)), 60))).toEqual([]);
  });

  it('add up to hours', () => {
    const minutes = createCells(60);
    addCheck(minutes, 3, ok, 10);
    addCheck(minutes, 4, refused, 1);
    addCheck(minutes, 5, ok, 30);
    const hours = createCells(24);
    addSum(hours, 2, minutes);
    addSum(hours, 2, minutes);
    expect(told(hours)).toEqual([[2, 6, 2, 80, 10, 30]]);
  });
});
