/** A seeded source of chance (mulberry32), so that a scenario's phases can be had again. */
export type Random = {
  /** At least `low`, below `high`. */
  between(low: number, high: number): number;
  oneOf<T>(items: readonly [T, ...T[]]): T;
};

export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    between: (low, high) => low + (high - low) * next(),
    oneOf: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}

/** A seed for one scenario's run: scenarios of the same round do not share their phases. */
export function seedOf(name: string, round: number): number {
  let hash = 2_166_136_261;
  for (const character of `${name}/${round}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return hash >>> 0;
}
