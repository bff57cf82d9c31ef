/** What the program said of each service, read from its events. */
import type { ProgramEvent } from './program.ts';
import { merged, type Span } from './spans.ts';

export type ReportedIncident = {
  readonly id: string;
  readonly service: string;
  /** When it was opened, which is after its beginning. */
  readonly openedAt: number;
  readonly from: number;
  /** The end of the record while it is open. */
  readonly to: number;
  readonly isUncertain: boolean;
};

/** The latest word on each. */
export function incidentsOf(events: readonly ProgramEvent[], endAt: number): readonly ReportedIncident[] {
  const incidents = new Map<string, ReportedIncident>();
  for (const event of events) {
    if (!event.event.startsWith('incident.')) continue;
    const id = String(event.id);
    const details = event.details as Readonly<Record<string, unknown>> | undefined;
    incidents.set(id, {
      id,
      service: event.service ?? '',
      openedAt: incidents.get(id)?.openedAt ?? Date.parse(event.at),
      from: Date.parse(String(event.start_time)),
      to: typeof event.end_time === 'string' ? Date.parse(event.end_time) : endAt,
      isUncertain: details?.uncertain !== undefined && details.uncertain !== null && details.uncertain !== false,
    });
  }
  return [...incidents.values()];
}

/** A segment that has begun lasts until its end is told, or until the end of the record. */
export function unobservedOf(events: readonly ProgramEvent[], service: string, endAt: number): readonly Span[] {
  const ends = new Map<string, number>();
  for (const event of events) {
    if (event.event !== 'not_observed' || (event.service !== undefined && event.service !== service)) continue;
    const from = typeof event.from === 'string' ? event.from : event.at;
    ends.set(from, typeof event.to === 'string' ? Date.parse(event.to) : endAt);
  }
  return merged([...ends].map(([from, to]) => ({ from: Date.parse(from), to })));
}

export function firstCheckAt(events: readonly ProgramEvent[], service: string): number | undefined {
  const first = events.find((event) => event.event === 'check' && event.service === service);
  return first && Date.parse(first.at);
}

/** The fraction that the final statistics give for the last 24 hours. */
export function reportedUptime(events: readonly ProgramEvent[], service: string): number | undefined {
  const statistics = events.findLast(({ event }) => event === 'statistics');
  const uptimes = (statistics?.uptime ?? []) as readonly { readonly service: string; readonly '24h': number | null }[];
  return uptimes.find((one) => one.service === service)?.['24h'] ?? undefined;
}
