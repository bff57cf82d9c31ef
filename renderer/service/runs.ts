/** How the last checks went, and what they have in common. Pure. */
import type { FailureKind, UnobservedReason } from '../../main/monitor/model.ts';
import type { Bar, CheckResult } from '../../preload/snapshot.ts';

/** How many of the latest good answers say how long one takes lately. */
const mostLately = 10;

export type Outcome = 'ok' | 'slow' | 'failed' | 'unobserved';

export function outcomeOf(result: CheckResult): Outcome {
  if (result === 'ok' || result === 'slow') return result;
  return isFailure(result) ? 'failed' : 'unobserved';
}

export function isFailure(result: CheckResult): result is FailureKind {
  return result !== 'ok' && result !== 'slow' && !isUnobserved(result);
}

/** Why it does not count; undefined where it does. */
export function reasonOf(result: CheckResult): UnobservedReason | undefined {
  return isUnobserved(result) ? reasons[result] : undefined;
}

type UnobservedResult = Extract<CheckResult, `unobserved:${string}`>;

const reasons: Readonly<Record<UnobservedResult, UnobservedReason>> = {
  'unobserved:paused': 'paused',
  'unobserved:offline': 'offline',
  'unobserved:dns': 'dns',
  'unobserved:captive_portal': 'captive_portal',
  'unobserved:vpn': 'vpn',
  'unobserved:asleep': 'asleep',
  'unobserved:not_running': 'not_running',
};

function isUnobserved(result: CheckResult): result is UnobservedResult {
  return Object.hasOwn(reasons, result);
}

/**
 * How many of the latest checks failed one after the other; those that do not count are passed over. At least one and
 * less than `needed`, since that many would be an incident.
 */
export function failuresInARow(bars: readonly Bar[], needed: number): number {
  return within(
    runOf(bars, (outcome) => outcome === 'failed'),
    needed,
  );
}

/** The same of good answers. */
export function goodOnesInARow(bars: readonly Bar[], needed: number): number {
  return within(
    runOf(bars, (outcome) => outcome !== 'failed'),
    needed,
  );
}

/** The middle one of the latest good answers, milliseconds; undefined where there is none. */
export function usualDurationMs(bars: readonly Bar[]): number | undefined {
  const good = bars.filter(([, , result]) => result === 'ok').slice(-mostLately);
  return good.map(([, durationMs]) => durationMs).toSorted((a, b) => a - b)[Math.floor(good.length / 2)];
}

function runOf(bars: readonly Bar[], fits: (outcome: Outcome) => boolean): number {
  const counted = bars.map(([, , result]) => outcomeOf(result)).filter((outcome) => outcome !== 'unobserved');
  return counted.length - 1 - counted.findLastIndex((outcome) => !fits(outcome));
}

function within(count: number, needed: number): number {
  return Math.max(1, Math.min(count, needed - 1));
}
