import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from './config/configuration.ts';
import type { Log } from './log.ts';
import { cadence, explainWorstCase } from './monitor/cadence.ts';

/** Tells what the reader of a valid configuration should know all the same. */
export function advise(log: Log, { services, notActedOn }: Configuration): void {
  for (const service of services.filter((one) => !cadence(one).kept)) {
    log.warning(
      `${service.name}: an outage may be told only after ${explainWorstCase(service)}, more than alert_within (${service.alertWithinMs / 1_000} s); ` +
        'lower its timeout, failure_threshold or monitoring.retry_interval, or raise monitoring.alert_within',
    );
  }
  const [first, ...others] = services.filter((one) => cadence(one).kept && cadence(one).shortened);
  if (first) {
    const who = others.length === 0 ? first.name : `${others.length + 1} services`;
    const { intervalMs } = cadence(first);
    log.info(
      `${who}: checked every ${intervalMs / 1_000} s instead of ${first.checkIntervalMs / 1_000} s, so that an outage is told within ${first.alertWithinMs / 1_000} s (${explainWorstCase(first)})`,
    );
  }
  if (notActedOn.length > 0) log.warning(`accepted, but not acted on by this version yet: ${notActedOn.join(', ')}`);
}

/** Tells what an edit has changed that is read at the start only. */
export function adviseRestart(log: Log, before: Configuration, next: Configuration): void {
  const isMoved =
    before.logging.incidentsDir !== next.logging.incidentsDir ||
    before.history.databasePath !== next.history.databasePath;
  if (isMoved)
    log.warning('logging.incidents_dir and history.database are read at the start: restart to use the new places');
  if (!isDeepStrictEqual(before.dashboard, next.dashboard))
    log.warning('the section dashboard is read at the start: restart to use its new settings');
}
