import { describe, expect, it } from 'vitest';
import { placeWindow, smallest } from '../../../main/shell/window-bounds.ts';

const laptop = { x: 0, y: 24, width: 1_440, height: 876 };
const screenOnTheLeft = { x: -1_920, y: 0, width: 1_920, height: 1_080 };
const at = (x: number, y: number, width = 900, height = 700) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

describe('where the window opens', () => {
  it('is the middle of the primary display, the first time', () => {
    const { bounds } = placeWindow(undefined, [laptop, screenOnTheLeft]);
    expect(bounds.x + bounds.width / 2).toBeCloseTo(laptop.x + laptop.width / 2, -1);
    expect(bounds.y + bounds.height / 2).toBeCloseTo(laptop.y + laptop.height / 2, -1);
  });

  it('is where it was left, also on another display and partly beyond an edge', () => {
    for (const last of [at(100, 100), at(-1_500, 50), at(1_300, 400)]) {
      expect(placeWindow(last, [laptop, screenOnTheLeft])).toEqual(last);
    }
  });

  it('is on the laptop again when the display it was on is unplugged', () => {
    const { bounds } = placeWindow(at(-1_500, 50), [laptop]);
    expect(bounds).toMatchObject({ width: 900, height: 700 });
    expect(bounds.x).toBeGreaterThanOrEqual(laptop.x);
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(laptop.x + laptop.width);
  });

  it.each([
    ['below the screen', at(100, 2_000)],
    ['with its title above it', at(100, -400)],
    ['with a sliver at the right', at(1_430, 100)],
  ])('is never where nobody can take hold of it: %s', (_where, last) => {
    const { bounds } = placeWindow(last, [laptop]);
    expect(bounds.x).toBeGreaterThanOrEqual(laptop.x);
    expect(bounds.y).toBeGreaterThanOrEqual(laptop.y);
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(laptop.x + laptop.width);
  });

  it('is no larger than the display that is there now, and no smaller than it works', () => {
    expect(placeWindow(at(0, 30, 3_000, 2_000), [laptop]).bounds).toMatchObject({ width: 1_440, height: 876 });
    expect(placeWindow(at(50, 50, 10, 10), [laptop]).bounds).toMatchObject(smallest);
  });

  it('is maximized again, and keeps the size that it has otherwise', () => {
    expect(placeWindow({ ...at(100, 100), isMaximized: true }, [laptop])).toEqual({
      ...at(100, 100),
      isMaximized: true,
    });
  });

  it('is somewhere even where the system knows of no display', () => {
    expect(placeWindow(undefined, []).bounds.width).toBeGreaterThanOrEqual(smallest.width);
  });
});
