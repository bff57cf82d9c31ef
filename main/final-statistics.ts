/** What is told last: incidents, as the seed printed them, and uptimes. */
import type { ServiceUptime } from './event-json.ts';
import type { Uptimes } from './history/uptimes.ts';
import type { Service } from './monitor/model.ts';
import type { IncidentStatistics } from './monitor/statistics.ts';

/** The closing lines for people: total, active and resolved incidents, and how long they lasted. */
export function finalStatistics({
  total,
  active,
  resolved,
  meanSeconds,
  shortestSeconds,
  longestSeconds,
}: IncidentStatistics): readonly string[] {
  const lines = [
    'Final statistics:',
    `  - Incidents in all: ${total}`,
    `  - Active incidents: ${active}`,
    `  - Resolved incidents: ${resolved}`,
  ];
  if (meanSeconds === undefined || shortestSeconds === undefined || longestSeconds === undefined) return lines;
  return [
    ...lines,
    `  - Mean duration: ${meanSeconds.toFixed(2)} s`,
    `  - Shortest: ${shortestSeconds.toFixed(2)} s, longest: ${longestSeconds.toFixed(2)} s`,
  ];
}

/** Of the services that are watched now, in their order. */
export function serviceUptimes(
  services: readonly Pick<Service, 'name'>[],
  uptimes: ReadonlyMap<string, Uptimes>,
): readonly ServiceUptime[] {
  return services.map(({ name }) => {
    const { day, week, month } = uptimes.get(name) ?? {};
    return { service: name, day, week, month };
  });
}
