/** When the program is killed: mostly while something is under way that a kill could take from it. */
import type { Random } from '../lab/random.ts';
import type { Moment } from './slack.ts';

export type Signal = Moment | 'opened' | 'resolved' | 'started';

export type KillPlan = {
  /** What has to happen first; undefined waits for nothing. */
  readonly after: Signal | undefined;
  /** So many of these pass before the one that counts. */
  readonly skip: number;
  readonly delayMs: number;
  /** For when what has to happen does not. */
  readonly atLatestMs: number;
};

export type Signals = {
  emit(signal: Signal): void;
  /** Resolves at the signal, or when the time is over. */
  next(signal: Signal, skip: number, atLatestMs: number): Promise<void>;
};

/** Now and then it may live for a while, so that it gets something done between all the kills. */
export function planKill(random: Random): KillPlan {
  const share = random.between(0, 1);
  const few = (most: number): number => Math.floor(random.between(0, most));
  const plan = (after: Signal | undefined, skip: number, longestDelayMs: number, atLatestMs = 5_000): KillPlan => {
    return { after, skip, delayMs: random.between(0, longestDelayMs), atLatestMs };
  };
  if (share < 0.2) return plan('arrived', few(5), 60);
  if (share < 0.4) return plan('carried_out', few(5), 60);
  if (share < 0.6) return plan('answered', few(5), 20);
  if (share < 0.75) return plan('opened', few(2), 400);
  if (share < 0.85) return plan('resolved', few(2), 400);
  if (share < 0.88) return plan('started', 0, 300);
  if (share < 0.9) return plan(undefined, 0, 400);
  if (share < 0.97) return plan(undefined, 0, 6_000);
  return { after: undefined, skip: 0, delayMs: random.between(8_000, 25_000), atLatestMs: 0 };
}

export function createSignals(): Signals {
  const listeners = new Set<(signal: Signal) => void>();
  return {
    emit(signal) {
      for (const listener of [...listeners]) listener(signal);
    },
    next: (wanted, skip, atLatestMs) =>
      new Promise((resolve) => {
        let left = skip;
        const finish = () => {
          clearTimeout(timer);
          listeners.delete(listener);
          resolve();
        };
        const timer = setTimeout(finish, atLatestMs);
        const listener = (signal: Signal) => {
          if (signal !== wanted) return;
          if (left === 0) finish();
          left -= 1;
        };
        listeners.add(listener);
      }),
  };
}
