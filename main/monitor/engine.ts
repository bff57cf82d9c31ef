/**
 * The loop: due → probe → observation → is it me? → verdict → on record → told. It owns the timetable and the watches;
 * whose fault a failure is and what to think of it is decided in `weighing.ts` and `verdict.ts`, and what a result looks
 * like in whatever `Probe` it is given.
 */
import { createAgenda } from './agenda.ts';
import { makeAttempt, type Timekeeper } from './attempts.ts';
import type { Attention } from './attention.ts';
import { cadence } from './cadence.ts';
import { createAttention } from './care.ts';
import { createContinuity, lookEveryMs } from './continuity.ts';
import { createCycle } from './cycle.ts';
import type { Hint, Listener } from './events.ts';
import type { House } from './house.ts';
import { createInquiry } from './inquiry.ts';
import { createLossMeter } from './loss.ts';
import { createOutages } from './outages.ts';
import { createPermits, leaseFor } from './permits.ts';
import type { Cancel, Change, Clock, Ledger, Probe } from './ports.ts';
import { remind } from './reminders.ts';
import { type Roster, reviseRoster, stop } from './roster.ts';
import { extendBlindness, isOfNetwork, loseSight } from './sight.ts';
import { withSilence } from './silenced-verdict.ts';
import { createSilences } from './silences.ts';
import { attendToSilences } from './silencing.ts';
import { offsetOf, spread } from './spread.ts';
import type { Surroundings } from './surroundings.ts';
import { withOutage } from './telling.ts';
import { clockWasSet, machineSlept } from './time-travel.ts';
import { flappingWindowMs, type Standing, type Verdict } from './verdict.ts';
import { isAlarmed, isIdle, nextAt, planConfirmation, planDoubt, type Watch } from './watch.ts';
import { doubt } from './weighing.ts';
import { noteLoss, othersThan } from './witnesses.ts';

/** Checks due this close together share a wake-up. */
const coalesceMs = 50;
/** A timer that would ring this much too early is left alone: answers come in by the dozen, and each moves the time. */
const idleRingMs = 250;
/** Bounds the sockets of a service whose timeout is many times its interval. */
const mostAttemptsInFlight = 16;
/** How often what lasts is put on record again. */
const upkeepEveryMs = 60_000;
/** The system may tell of a wake this much later than it was seen. */
const oneWakeMs = 10_000;
/** A run of failures that began within the flapping window may be decided this much later. */
const longestDecisionMs = 30 * 60_000;

export type EngineDependencies = {
  readonly clock: Clock;
  readonly probe: Probe;
  readonly ledger: Ledger;
  readonly surroundings: Surroundings;
  readonly listen: Listener;
};

export type Engine = Attention & {
  /** Watches exactly these services from now on; those that did not change keep their state and their timetable. */
  watch(roster: Roster): void;
  /** Checks at once: the services of those names, or all. */
  checkNow(services?: readonly string[]): void;
  /**
   * What the system says of this machine is a reason to look, and never a verdict. After a wake no failure counts until
   * the network is back, ten seconds at the most, and everything is checked at once.
   */
  hint(hint: Hint): void;
  standing(service: string): Standing | undefined;
  /** Stops all attempts, and notes how far what is not observed reaches; nothing is heard afterwards. */
  close(): void;
};

const never = Number.POSITIVE_INFINITY;

export function createEngine({ clock, probe, ledger, surroundings, listen }: EngineDependencies): Engine {
  const watches = new Map<string, Watch>();
  const agenda = createAgenda<Watch>();
  const permits = createPermits(clock, 64, 250);
  const continuity = createContinuity(clock);
  const outages = createOutages(ledger, clock.wallMs() - flappingWindowMs - longestDecisionMs);
  const loss = createLossMeter();
  let isNetworkJudged = true;
  let clockShiftMs = 0;
  let upkeepAt = clock.monotonicMs() + upkeepEveryMs;
  let armedAt = never;
  let disarm: Cancel | undefined;
  let isWaking = false;
  /** When the machine was last found to have woken, monotonic. */
  let wokeAt = Number.NEGATIVE_INFINITY;
  let maintenance: Roster['maintenance'] = [];
  let closed = false;

  const inquiry = createInquiry({
    clock,
    surroundings,
    isEnabled: () => isNetworkJudged,
    others: (hosts) => othersThan(hosts, watches.values()),
    unobserved: () =>
      [...watches.values()].flatMap(({ blind, lastGood }) => (isOfNetwork(blind?.reason) && lastGood?.address) || []),
    onState(state) {
      listen({ type: 'network', at: clock.wallMs(), state });
      if (state === 'online') checkSoon((watch) => isOfNetwork(watch.blind?.reason));
    },
    onEvidence: (evidence) => noteLoss(loss, clock.monotonicMs(), evidence),
  });

  const cycle = createCycle(clock, watches, listen);

  let cancelLook = clock.wakeAt(clock.monotonicMs() + lookEveryMs, lookAgain);

  function lookAgain(): void {
    cancelLook = clock.wakeAt(clock.monotonicMs() + lookEveryMs, lookAgain);
    look();
    attendToSilences(house);
    remind(house);
    checkSoon((watch) => watch.isHeldBack && isIdle(watch) && holds(watch.service));
    if (clock.monotonicMs() < upkeepAt) return;
    upkeepAt = clock.monotonicMs() + upkeepEveryMs;
    for (const watch of watches.values()) extendBlindness(house, watch);
    outages.forget(clock.wallMs() - flappingWindowMs - longestDecisionMs);
  }

  /** Every result and every beat asks first whether time was continuous. */
  function look(): void {
    for (const found of continuity.look()) {
      if (found.kind === 'clock_set') {
        clockShiftMs += found.byMs;
        clockWasSet(house, found.byMs);
      } else {
        machineSlept(house, found);
        wokeUp();
      }
    }
  }

  function wokeUp(): void {
    wokeAt = clock.monotonicMs();
    inquiry.woke();
    checkSoon(() => true);
  }

  function checkSoon(isMeant: (watch: Watch) => boolean): void {
    const meant = [...watches.values()].filter((watch) => !watch.service.paused && isMeant(watch));
    if (meant.length === 0) return;
    const now = clock.monotonicMs();
    const shortestMs = meant.reduce((least, { cadence: { intervalMs } }) => Math.min(least, intervalMs), never);
    const layout = spread(meant.length, shortestMs);
    for (const [index, watch] of meant.entries()) {
      watch.scheduledAt = Math.min(watch.scheduledAt, now + offsetOf(index, layout));
      agenda.set(watch, nextAt(watch));
    }
    arm();
  }

  function arm(): void {
    const firstAt = agenda.firstAt();
    const isClose = firstAt >= armedAt && firstAt - armedAt < idleRingMs;
    if (isClose || firstAt === armedAt || isWaking || closed) return;
    disarm?.();
    armedAt = firstAt;
    disarm = firstAt === never ? undefined : clock.wakeAt(firstAt, wake);
  }

  function wake(): void {
    armedAt = never;
    isWaking = true;
    try {
      look();
      const now = clock.monotonicMs();
      for (const watch of agenda.take(now + coalesceMs)) attend(watch, now);
    } finally {
      isWaking = false;
      arm();
    }
  }

  function attend(watch: Watch, now: number): void {
    if (watch.doubtAt <= now + coalesceMs) {
      doubt(house, watch);
      planDoubt(watch);
    }
    if (Math.min(watch.scheduledAt, watch.confirmAt) <= now + coalesceMs) begin(watch, now);
    else agenda.set(watch, nextAt(watch));
  }

  function begin(watch: Watch, now: number): void {
    const isScheduled = watch.scheduledAt <= now + coalesceMs;
    // Early is taken as the new beat, late is caught up with, and a beat that was slept through is dropped.
    if (isScheduled) {
      const next = Math.min(watch.scheduledAt, now) + watch.cadence.intervalMs;
      watch.scheduledAt = next > now ? next : now + watch.cadence.intervalMs;
    }
    watch.confirmAt = never;
    agenda.set(watch, nextAt(watch));
    watch.isHeldBack = !holds(watch.service);
    if (watch.isHeldBack) {
      cycle.note(watch);
      loseSight(house, watch, 'vpn', clock.wallMs());
      return;
    }
    const mostInFlight = isAlarmed(watch) && isScheduled ? 1 : mostAttemptsInFlight;
    if (watch.queued || watch.inFlight.size >= mostInFlight) return;
    watch.queued = true;
    permits.acquire((release) => {
      watch.queued = false;
      if (closed || watch.closed || watch.service.paused) release();
      else makeAttempt(house, probe, time, watch, isScheduled, release);
    });
  }

  function holds({ requires }: Watch['service']): boolean {
    return requires === undefined || surroundings.holds(requires);
  }

  /** On record first, then told. */
  function conclude(verdict: Verdict, watch?: Watch, isTold = true): Standing {
    const { standing, change, news } = withSilence(house, withOutage(house, verdict, watch), watch);
    if (change) ledger.commit(isTold ? change : withoutAlert(change));
    for (const event of news) listen(event);
    return standing;
  }

  function replan(watch: Watch, now: number): void {
    if (watch.closed || watch.service.paused) return;
    planConfirmation(watch, now, loss.isLossy(now));
    planDoubt(watch);
    agenda.set(watch, nextAt(watch));
    arm();
  }

  const time: Timekeeper = {
    look,
    get clockShiftMs() {
      return clockShiftMs;
    },
  };
  const house: House = {
    clock,
    ledger,
    listen,
    watches,
    agenda,
    outages,
    silences: createSilences(ledger.silencesInForce(), clock.monotonicMs()),
    get maintenance() {
      return maintenance ?? [];
    },
    endedBy: new Map(),
    surroundings,
    inquiry,
    loss,
    isNetworkJudged: () => isNetworkJudged,
    conclude,
    cycle,
    replan,
  };

  return {
    ...createAttention(house),
    watch(next) {
      isNetworkJudged = next.isNetworkJudged ?? true;
      maintenance = next.maintenance;
      reviseRoster(house, next);
      attendToSilences(house);
      const { services, maxConcurrent } = next;
      const startsPerSecond = services.reduce(
        (sum, service) => sum + (service.failureThreshold * 1_000) / cadence(service).intervalMs,
        0,
      );
      permits.resize(maxConcurrent, leaseFor(maxConcurrent, startsPerSecond));
      // What is due at once need not wait for whatever else the caller has to do first.
      wake();
    },
    checkNow(names) {
      const wanted = names && new Set(names);
      checkSoon(({ service }) => wanted === undefined || wanted.has(service.name));
    },
    hint(hint) {
      if (closed) return;
      look();
      // A sleep too short to be seen may have cost the network all the same; one that was seen is not told twice.
      if (hint === 'resume' && clock.monotonicMs() - wokeAt > oneWakeMs) wokeUp();
      if (hint === 'online' || hint === 'offline') inquiry.look();
    },
    standing: (name) => watches.get(name)?.standing,
    close() {
      closed = true;
      disarm?.();
      cancelLook();
      inquiry.close();
      for (const watch of watches.values()) {
        stop(house, watch);
        extendBlindness(house, watch);
      }
    },
  };
}

function withoutAlert({ alert: _, ...change }: Change): Change {
  return change;
}
