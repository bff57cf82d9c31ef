/** How long the other side has asked to be left alone, also by an earlier run. Nothing overrides it. */
import type { Clock } from '../monitor/ports.ts';
import type { Receipts } from './receipts.ts';

export type Limit = {
  /** Monotonic; a time that has passed where nothing is asked. */
  until(): number;
  /** It asks for so long, from `now` on; monotonic. */
  set(forMs: number, now: number): void;
};

/** `note` is the name by which the next run finds it. */
export function createLimit(clock: Clock, receipts: Receipts, note: string): Limit {
  /** Undefined until what an earlier run was told is known. */
  let limit: number | undefined;

  /** What an earlier run was told goes by the wall clock; no clock makes it longer than it was. */
  function until(): number {
    if (limit !== undefined) return limit;
    const [wallUntil, lasts] = (receipts.noted(note) ?? '').split(' ').map(Number);
    const left = Math.min(lasts ?? 0, (wallUntil ?? 0) - clock.wallMs());
    limit = left > 0 ? clock.monotonicMs() + left : Number.NEGATIVE_INFINITY;
    return limit;
  }

  return {
    until,
    set(forMs, now) {
      if (now + forMs <= until()) return;
      limit = now + forMs;
      receipts.note(note, `${Math.round(clock.wallMs() + forMs)} ${Math.round(forMs)}`);
    },
  };
}
