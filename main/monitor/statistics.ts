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

/** The parts of all intervals that lie within the window. */
export function clip(intervals: readonly Interval[], window: Interval): readonly Interval[] {
  return intervals
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => to > from);
}

/** What is left of `whole` where none of `holes` is. */
export function subtract(whole: Interval, holes: readonly Interval[]): readonly Interval[] {
  const rest: Interval[] = [];
  let from = whole.from;
  for (const hole of union(clip(holes, whole))) {
    if (hole.from > from) rest.push({ from, to: hole.from });
    from = hole.to;
  }
  if (whole.to > from) rest.push({ from, to: whole.to });
  return rest;
}

export function totalMs(intervals: readonly Interval[]): number {
  return union(intervals).reduce((sum, { from, to }) => sum + to - from, 0);
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
  const observed = subtract(observable, unobserved);
  const observedMs = totalMs(observed);
  if (observedMs === 0) return undefined;
  const downMs = observed.reduce((sum, segment) => sum + totalMs(clip(incidents, segment)), 0);
  return 1 - downMs / observedMs;
}
