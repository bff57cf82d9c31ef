/**
 * The loop: due → probe → observation → verdict → on record → told. It owns the timetable and the watches; what to
 * think of a result is decided in `verdict.ts`, and what a result looks like in whatever `Probe` it is given.
 */
import { createAgenda } from './agenda.ts';
import { cadence } from './cadence.ts';
import type { Listener } from './events.ts';
import { incidentId } from './incident-id.ts';
import type { Observation } from './model.ts';
import { createPermits, leaseFor } from './permits.ts';
import type { Cancel, Clock, Ledger, Probe } from './ports.ts';
import { type House, type Roster, reviseRoster, stop } from './roster.ts';
import type { Standing, Verdict } from './verdict.ts';
import { judge } from './verdict.ts';
import type { Attempt, Watch } from './watch.ts';
import { confirmationsOf, nextAt, planConfirmation } from './watch.ts';

/** Checks due this close together share a wake-up. */
const coalesceMs = 50;
/** A timer that would ring this much too early is left alone: answers come in by the dozen, and each moves the time. */
const idleRingMs = 250;
/** Bounds the sockets of a service whose timeout is many times its interval. */
const mostAttemptsInFlight = 16;

export type EngineDependencies = {
  readonly clock: Clock;
  readonly probe: Probe;
  readonly ledger: Ledger;
  readonly listen: Listener;
};

export type Engine = {
  /** Watches exactly these services from now on; those that did not change keep their state and their timetable. */
  watch(roster: Roster): void;
  /** Checks at once: one service, or all. */
  checkNow(service?: string): void;
  standing(service: string): Standing | undefined;
  /** Stops all attempts; nothing is heard afterwards. */
  close(): void;
};

const nothing: Cancel = () => undefined;

export function createEngine({ clock, probe, ledger, listen }: EngineDependencies): Engine {
  const watches = new Map<string, Watch>();
  const agenda = createAgenda<Watch>();
  const permits = createPermits(clock, 64, 250);
  let armedAt = Number.POSITIVE_INFINITY;
  let disarm: Cancel | undefined;
  let isWaking = false;
  let closed = false;

  function arm(): void {
    const firstAt = agenda.firstAt();
    const isClose = firstAt >= armedAt && firstAt - armedAt < idleRingMs;
    if (isClose || firstAt === armedAt || isWaking || closed) return;
    disarm?.();
    armedAt = firstAt;
    disarm = firstAt === Number.POSITIVE_INFINITY ? undefined : clock.wakeAt(firstAt, wake);
  }

  function wake(): void {
    armedAt = Number.POSITIVE_INFINITY;
    isWaking = true;
    try {
      const now = clock.monotonicMs();
      for (const watch of agenda.take(now + coalesceMs)) begin(watch, now);
    } finally {
      isWaking = false;
      arm();
    }
  }

  function begin(watch: Watch, now: number): void {
    const isScheduled = watch.scheduledAt <= now + coalesceMs;
    // Early is taken as the new beat, late is caught up with, and a beat that was slept through is dropped.
    if (isScheduled) {
      const next = Math.min(watch.scheduledAt, now) + watch.cadence.intervalMs;
      watch.scheduledAt = next > now ? next : now + watch.cadence.intervalMs;
    }
    watch.confirmAt = Number.POSITIVE_INFINITY;
    agenda.set(watch, nextAt(watch));
    const alarmed = watch.standing.incident !== undefined;
    const mostInFlight = alarmed && isScheduled ? 1 : mostAttemptsInFlight;
    if (watch.queued || watch.inFlight.size >= mostInFlight) return;
    watch.queued = true;
    permits.acquire((release) => {
      watch.queued = false;
      if (closed || watch.closed || watch.service.paused) release();
      else attempt(watch, isScheduled, release);
    });
  }

  function attempt(watch: Watch, isScheduled: boolean, release: Cancel): void {
    const startedAt = clock.monotonicMs();
    const current: Attempt = {
      watch,
      order: ++watch.attempts,
      startedAt,
      cancel: release,
      ...(isScheduled || watch.latest === undefined ? {} : { confirms: watch.latest.confirms ?? watch.latest }),
    };
    watch.inFlight.add(current);
    watch.latest = current;
    const stop = probe(watch.service, (observation) => {
      release();
      watch.inFlight.delete(current);
      // `watch.latest` outlives the attempt, and must not keep its connection in memory.
      current.cancel = nothing;
      settle(current, observation);
    });
    current.cancel = () => {
      current.cancel = nothing;
      watch.inFlight.delete(current);
      stop();
      release();
    };
    replan(watch, startedAt);
  }

  function settle(done: Attempt, observation: Observation): void {
    const { watch } = done;
    const { service } = watch;
    ledger.noteCheck(service.name, observation);
    listen({ type: 'check', service: service.name, at: observation.startedAt, observation });
    const isNews = done.order > (observation.ok ? watch.lastBadOrder : watch.lastGoodOrder);
    if (observation.ok) {
      for (const moot of confirmationsOf(done)) moot.cancel();
      watch.lastGoodOrder = Math.max(watch.lastGoodOrder, done.order);
    } else if (isNews) {
      watch.lastBadOrder = Math.max(watch.lastBadOrder, done.order);
    }
    if (isNews) {
      const newId = (startedAt: number) => incidentId(service.name, startedAt, (id) => ledger.isIncidentIdTaken(id));
      watch.standing = concluded(judge(service, watch.standing, observation, newId));
    }
    replan(watch, clock.monotonicMs());
  }

  /** On record first, then told. */
  function concluded({ standing, change, news }: Verdict): Standing {
    if (change) ledger.commit(change);
    for (const event of news) listen(event);
    return standing;
  }

  function replan(watch: Watch, now: number): void {
    if (watch.closed || watch.service.paused) return;
    planConfirmation(watch, now);
    agenda.set(watch, nextAt(watch));
    arm();
  }

  const house: House = { clock, ledger, listen, watches, agenda, conclude: concluded, replan };

  return {
    watch(next) {
      reviseRoster(house, next);
      const { services, maxConcurrent } = next;
      const startsPerSecond = services.reduce(
        (sum, service) => sum + (service.failureThreshold * 1_000) / cadence(service).intervalMs,
        0,
      );
      permits.resize(maxConcurrent, leaseFor(maxConcurrent, startsPerSecond));
      // What is due at once need not wait for whatever else the caller has to do first.
      wake();
    },
    checkNow(name) {
      const now = clock.monotonicMs();
      for (const watch of watches.values()) {
        if ((name === undefined || watch.service.name === name) && !watch.service.paused) {
          watch.scheduledAt = now;
          agenda.set(watch, now);
        }
      }
      arm();
    },
    standing: (name) => watches.get(name)?.standing,
    close() {
      closed = true;
      disarm?.();
      for (const watch of watches.values()) stop(house, watch);
    },
  };
}
