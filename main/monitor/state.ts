/**
 * The life of one service. Every counted result moves it along this table and along nothing else
 * (k: failure_threshold, r: recovery_threshold; the rows are repeated in tests/unit/monitor/state.test.ts).
 *
 *   status      good result                         bad result
 *   pending     up                                  failing, down at the k-th
 *   up          up                                  failing, down at the k-th
 *   failing     up                                  failing, down at the k-th
 *   down        recovering, up at the r-th          down
 *   recovering  recovering, up at the r-th          down
 *
 * An incident opens on entering `down` from `pending`, `up` or `failing`, and closes on entering `up` from `down` or
 * `recovering`. The first good result of a service is news to nobody: `pending` to `up` opens and closes nothing.
 */
import type { Service, ServiceStatus } from './model.ts';
import type { Health } from './ports.ts';

/** One result that counts: whether it was good, when its attempt began and when it was in (epoch milliseconds). */
export type Result = { readonly ok: boolean; readonly startedAt: number; readonly endedAt: number };

export type Thresholds = Pick<Service, 'failureThreshold' | 'recoveryThreshold'>;

/** A service of which nothing is known yet. */
export function unknownHealth(now: number): Health {
  return { status: 'pending', since: now, failures: 0, successes: 0 };
}

/** The state after one more result. Returns the same object when nothing that matters has changed. */
export function advance(health: Health, result: Result, thresholds: Thresholds): Health {
  return result.ok ? afterGood(health, result, thresholds) : afterBad(health, result, thresholds);
}

function afterGood(health: Health, result: Result, { recoveryThreshold }: Thresholds): Health {
  switch (health.status) {
    case 'up':
      return health;
    case 'pending':
    case 'failing':
      return { ...settled(health), status: 'up', since: result.endedAt };
    case 'down':
    case 'recovering': {
      const successes = health.successes + 1;
      const firstSuccessAt = health.firstSuccessAt ?? result.endedAt;
      if (successes >= recoveryThreshold) return { ...settled(health), status: 'up', since: firstSuccessAt };
      return { ...enter(health, 'recovering', result.endedAt), successes, firstSuccessAt };
    }
  }
}

function afterBad(health: Health, result: Result, { failureThreshold }: Thresholds): Health {
  const failures = health.failures + 1;
  switch (health.status) {
    case 'down':
      return { ...health, failures };
    case 'recovering': {
      const { firstSuccessAt: _, ...rest } = enter(health, 'down', result.endedAt);
      return { ...rest, failures, successes: 0 };
    }
    case 'pending':
    case 'up':
    case 'failing': {
      // An attempt that hangs fails after the one that was started to confirm it.
      const firstFailureAt = Math.min(health.firstFailureAt ?? result.startedAt, result.startedAt);
      const status = failures >= failureThreshold ? 'down' : 'failing';
      return { ...enter(health, status, result.endedAt), failures, successes: 0, firstFailureAt };
    }
  }
}

function enter(health: Health, status: ServiceStatus, at: number): Health {
  return health.status === status ? health : { ...health, status, since: at };
}

/** Without what belongs to a run of failures; the incident's id goes with it. */
function settled({ since, status }: Health): Health {
  return { status, since, failures: 0, successes: 0 };
}

/** What a change of status means for the incident, if anything. */
export function incidentTurn(before: ServiceStatus, after: ServiceStatus): 'opens' | 'closes' | undefined {
  const alarmed = before === 'down' || before === 'recovering';
  if (!alarmed && after === 'down') return 'opens';
  if (alarmed && after === 'up') return 'closes';
  return undefined;
}

/**
 * The state with which a service goes on after a restart: an open alarm stays, so that it is neither told twice nor
 * forgotten; a run of failures or of good results that was not decided begins anew.
 */
export function resumedHealth(health: Health, hasOpenIncident: boolean, now: number): Health {
  if (!hasOpenIncident) return unknownHealth(now);
  const { firstSuccessAt: _, ...rest } = health;
  return { ...rest, status: 'down', successes: 0 };
}
