/** What the seed printed when it was stopped. */
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
