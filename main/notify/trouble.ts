/** What holds up everything a notifier has to tell: that it fails as a whole, and that the other side asks for quiet. */
import type { Clock } from '../monitor/ports.ts';
import { retryMs } from './backoff.ts';
import type { FailedDelivery } from './notifier.ts';
import type { Receipts } from './receipts.ts';

const limitNote = 'limited_until';

export type Trouble = ReturnType<typeof createTrouble>;

/** While it lasts, one attempt at a time finds out whether it works again. Times are monotonic. */
export function createTrouble(clock: Clock, random: () => number, receipts: Receipts) {
  let trouble: { readonly wave: number; readonly failures: number; readonly until: number } | undefined;
  /** Counts the troubles: what began in an earlier wave says nothing new about the present one. */
  let wave = 0;
  /** Not even `retryNow` overrides it; undefined until what an earlier run was told is known. */
  let limit: number | undefined;

  /** What an earlier run was told goes by the wall clock; no clock makes it longer than it was. */
  function limitedUntil(): number {
    if (limit !== undefined) return limit;
    const [wallUntil, lasts] = (receipts.noted(limitNote) ?? '').split(' ').map(Number);
    const left = Math.min(lasts ?? 0, (wallUntil ?? 0) - clock.wallMs());
    limit = left > 0 ? clock.monotonicMs() + left : Number.NEGATIVE_INFINITY;
    return limit;
  }

  return {
    isOn: (): boolean => trouble !== undefined,
    /** Which wave what begins now belongs to. */
    wave: (): number => wave,
    until: (now: number): number => Math.max(limitedUntil(), trouble?.until ?? now),
    /** The other side asks to be left alone for so long. */
    limit(forMs: number, now: number): void {
      if (now + forMs <= limitedUntil()) return;
      limit = now + forMs;
      receipts.note(limitNote, `${Math.round(clock.wallMs() + forMs)} ${Math.round(forMs)}`);
    },
    /** Attempts that were under way together fail together: they count as one failure. */
    note(failure: FailedDelivery, startedIn: number, now: number): void {
      if (trouble !== undefined && startedIn < trouble.wave) return;
      const limited = failure.retryAfterMs !== undefined;
      const failures = (trouble?.failures ?? 0) + (limited ? 0 : 1);
      const wait = failure.retryAfterMs ?? retryMs(failures, failure.retryable, random);
      wave += 1;
      trouble = { wave, failures, until: now + wait };
    },
    over(): void {
      trouble = undefined;
    },
    retryNow(now: number): void {
      if (trouble !== undefined) trouble = { wave, failures: 0, until: now };
    },
  };
}
