/** Checking less than the configuration asks for: for the sake of a battery, or because somebody wants a rest. Pure. */
import type { Configuration } from './config/configuration.ts';
import { cadence } from './monitor/cadence.ts';
import type { Service } from './monitor/model.ts';
import type { Roster } from './monitor/roster.ts';

export type Moderation = {
  /** Services that are not critical are checked less often. */
  readonly isSparing: boolean;
  /** Nothing is checked at all. */
  readonly isPaused: boolean;
};

/** How much longer the gap between two checks is, and how long it becomes at least. */
const stretch = 3;
const leastIntervalMs = 60_000;

export function rosterOf(configuration: Configuration, { isSparing, isPaused }: Moderation): Roster {
  const { services, maxConcurrent, connectivity, maintenance } = configuration;
  return {
    services: isPaused ? services.map(paused) : isSparing ? services.map(spared) : services,
    maxConcurrent,
    isNetworkJudged: connectivity.enabled,
    maintenance,
  };
}

const paused = (service: Service): Service => (service.paused ? service : { ...service, paused: true });

/**
 * A critical service is told as soon as ever. Of another one the promise is as much later as its checks are rarer: what
 * is asked of it and its state stay as they are.
 */
function spared(service: Service): Service {
  if (service.critical) return service;
  const { intervalMs, worstCaseMs } = cadence(service);
  const checkIntervalMs = Math.max(leastIntervalMs, intervalMs * stretch);
  return { ...service, checkIntervalMs, alertWithinMs: worstCaseMs - intervalMs + checkIntervalMs };
}
