/** The watch over one service: which attempts are under way, and when the next one is due. */
import type { Appointment } from './agenda.ts';
import { unplaced } from './agenda.ts';
import type { Cadence } from './cadence.ts';
import { cadence } from './cadence.ts';
import type { Service } from './model.ts';
import type { Cancel } from './ports.ts';
import type { Standing } from './verdict.ts';

export type Attempt = {
  readonly watch: Watch;
  /** Attempts of one service count up; results are weighed by the order of their beginnings. */
  readonly order: number;
  /** Monotonic milliseconds. */
  readonly startedAt: number;
  /** Set for a confirming attempt: the scheduled one that it was started beside or after. */
  readonly confirms?: Attempt;
  cancel: Cancel;
};

export type Watch = Appointment & {
  service: Service;
  cadence: Cadence;
  standing: Standing;
  readonly inFlight: Set<Attempt>;
  /** Monotonic time of the next scheduled check. */
  scheduledAt: number;
  /** Monotonic time of a confirming check that is wanted, or Infinity. */
  confirmAt: number;
  /** The attempt that began last. */
  latest: Attempt | undefined;
  /** The beginning of the latest attempt that was answered well: what began before and fails after is old news. */
  lastGoodOrder: number;
  /** The beginning of the latest attempt whose failure counted: a good answer to an older one says nothing new either. */
  lastBadOrder: number;
  attempts: number;
  /** Whether an attempt waits for a permit. */
  queued: boolean;
  closed: boolean;
};

export function createWatch(service: Service, standing: Standing, firstAt: number): Watch {
  return {
    service,
    cadence: cadence(service),
    standing,
    inFlight: new Set(),
    scheduledAt: firstAt,
    confirmAt: Number.POSITIVE_INFINITY,
    latest: undefined,
    lastGoodOrder: 0,
    lastBadOrder: 0,
    attempts: 0,
    queued: false,
    closed: false,
    dueAt: Number.POSITIVE_INFINITY,
    position: unplaced,
  };
}

/** When this service wants attention next. */
export function nextAt(watch: Watch): number {
  return Math.min(watch.scheduledAt, watch.confirmAt);
}

/**
 * Whether one more attempt is needed to decide, beside those that failed and those under way. An attempt that has not
 * answered within the retry gap counts like a failure here: should it become one, its confirmation is already under way.
 */
export function needsConfirmation(watch: Watch): boolean {
  const { status, failures, successes } = watch.standing.health;
  const { failureThreshold, recoveryThreshold } = watch.service;
  const open = undecided(watch);
  switch (status) {
    case 'pending':
    case 'up':
    case 'failing':
      return failures + open > 0 && failures + open < failureThreshold;
    case 'recovering':
      return successes + open < recoveryThreshold;
    case 'down':
      return false;
  }
}

/**
 * Attempts under way that tell of the present: the latest scheduled one and those that confirm it. Older ones, of a
 * service whose timeout is longer than its interval, may still be answered well and mean nothing for now.
 */
function undecided({ inFlight, lastGoodOrder, latest }: Watch): number {
  const chain = (latest?.confirms ?? latest)?.order ?? 0;
  let count = 0;
  for (const { order } of inFlight) if (order > lastGoodOrder && order >= chain) count += 1;
  return count;
}

/** Wants a confirming check one retry gap after the latest attempt began, where one is needed. */
export function planConfirmation(watch: Watch, now: number): void {
  const wanted = needsConfirmation(watch) && watch.latest !== undefined;
  watch.confirmAt = wanted
    ? Math.max(now, (watch.latest?.startedAt ?? now) + watch.service.retryIntervalMs)
    : Number.POSITIVE_INFINITY;
}

/** An answer that comes in time makes the attempts moot that were started only because it was slow. */
export function confirmationsOf(attempt: Attempt): readonly Attempt[] {
  return [...attempt.watch.inFlight].filter((other) => other.confirms === attempt);
}
