import { describe, expect, it } from 'vitest';
import type { Bar, CheckResult } from '../../../preload/snapshot.ts';
import {
  barPaths,
  barStep,
  barsHeight,
  barsShown,
  countBars,
  heightOf,
  latestResponse,
} from '../../../renderer/services/bar-shapes.ts';

const bar = (result: CheckResult, durationMs = 100): Bar => [0, durationMs, result];

/** Left edge and height of every bar of a path. */
const rectangles = (path: string): readonly (readonly [x: number, height: number])[] =>
  [...path.matchAll(/M(\d+) \d+h\d+v(\d+)/g)].map(([, x, height]) => [Number(x), Number(height)]);

describe('the picture of the last checks', () => {
  it('has one bar a check, the latest at the right', () => {
    const { ok } = barPaths([bar('ok'), bar('ok'), bar('ok')]);
    const last = (barsShown - 1) * barStep;
    expect(rectangles(ok).map(([x]) => x)).toEqual([last - 2 * barStep, last - barStep, last]);
  });

  it('shows a failure at full height, however quick it was', () => {
    expect(rectangles(barPaths([bar('refused', 1)]).failed)).toEqual([[(barsShown - 1) * barStep, barsHeight]]);
  });

  it('leaves a gap on the ground where nobody looked', () => {
    const paths = barPaths([bar('unobserved:offline', 10_000)]);
    expect(rectangles(paths.unobserved)[0]?.[1]).toBe(1);
    expect([paths.ok, paths.failed]).toEqual(['', '']);
  });

  it('draws each tenfold time as much higher, on one scale for all', () => {
    expect(heightOf(5)).toBe(0);
    expect(heightOf(10_000)).toBe(1);
    expect(heightOf(60_000)).toBe(1);
    expect(heightOf(500) - heightOf(50)).toBeCloseTo(heightOf(5_000) - heightOf(500));
  });

  it('has room for the last sixty', () => {
    const paths = barPaths(Array.from({ length: 80 }, (_, index) => bar(index < 20 ? 'refused' : 'ok')));
    expect(paths.failed).toBe('');
    expect(rectangles(paths.ok)).toHaveLength(barsShown);
  });

  it('is said in numbers as well', () => {
    expect(countBars([bar('ok'), bar('slow'), bar('status'), bar('unobserved:vpn')])).toEqual({
      checks: 4,
      failed: 1,
      unobserved: 1,
    });
  });

  it('gives the latest response, and none where the latest check saw nothing', () => {
    expect(latestResponse([bar('ok', 80), bar('ok', 120)])).toBe(120);
    expect(latestResponse([bar('ok', 80), bar('unobserved:asleep', 0)])).toBeUndefined();
    expect(latestResponse([])).toBeUndefined();
  });
});
