/** `--check-config`: what the program would do with this file. */
import type { Configuration } from './config/configuration.ts';
import { cadence, explainWorstCase } from './monitor/cadence.ts';
import type { Service } from './monitor/model.ts';

/** For each service its effective interval and its worst-case time to alert, with the sum where the promise cannot be kept. */
export function describeConfiguration({ services, notActedOn }: Configuration): readonly string[] {
  const lines = services.map(describeService);
  const count = services.length === 1 ? '1 service' : `${services.length} services`;
  const later =
    notActedOn.length === 0 ? [] : [`accepted, but not acted on by this version yet: ${notActedOn.join(', ')}`];
  return [`${count}, no problems`, ...lines, ...later];
}

function describeService(service: Service): string {
  const { intervalMs, worstCaseMs, kept, shortened } = cadence(service);
  const [asked, promise] = [service.checkIntervalMs / 1_000, service.alertWithinMs / 1_000];
  const every = `every ${intervalMs / 1_000} s${shortened ? ` (asked: ${asked} s)` : ''}`;
  const line = `  ${service.name}: ${service.paused ? 'paused; ' : ''}checked ${every}, told after ${worstCaseMs / 1_000} s at the latest`;
  if (kept) return line;
  return `${line}: WARNING, more than alert_within (${promise} s): ${explainWorstCase(service)}; lower timeout, failure_threshold or retry_interval, or raise alert_within`;
}
