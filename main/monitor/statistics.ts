/** What a record of incidents amounts to: durations and uptime. Arithmetic only. */
import type { Incident } from './model.ts';

/** Half open, epoch milliseconds. */
export type Interval = { readonly from: number; readonly to: number };

export type IncidentStatistics = {
  readonly total: number;
  readonly active: number;
  readonly resolved: number;
  /** Seconds; absent while no outage has been seen to its end. */
  readonly meanSeconds?: number;
  readonly shortestSeconds?: number;
  readonly longestSeconds?: number;
};

/**
 * Durations are those of outages whose end was seen: an incident that was cut short because its service was edited or
 * removed says nothing about how long the outage took.
 */
export function incidentStatistics(
  incidents: Iterable<Pick<Incident, 'startedAt' | 'endedAt' | 'end'>>,
): IncidentStatistics {
  let total = 0;
  let resolved = 0;
  let recovered = 0;
  let sumMs = 0;
  let shortestMs = Number.POSITIVE_INFINITY;
  let longestMs = 0;
  for (const { startedAt, endedAt, end } of incidents) {
    total += 1;
    if (endedAt === undefined) continue;
    resolved += 1;
    if (end !== 'recovered') continue;
    const durationMs = Math.max(0, endedAt - startedAt);
    recovered += 1;
    sumMs += durationMs;
    shortestMs = Math.min(shortestMs, durationMs);
    longestMs = Math.max(longestMs, durationMs);
  }
  const counts = { total, active: total - resolved, resolved };
  if (recovered === 0) return counts;
  return {
    ...counts,
    meanSeconds: sumMs / recovered / 1_000,
    shortestSeconds: shortestMs / 1_000,
    longestSeconds: longestMs / 1_000,
  };
}

/** In order of time, without overlaps, gaps or empty intervals between what touches. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && next.from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    } else merged.push(next);
  }
  return merged;
}

/**
 * The fraction of the observed time in which there was no incident, or undefined when none of it was observed.
 *
 * By time, not by counting checks: a confirming check more or less must not change what a service is said to be worth.
 */
export function uptimeFraction(
  observable: Interval,
  unobserved: readonly Interval[],
  incidents: readonly Interval[],
): number | undefined {
  return uptimeFractions([observable], unobserved, incidents)[0];
}

/** The same for several times at once. What lies outside of one does not count in it. */
export function uptimeFractions(
  observables: readonly Interval[],
  unobserved: readonly Interval[],
  incidents: readonly Interval[],
): readonly (number | undefined)[] {
  const unseen = union(unobserved);
  const unseenOrDown = incidents.length === 0 ? unseen : union([...unseen, ...incidents]);
  return observables.map((observable) => {
    const unseenMs = lengthWithin(observable, unseen);
    const observedMs = observable.to - observable.from - unseenMs;
    if (observedMs <= 0) return undefined;
    return 1 - Math.max(0, lengthWithin(observable, unseenOrDown) - unseenMs) / observedMs;
  });
}

/** How much of it intervals cover that do not overlap, in milliseconds. */
function lengthWithin({ from, to }: Interval, intervals: readonly Interval[]): number {
  return intervals.reduce((sum, one) => sum + Math.max(0, Math.min(one.to, to) - Math.max(one.from, from)), 0);
}
