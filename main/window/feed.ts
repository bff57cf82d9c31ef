/**
 * Tells whoever follows how everything is, and from then on what is different. While nobody follows, it only remembers
 * what was seen last of each service.
 */

import { type Bar, type Change, mostBars, type Push, type ServiceView, type Snapshot } from '../../preload/snapshot.ts';
import type { ProgramEvent } from '../event-json.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import type { News } from './news.ts';
import type { Painter, Picture } from './picture.ts';
import type { Sightings } from './sightings.ts';
import type { Uptimes } from './uptimes.ts';

export type Feed = {
  /**
   * The listener gets a snapshot at once, and changes until the returned call. One that throws is not called again: what
   * it knows would not be true any more.
   */
  follow(listener: (push: Push) => void): () => void;
  /** To be told of every event, in order, after it is in force. */
  note(event: ProgramEvent): void;
};

export type FeedDependencies = {
  readonly clock: Clock;
  readonly painter: Painter;
  readonly sightings: Sightings;
  readonly uptimes: Uptimes;
  readonly news: News;
  /** In the order of the configuration. */
  readonly services: () => ReadonlyArray<{ readonly name: string; readonly url: string }>;
  readonly warn: (message: string) => void;
};

/** What happens within this time of the first news is told as one change. */
const gatherMs = 250;

type Follower = { readonly listener: (push: Push) => void };

export type OwnFeed = Feed & {
  /** Something has changed of which there is no event. */
  refresh(): void;
  /** Nobody is told anything any more, and nothing is read. */
  close(): void;
};

export function createFeed(deps: FeedDependencies): OwnFeed {
  const { clock, painter, sightings, uptimes, news, services, warn } = deps;
  const followers = new Set<Follower>();
  /** What every follower knows. */
  let told: Picture | undefined;
  /** How many bars of each service are not told yet. */
  const fresh = new Map<string, number>();
  /** Names are not what they were: a change says what is true of a name, and not that another one had it before. */
  let isRenamed = false;
  let cancel: Cancel | undefined;

  sightings.revise(services(), []);

  function refresh(): void {
    if (followers.size > 0) cancel ??= clock.wakeAt(clock.monotonicMs() + gatherMs, tell);
  }

  function tell(): void {
    cancel?.();
    cancel = undefined;
    const before = told;
    const now = paint();
    if (before === undefined || isRenamed) sendAll(snapshotOf(now));
    else {
      const change = changeBetween(before, now);
      if (change !== undefined) sendAll(change);
    }
    isRenamed = false;
    fresh.clear();
  }

  function paint(): Picture {
    sightings.complete(services().map(({ name }) => name));
    told = painter.paint();
    return told;
  }

  function changeBetween(before: Picture, now: Picture): Change | undefined {
    const isReordered =
      now.services.length !== before.services.length ||
      now.services.some(({ name }, index) => name !== before.services[index]?.name);
    const change = {
      ...(now.head === before.head ? {} : { head: now.head }),
      ...(isReordered ? differentOrder(before, now) : sameOrder(before, now)),
    };
    return Object.keys(change).length === 0 ? undefined : { type: 'change', at: clock.wallMs(), ...change };
  }

  /** In the usual case nothing is done for a service of which there is nothing new. */
  function sameOrder(before: Picture, now: Picture): Pick<Change, 'services' | 'bars'> {
    return {
      ...listed(now.services.filter((view, index) => view !== before.services[index])),
      ...barsOfAll([...fresh]),
    };
  }

  function differentOrder(before: Picture, now: Picture): Pick<Change, 'order' | 'services' | 'bars'> {
    const known = new Map(before.services.map((view) => [view.name, view]));
    return {
      order: now.services.map(({ name }) => name),
      ...listed(now.services.filter((view) => known.get(view.name) !== view)),
      ...barsOfAll(now.services.map(({ name }) => [name, known.has(name) ? (fresh.get(name) ?? 0) : mostBars])),
    };
  }

  function barsOfAll(counts: ReadonlyArray<readonly [name: string, count: number]>): Pick<Change, 'bars'> {
    const bars = counts.map(([name, count]) => [name, barsOf(name, count)] as const);
    const some = bars.filter(([, own]) => own.length > 0);
    return some.length === 0 ? {} : { bars: Object.fromEntries(some) };
  }

  const barsOf = (name: string, count: number): readonly Bar[] => sightings.of(name)?.bars.latest(count) ?? [];

  function snapshotOf({ head, services }: Picture): Snapshot {
    const bars = services.map(({ name }) => [name, barsOf(name, mostBars)] as const);
    return { type: 'snapshot', at: clock.wallMs(), head, services, bars: Object.fromEntries(bars) };
  }

  function sendAll(push: Push): void {
    for (const follower of [...followers]) send(follower, push);
  }

  function send(follower: Follower, push: Push): void {
    if (!followers.has(follower)) return;
    try {
      follower.listener(push);
    } catch (error) {
      warn(`a window could not be told what has changed, and is told nothing more: ${error}`);
      leave(follower);
    }
  }

  function leave(follower: Follower): void {
    if (!followers.delete(follower) || followers.size > 0) return;
    cancel?.();
    cancel = undefined;
    uptimes.end();
    painter.forget();
    told = undefined;
    isRenamed = false;
    fresh.clear();
  }

  return {
    refresh,
    close() {
      for (const follower of [...followers]) leave(follower);
    },
    follow(listener) {
      const follower = { listener };
      if (followers.size === 0) uptimes.begin();
      // The others first, so that all know the same: the next change is for all of them.
      else tell();
      const picture = told ?? paint();
      followers.add(follower);
      send(follower, snapshotOf(picture));
      return () => leave(follower);
    },
    note(event) {
      news.note(event);
      if (event.type === 'check') sightings.note(event);
      if (event.type === 'config.reloaded') sightings.revise(services(), event.renamed);
      if (followers.size === 0 || event.type === 'decision') return;
      if (event.type === 'check') fresh.set(event.service, (fresh.get(event.service) ?? 0) + 1);
      if (event.type === 'incident.opened' || event.type === 'incident.resolved') uptimes.soon();
      if (event.type === 'config.reloaded') {
        isRenamed ||= event.renamed.length > 0;
        if (event.added.length + event.renamed.length > 0) uptimes.begin();
      }
      refresh();
    },
  };
}

function listed(services: readonly ServiceView[]): Pick<Change, 'services'> {
  return services.length === 0 ? {} : { services };
}
