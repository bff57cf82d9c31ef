import { describe, expect, it } from 'vitest';
import { rangeInSight } from '../../../renderer/services/window-range.ts';

describe('the rows that are drawn', () => {
  it('cover everything in sight wherever one has scrolled', () => {
    for (let scrollTop = 0; scrollTop < 40_000; scrollTop += 37) {
      const { first, end } = rangeInSight(scrollTop, 700, 40, 1_000);
      expect(first * 40).toBeLessThanOrEqual(scrollTop);
      expect(end === 1_000 || end * 40 >= scrollTop + 700).toBe(true);
    }
  });

  it('are few, however long the list is', () => {
    const { first, end } = rangeInSight(20_000, 700, 40, 100_000);
    expect(end - first).toBeLessThan(50);
  });

  it('stay the same over most small steps, so that scrolling draws little', () => {
    const ranges = new Set(Array.from({ length: 160 }, (_, px) => JSON.stringify(rangeInSight(px, 700, 40, 1_000))));
    expect(ranges.size).toBe(1);
  });
});
