/** The sum behind the promise, as one would write it down. Pure. */
import type { CadenceView } from '../../preload/past.ts';

export type CadenceTerm = {
  readonly kind: 'interval' | 'confirming' | 'timeout' | 'sending';
  readonly ms: number;
  /** So many times `ms`. */
  readonly times: number;
};

/** What takes no time is left out; the others make `worstCaseMs` together. */
export function cadenceTerms(cadence: CadenceView): readonly CadenceTerm[] {
  const { intervalMs, failureThreshold, retryIntervalMs, timeoutMs, sendingMs } = cadence;
  const terms: readonly CadenceTerm[] = [
    { kind: 'interval', ms: intervalMs, times: 1 },
    { kind: 'confirming', ms: retryIntervalMs, times: failureThreshold - 1 },
    { kind: 'timeout', ms: timeoutMs, times: 1 },
    { kind: 'sending', ms: sendingMs, times: 1 },
  ];
  return terms.filter(({ ms, times }) => ms * times > 0);
}
