import { describe, expect, it } from 'vitest';
import {
  addBins,
  addDuration,
  createBins,
  createHourBins,
  type DurationBins,
  encodeBins,
  percentile,
} from '../../../main/history/duration-bins.ts';
import { createRandom } from '../../lab/random.ts';

const largest = 2 ** 24 - 1;

function binsOf(ticks: readonly number[]): DurationBins {
  const bins = createHourBins();
  for (const one of ticks) addDuration(bins, one);
  return bins;
}

/** The smallest one that so many do not exceed. */
function exact(ticks: readonly number[], share: number): number {
  const sorted = ticks.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

describe('percentiles of durations', () => {
  it('are exact for short ones, and off by less than 1.6 % for all others', () => {
    const random = createRandom(7);
    for (const most of [100, 127, 5_000, 90_000, largest]) {
      const ticks = Array.from({ length: 500 }, () => Math.floor(most * random.between(0, 1) ** 3));
      for (const share of [0.001, 0.25, 0.5, 0.95, 0.99, 1]) {
        const wanted = exact(ticks, share);
        const told = percentile(binsOf(ticks), share) ?? Number.NaN;
        expect(Math.abs(told - wanted)).toBeLessThanOrEqual(most <= 127 ? 0 : wanted * 0.016);
      }
    }
  });

  it('are those of the one there is, of the longest there can be, and none of none', () => {
    expect([0.5, 0.95, 0.99].map((share) => percentile(binsOf([93]), share))).toEqual([93, 93, 93]);
    expect(percentile(binsOf([largest, largest]), 0.5)).toBeGreaterThan(largest * 0.984);
    expect(percentile(binsOf([]), 0.5)).toBeUndefined();
  });

  it('are of all hours together as of all checks in one', () => {
    const random = createRandom(11);
    const hours = Array.from({ length: 24 }, () =>
      Array.from({ length: 180 }, () => Math.floor(random.between(500, 200_000))),
    );
    const sum = createBins();
    for (const hour of hours) addBins(sum, encodeBins(binsOf(hour)));
    expect([...sum]).toEqual([...binsOf(hours.flat())]);
  });

  it('add up beyond what one hour can hold', () => {
    const hour = encodeBins(binsOf(Array.from({ length: 60_000 }, () => 1_234)));
    const sum = createBins();
    for (let count = 0; count < 3; count += 1) addBins(sum, hour);
    addDuration(sum, 50);
    expect([percentile(sum, 1 / 180_001), Math.max(...sum)]).toEqual([50, 180_000]);
  });

  it('take no room where nothing was measured', () => {
    expect([encodeBins(binsOf([])).length, encodeBins(binsOf([largest])).length]).toEqual([0, 3]);
  });
});
