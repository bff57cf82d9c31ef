/**
 * How often a service must be checked so that an outage of any kind is told within `alert_within`.
 *
 * With threshold k, interval I, retry gap g and timeout T, the worst case runs from an outage that begins just after a
 * check to its alert: I until the next check, (k − 1) · g until the last confirming one starts beside those that hang,
 * T until that one has timed out too, and a second for the sending. Solved for I it gives the interval that keeps the
 * promise; see "Told within 30 seconds" in the README.
 */
import type { Service } from './model.ts';

/** Set aside for the way from the verdict to Slack's answer. */
export const sendingMs = 1_000;
/** No service is checked more often than this, whatever the promise would need. */
export const shortestIntervalMs = 1_000;

export type Timing = Pick<
  Service,
  'checkIntervalMs' | 'alertWithinMs' | 'failureThreshold' | 'retryIntervalMs' | 'timeoutMs'
>;

export type Cadence = {
  /** Between the beginnings of two checks. */
  readonly intervalMs: number;
  /** From the beginning of an outage of the slowest kind to its alert. */
  readonly worstCaseMs: number;
  /** Whether `worstCaseMs` is within the service's `alert_within`. */
  readonly kept: boolean;
  /** Whether the interval had to be shorter than `check_interval` asks for. */
  readonly shortened: boolean;
};

/** The interval at which the service is really checked, and what that guarantees. */
export function cadence(timing: Timing): Cadence {
  const afterFirstCheckMs = (timing.failureThreshold - 1) * timing.retryIntervalMs + timing.timeoutMs + sendingMs;
  const intervalMs = Math.max(
    shortestIntervalMs,
    Math.min(timing.checkIntervalMs, timing.alertWithinMs - afterFirstCheckMs),
  );
  const worstCaseMs = intervalMs + afterFirstCheckMs;
  return {
    intervalMs,
    worstCaseMs,
    kept: worstCaseMs <= timing.alertWithinMs,
    shortened: intervalMs < timing.checkIntervalMs,
  };
}

/** The sum behind `worstCaseMs`, such as "17 s interval + 1 × 2 s retry gap + 10 s timeout + 1 s sending = 30 s". */
export function explainWorstCase(timing: Timing): string {
  const { intervalMs, worstCaseMs } = cadence(timing);
  const terms = [`${seconds(intervalMs)} interval`];
  if (timing.failureThreshold > 1) {
    terms.push(`${timing.failureThreshold - 1} × ${seconds(timing.retryIntervalMs)} retry gap`);
  }
  terms.push(`${seconds(timing.timeoutMs)} timeout`, `${seconds(sendingMs)} sending`);
  return `${terms.join(' + ')} = ${seconds(worstCaseMs)}`;
}

function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(3))} s`;
}
