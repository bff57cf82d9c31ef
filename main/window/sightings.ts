/** What was seen of each service: its latest checks as bars, and the last one and its certificate whole. */

import { mostBars } from '../../preload/snapshot.ts';
import type { Check } from '../history/check-records.ts';
import type { MonitorEvent } from '../monitor/events.ts';
import type { Certificate, Observation, Service, UnobservedReason } from '../monitor/model.ts';
import { type BarRing, createBarRing, resultOf } from './bar-ring.ts';

export type Seen = {
  readonly bars: BarRing;
  /** The latest of this run. */
  readonly last?: { readonly observation: Observation; readonly unobserved?: UnobservedReason };
  /** The latest that was seen in this run, also where the last check did not get that far. */
  readonly certificate?: Certificate;
};

/** Past checks of the services of those names, oldest first; at most so many of each. */
export type ReadChecks = (names: readonly string[], count: number) => ReadonlyMap<string, readonly Check[]>;

export type Renamed = { readonly from: string; readonly to: string };

export type Sightings = {
  note(check: Extract<MonitorEvent, { type: 'check' }>): void;
  of(service: string): Seen | undefined;
  /** Reads the past of those that it was not read of yet. */
  complete(names: readonly string[]): void;
  /**
   * Only these are watched from now on. One that is renamed keeps what was seen of it; of one that is somewhere else now
   * only the bars are kept.
   */
  revise(services: readonly Place[], renamed: readonly Renamed[]): void;
};

type Place = Pick<Service, 'name' | 'url'>;
type Entry = { seen: Seen; isComplete: boolean };

export function createSightings(read: ReadChecks): Sightings {
  let entries = new Map<string, Entry>();
  let urls: ReadonlyMap<string, string> = new Map();

  function entryOf(name: string): Entry {
    const known = entries.get(name);
    if (known !== undefined) return known;
    const entry = { seen: { bars: createBarRing() }, isComplete: false };
    entries.set(name, entry);
    return entry;
  }

  /** What history tells includes what was noted here, unless the disk has refused it. */
  function fill(entry: Entry, checks: readonly Check[]): void {
    entry.isComplete = true;
    if (checks.length <= entry.seen.bars.size) return;
    const bars = createBarRing();
    for (const check of checks) {
      const { at, durationMs } = check;
      bars.push(at, durationMs, check.outcome === 'unobserved' ? resultOf('ok', check.reason) : check.outcome);
    }
    entry.seen = { ...entry.seen, bars };
  }

  return {
    note({ service, observation, unobserved }) {
      const entry = entryOf(service);
      const { bars, certificate = observation.certificate } = entry.seen;
      const outcome = observation.ok ? (observation.slow ? 'slow' : 'ok') : observation.failure.kind;
      bars.push(observation.startedAt, observation.durationMs, resultOf(outcome, unobserved));
      const latest = observation.certificate ?? certificate;
      entry.seen = {
        bars,
        last: { observation, ...(unobserved === undefined ? {} : { unobserved }) },
        ...(latest === undefined ? {} : { certificate: latest }),
      };
    },
    of: (service) => entries.get(service)?.seen,
    complete(names) {
      const wanted = names.filter((name) => entries.get(name)?.isComplete !== true);
      if (wanted.length === 0) return;
      const past = read(wanted, mostBars);
      for (const name of wanted) fill(entryOf(name), past.get(name) ?? []);
    },
    revise(services, renamed) {
      const before = new Map(renamed.map(({ from, to }) => [to, from]));
      const kept = new Map<string, Entry>();
      for (const { name, url } of services) {
        const former = before.get(name) ?? name;
        const entry = entries.get(former);
        if (entry === undefined) continue;
        const isMoved = urls.get(former) !== url;
        kept.set(name, isMoved ? { ...entry, seen: { bars: entry.seen.bars } } : entry);
      }
      entries = kept;
      urls = new Map(services.map(({ name, url }) => [name, url]));
    },
  };
}
