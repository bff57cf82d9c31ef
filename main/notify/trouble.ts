/** What holds up everything a notifier has to tell: that it fails as a whole, and that the other side asks for quiet. */
import type { Clock } from '../monitor/ports.ts';
import { retryMs } from './backoff.ts';
import { createLimit } from './limit.ts';
import type { FailedDelivery } from './notifier.ts';
import type { Receipts } from './receipts.ts';

export type Trouble = ReturnType<typeof createTrouble>;

/** While it lasts, one attempt at a time finds out whether it works again. Times are monotonic. */
export function createTrouble(clock: Clock, random: () => number, receipts: Receipts) {
  let trouble: { readonly wave: number; readonly failures: number; readonly until: number } | undefined;
  /** Counts the troubles: what began in an earlier wave says nothing new about the present one. */
  let wave = 0;
  const limit = createLimit(clock, receipts, 'limited_until');

  return {
    isOn: (): boolean => trouble !== undefined,
    /** Which wave what begins now belongs to. */
    wave: (): number => wave,
    until: (now: number): number => Math.max(limit.until(), trouble?.until ?? now),
    /** The other side asks to be left alone for so long. */
    limit: limit.set,
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
