/** What part of its observed time each service was up. */
import { type Interval, uptimeFraction, uptimeFractions } from '../monitor/statistics.ts';
import type { Connection } from './connection.ts';
import { type Downtime, readDowntimes } from './downtimes.ts';
import type { Incidents } from './incidents.ts';
import type { Segments } from './segments.ts';
import type { KnownServices } from './services.ts';
import { dayMs } from './summing.ts';

/** Over the last 24 hours, 7 days and 30 days; absent where nothing was observed. */
export type Uptimes = { readonly day?: number; readonly week?: number; readonly month?: number };

export type UptimeReaders = {
  /** The fraction of the observed time in which there was no incident; undefined when nothing was observed. */
  uptime(service: string, windowMs: number, now: number): number | undefined;
  /**
   * The same for all services that were ever checked, in a few queries: well under 100 ms for a thousand of them. Those
   * that nobody watches any more are among them.
   */
  uptimes(now: number): ReadonlyMap<string, Uptimes>;
};

export type UptimesDeps = {
  readonly connection: Connection;
  readonly services: KnownServices;
  readonly incidents: Incidents;
  readonly segments: Segments;
};

const windowsMs = [dayMs, 7 * dayMs, 30 * dayMs] as const;
const longestMs = windowsMs[2];

/** Both read the disk, and throw where it cannot be read. */
export function createUptimes({ connection, services, incidents, segments }: UptimesDeps): UptimeReaders {
  return {
    uptime(name, windowMs, now) {
      const service = services.get(name);
      if (service?.firstSeenAt === undefined) return undefined;
      const observable = observableOf(service.firstSeenAt, windowMs, now);
      const down = readDowntimes(connection, services, incidents, observable.from, service.id).get(service.id);
      return uptimeFraction(observable, segments.within(service.id, observable), intervalsOf(down, now));
    },
    uptimes(now) {
      const { ofEvery, ofEach } = segments.ofAll({ from: now - longestMs, to: now });
      const downtimes = readDowntimes(connection, services, incidents, now - longestMs);
      const uptimesOf = (id: number, firstSeenAt: number): Uptimes => {
        const own = ofEach.get(id) ?? [];
        const [day, week, month] = uptimeFractions(
          windowsMs.map((windowMs) => observableOf(firstSeenAt, windowMs, now)),
          ofEvery.length === 0 ? own : [...ofEvery, ...own],
          intervalsOf(downtimes.get(id), now),
        );
        return {
          ...(day === undefined ? {} : { day }),
          ...(week === undefined ? {} : { week }),
          ...(month === undefined ? {} : { month }),
        };
      };
      return new Map(
        services
          .all()
          .flatMap(({ id, name, firstSeenAt }) =>
            firstSeenAt === undefined ? [] : [[name, uptimesOf(id, firstSeenAt)] as const],
          ),
      );
    },
  };
}

const observableOf = (firstSeenAt: number, windowMs: number, now: number): Interval => ({
  from: Math.max(now - windowMs, firstSeenAt),
  to: now,
});

const intervalsOf = (downtimes: readonly Downtime[] = [], now: number): readonly Interval[] =>
  downtimes.map(({ from, to = now }) => ({ from, to }));
