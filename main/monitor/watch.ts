/** The watch over one service: which attempts are under way, and when the next one is due. */
import type { Appointment } from './agenda.ts';
import { unplaced } from './agenda.ts';
import type { Cadence } from './cadence.ts';
import { cadence } from './cadence.ts';
import type { Finding } from './investigations.ts';
import type { FailureKind, Service, UnobservedSegment } from './model.ts';
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
  /** By how much the wall clock had been set in all when it began, milliseconds. */
  readonly clockShiftMs: number;
  cancel: Cancel;
  /** Withdrawn: what it still brings does not count. */
  isVoid: boolean;
  /** Whether the network was asked about while it hung. */
  isDoubted: boolean;
  /** How the network was found to be while it was under way. */
  readonly proofs: Finding[];
};

/** The latest good result that counted. */
export type LastGood = {
  /** Beginning, epoch milliseconds. */
  readonly at: number;
  /** Without port. */
  readonly address?: string;
  readonly localAddress?: string;
};

export type Watch = Appointment & {
  service: Service;
  cadence: Cadence;
  standing: Standing;
  readonly inFlight: Set<Attempt>;
  /** Failed, but it is not known yet whose fault that is. */
  readonly judging: Set<Attempt>;
  /** Set while it is not observed. */
  blind: Omit<UnobservedSegment, 'to'> | undefined;
  /** Since when it has not been observed, whatever the reasons one after the other; epoch milliseconds. */
  unseenFrom: number | undefined;
  /** Since when it is observed again, epoch milliseconds. */
  seenSince: number | undefined;
  /** What it requires of the network did not hold when last looked at. */
  isHeldBack: boolean;
  lastGood: LastGood | undefined;
  /** An earlier run saw it well then, or later: epoch milliseconds. Undefined where nothing is known of one. */
  wellAt: number | undefined;
  /** Of the latest failure that counted. */
  lastKind: FailureKind | undefined;
  /** When that was known, monotonic milliseconds. */
  lastBadAt: number | undefined;
  /** The latest result that counted was good, but slower than `max_response_time`. */
  isSlow: boolean;
  /** Whether a check of it was over since the last full cycle. */
  isInCycle: boolean;
  /**
   * Set when a failure was inconclusive: monotonic time since which the network was seen to work. What began before may
   * have failed for the same reason; what begins later counts.
   */
  redoneAt: number | undefined;
  /** Monotonic time of the next scheduled check. */
  scheduledAt: number;
  /** Monotonic time of a confirming check that is wanted, or Infinity. */
  confirmAt: number;
  /** Monotonic time at which the network is asked about because an attempt hangs, or Infinity. */
  doubtAt: number;
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
    judging: new Set(),
    blind: undefined,
    unseenFrom: undefined,
    seenSince: undefined,
    isHeldBack: false,
    lastGood: undefined,
    wellAt: undefined,
    lastKind: undefined,
    lastBadAt: undefined,
    isSlow: false,
    isInCycle: false,
    redoneAt: undefined,
    scheduledAt: firstAt,
    confirmAt: Number.POSITIVE_INFINITY,
    doubtAt: Number.POSITIVE_INFINITY,
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
  return Math.min(watch.scheduledAt, watch.confirmAt, watch.doubtAt);
}

/** Whether nothing is under way that could soon tell how it is. */
export function isIdle({ queued, inFlight, judging }: Watch): boolean {
  return !queued && inFlight.size === 0 && judging.size === 0;
}

/** Whether an incident is open. */
export function isAlarmed({ standing }: Watch): boolean {
  return standing.incident !== undefined;
}

/** Where packets get lost, so many attempts more than needed are begun side by side, and any of them may be the good one. */
const hedges = 3;
const hedgeGapMs = 1_000;

/**
 * Whether one more attempt is needed to decide, beside those that failed and those under way. An attempt that has not
 * answered within the retry gap counts like a failure here: should it become one, its confirmation is already under way.
 */
export function needsConfirmation(watch: Watch, isLossy: boolean): boolean {
  const { status, failures, successes } = watch.standing.health;
  const { failureThreshold, recoveryThreshold } = watch.service;
  const open = undecided(watch);
  // A run that was cut off is confirmed by nothing that is not observed; an attempt that hangs may yet be.
  if (watch.blind !== undefined && watch.inFlight.size === 0) return false;
  switch (status) {
    case 'pending':
    case 'up':
    case 'failing': {
      const enough = failureThreshold + (isLossy && open > 0 ? hedges : 0);
      return failures + open > 0 && failures + open < enough;
    }
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
function undecided({ inFlight, judging, lastGoodOrder, latest }: Watch): number {
  const chain = (latest?.confirms ?? latest)?.order ?? 0;
  let count = 0;
  for (const { order } of inFlight) if (order > lastGoodOrder && order >= chain) count += 1;
  for (const { order } of judging) if (order > lastGoodOrder && order >= chain) count += 1;
  return count;
}

/** Wants a confirming check one retry gap after the latest attempt began, where one is needed. */
export function planConfirmation(watch: Watch, now: number, isLossy: boolean): void {
  const { latest, service } = watch;
  const gapMs = isLossy ? Math.min(hedgeGapMs, service.retryIntervalMs) : service.retryIntervalMs;
  const wanted = latest !== undefined && needsConfirmation(watch, isLossy);
  watch.confirmAt = wanted ? Math.max(now, latest.startedAt + gapMs) : Number.POSITIVE_INFINITY;
}

/** What an investigation takes at the most, and a little. */
const investigationMs = 2_100;

/** At half-time, or so much earlier that the answer is there when three quarters of the time have passed. */
function doubtAfter(timeoutMs: number): number {
  return Math.max(timeoutMs / 5, Math.min(timeoutMs / 2, 0.75 * timeoutMs - investigationMs));
}

/**
 * Wants the network asked about when half of an attempt's time has passed in silence. What is found out then tells, once
 * the attempt has failed, that the network was there all the while; asked only afterwards, it might just have returned.
 */
export function planDoubt(watch: Watch): void {
  watch.doubtAt = Number.POSITIVE_INFINITY;
  if (isAlarmed(watch)) return;
  for (const { startedAt, isDoubted } of watch.inFlight) {
    if (!isDoubted) watch.doubtAt = Math.min(watch.doubtAt, startedAt + doubtAfter(watch.service.timeoutMs));
  }
}

/** Ends what is under way, and what waits to be judged. */
export function withdraw(watch: Watch): void {
  for (const attempt of [...watch.inFlight, ...watch.judging]) {
    attempt.isVoid = true;
    attempt.cancel();
  }
  watch.judging.clear();
}

/** An answer that comes in time makes the attempts moot that were started only because it was slow. */
export function confirmationsOf(attempt: Attempt): readonly Attempt[] {
  return [...attempt.watch.inFlight].filter((other) => other.confirms === attempt);
}
