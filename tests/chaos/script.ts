/** Breaks and mends the services at random: some alone, some with what they share, now and then most of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../lab/random.ts';
import { type Failing, failings, type Service } from './services.ts';

export type Script = {
  /** How often a service was broken. */
  readonly breakages: number;
  /** Breaks nothing more and mends everything. */
  end(): Promise<void>;
};

/** Who fails again sooner goes on with the same incident, and from the second time on its recovery is told late. */
const restMs = 5 * 60_000 + 15_000;
const mostDown = 0.6;

type State = { readonly service: Service; isDown: boolean; mendedAt: number; relapses: number };

export function startScript(services: readonly Service[], random: Random): Script {
  const states = services.map((service): State => {
    return { service, isDown: false, mendedAt: Number.NEGATIVE_INFINITY, relapses: 0 };
  });
  const over = new AbortController();
  const mending = new Set<Promise<void>>();
  let breakages = 0;

  const pause = (ms: number): Promise<void> => delay(ms, undefined, { signal: over.signal }).catch(() => undefined);
  const isRested = (state: State, now: number): boolean => now - state.mendedAt >= restMs;
  const chance = (share: number): boolean => random.between(0, 1) < share;

  async function breakFor(state: State, how: Failing, afterMs: number, forMs: number): Promise<void> {
    state.isDown = true;
    await pause(afterMs);
    state.relapses = isRested(state, Date.now()) ? 0 : state.relapses + 1;
    if (!over.signal.aborted) {
      breakages += 1;
      await state.service.break(how);
      await pause(forMs);
    }
    await state.service.mend();
    state.mendedAt = Date.now();
    state.isDown = false;
  }

  /** Who is to fail next, and whether all in the same moment. */
  function chosen(): readonly State[] {
    const now = Date.now();
    const well = states.filter(({ isDown }) => !isDown);
    const rested = well.filter((state) => isRested(state, now));
    const candidates = chance(0.25) ? well.filter((one) => !isRested(one, now) && one.relapses === 0) : rested;
    const [first, ...others] = candidates;
    if (first === undefined) return [];
    if (chance(0.02) && rested.length > states.length / 2) return rested.slice(0, Math.ceil(states.length * mostDown));
    const one = random.oneOf([first, ...others]);
    const neighbours = candidates.filter(({ service }) => service.host === one.service.host);
    return chance(0.7) ? neighbours : [one];
  }

  async function play(): Promise<void> {
    while (!over.signal.aborted) {
      await pause(random.between(500, 5_000));
      const down = states.filter(({ isDown }) => isDown).length;
      if (over.signal.aborted || down >= states.length * mostDown) continue;
      const how = random.oneOf(failings);
      const forMs = random.between(2_500, 20_000);
      for (const state of chosen()) {
        const broken = breakFor(state, how, random.between(0, 1_500), forMs * random.between(0.7, 1.3));
        mending.add(broken);
        void broken.finally(() => mending.delete(broken));
      }
    }
  }

  const playing = play();
  return {
    get breakages() {
      return breakages;
    },
    async end() {
      over.abort();
      await playing;
      await Promise.all(mending);
    },
  };
}
