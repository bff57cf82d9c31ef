/** How durations spread: counts in narrow bins, from which percentiles are told, and how they lie on disk. */
import { createNumberReader, pushNumber } from './small-numbers.ts';

/**
 * Of each bin, how many durations fall into it. Up to 127 ticks each has a bin of its own; from there on 64 bins make
 * up a doubling, so that what falls into one bin differs by less than 1.6 %.
 */
export type DurationBins = Uint16Array | Uint32Array;

const stepBits = 6;
/** Durations are told in 24 bits, see `check-records.ts`. */
const binCount = binOf(2 ** 24 - 1) + 1;

export const createBins = (): DurationBins => new Uint32Array(binCount);

/** For the checks of one service in one hour, which are a few thousand at the most. Takes half the room. */
export const createHourBins = (): DurationBins => new Uint16Array(binCount);

export function addDuration(bins: DurationBins, ticks: number): void {
  const bin = binOf(ticks);
  bins[bin] = (bins[bin] ?? 0) + 1;
}

/** How many lowest bits a bin of this duration disregards. */
function coarseness(ticks: number): number {
  return Math.max(0, 31 - Math.clz32(ticks) - stepBits);
}

function binOf(ticks: number): number {
  const bits = coarseness(ticks);
  return (bits << stepBits) + (ticks >>> bits);
}

/** The shortest duration in it, and how many there can be. */
function rangeOf(bin: number): { readonly least: number; readonly width: number } {
  const bits = Math.max(0, (bin >>> stepBits) - 1);
  return { least: (bin - (bits << stepBits)) * 2 ** bits, width: 2 ** bits };
}

export function addBins(into: DurationBins, bytes: Uint8Array): void {
  const numbers = createNumberReader(bytes);
  for (let bin = 0; !numbers.isAtEnd; bin += 1) {
    bin += numbers.next();
    into[bin] = (into[bin] ?? 0) + numbers.next();
  }
}

export function encodeBins(bins: DurationBins): Uint8Array {
  const bytes: number[] = [];
  let next = 0;
  for (let bin = 0; bin < bins.length; bin += 1) {
    const count = bins[bin] ?? 0;
    if (count === 0) continue;
    pushNumber(bytes, bin - next);
    pushNumber(bytes, count);
    next = bin + 1;
  }
  return Uint8Array.from(bytes);
}

/**
 * What `share` of all durations (0.95 for 95 %) do not exceed, in ticks: off by less than 1.6 %. Undefined where there
 * is none at all.
 */
export function percentile(bins: DurationBins, share: number): number | undefined {
  let total = 0;
  for (const count of bins) total += count;
  const wanted = Math.max(1, Math.ceil(total * share));
  let before = 0;
  for (const [bin, count] of bins.entries()) {
    if (before + count >= wanted && count > 0) {
      const { least, width } = rangeOf(bin);
      return least + ((width - 1) * (wanted - before - 0.5)) / count;
    }
    before += count;
  }
  return undefined;
}
