/** Checking less for the sake of a battery. Pure. */
import type { Configuration } from './config/configuration.ts';
import { cadence } from './monitor/cadence.ts';
import type { Service } from './monitor/model.ts';
import type { Roster } from './monitor/roster.ts';

/** How much longer the gap between two checks is, and how long it becomes at least. */
const stretch = 3;
const leastIntervalMs = 60_000;

/** What is to be watched. `isSparing`: services that are not critical are checked less often. */
export function rosterOf(configuration: Configuration, isSparing: boolean): Roster {
  const { services, maxConcurrent, connectivity, maintenance } = configuration;
  return {
    services: isSparing ? services.map(spared) : services,
    maxConcurrent,
    isNetworkJudged: connectivity.enabled,
    maintenance,
  };
}

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
