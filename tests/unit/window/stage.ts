/** The feed with all its parts, over a program that the test plays. */
import type { ProgramEvent } from '../../../main/event-json.ts';
import type { Check } from '../../../main/history/check-records.ts';
import { aggregate } from '../../../main/monitor/aggregate.ts';
import type { Overview, ServiceOverview } from '../../../main/monitor/attention.ts';
import type { Incident, Observation, Service } from '../../../main/monitor/model.ts';
import { createFeed } from '../../../main/window/feed.ts';
import { createNews } from '../../../main/window/news.ts';
import { createPainter } from '../../../main/window/picture.ts';
import { createSightings } from '../../../main/window/sightings.ts';
import { createUptimes } from '../../../main/window/uptimes.ts';
import type { Change, Preferences, Push, Snapshot, Uptime } from '../../../preload/snapshot.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aService } from '../../support/services.ts';

export function aStage(names: readonly string[]) {
  const clock = createFakeClock();
  let services: readonly Service[] = names.map((name) => aService(name));
  const overviews = new Map<string, ServiceOverview>();
  const past = new Map<string, readonly Check[]>();
  const uptimes = new Map<string, Uptime>();
  const warnings: string[] = [];
  const work = { overviews: 0, pastReads: 0, uptimeReads: 0 };
  let preferences: Preferences = {};

  const overviewOf = ({ name, url, critical, group }: Service): ServiceOverview => ({
    service: name,
    url,
    critical,
    status: 'up',
    since: clock.wallMs(),
    slow: false,
    ...(group === undefined ? {} : { group }),
  });

  function overview(): Overview {
    work.overviews += 1;
    const all = services.map((service) => {
      const known = overviews.get(service.name) ?? overviewOf(service);
      overviews.set(service.name, known);
      return { ...known };
    });
    return { state: aggregate(all), services: all, silences: [] };
  }

  const news = createNews(clock.wallMs(), () => ({ kind: 'host', value: 'shared.example' }));
  const sightings = createSightings((wanted, count) => {
    work.pastReads += 1;
    return new Map(wanted.map((name) => [name, (past.get(name) ?? []).slice(-count)]));
  });
  const reader = createUptimes({
    clock,
    read() {
      work.uptimeReads += 1;
      return new Map(uptimes);
    },
    onChange: () => feed.refresh(),
  });
  const painter = createPainter({
    overview,
    services: () => services,
    surroundings: () => ({
      at: clock.wallMs(),
      network: news.network().state,
      notifiers: [],
      heartbeat: undefined,
      explanationOf: news.explanationOf,
    }),
    circumstances: () => ({
      version: '1.2.3',
      networkSince: news.network().since,
      slack: 'off',
      file: '/etc/asl/config.yaml',
      revision: news.revision(),
      problems: news.problems(),
      isDemo: false,
      preferences,
    }),
    certificateValidTo: (name) => sightings.of(name)?.certificate?.validTo,
    uptime: reader.of,
  });
  const feed = createFeed({
    clock,
    painter,
    sightings,
    uptimes: reader,
    news,
    services: () => services,
    warn: (message) => void warnings.push(message),
  });

  return {
    clock,
    feed,
    past,
    uptimes,
    warnings,
    work,
    note: (event: ProgramEvent) => feed.note(event),
    /** The service is like this from now on. */
    set(name: string, more: Partial<ServiceOverview>): void {
      const known = overviews.get(name) ?? overviewOf(aService(name));
      overviews.set(name, { ...known, ...more });
    },
    check(service: string, more: Partial<Extract<Observation, { readonly ok: true }>> = {}): void {
      const startedAt = clock.wallMs();
      const observation: Observation = { startedAt, durationMs: 20, phases: {}, ok: true, slow: false, ...more };
      feed.note({ type: 'check', service, at: startedAt, observation });
    },
    prefer(next: Preferences): void {
      preferences = next;
      feed.refresh();
    },
    reload(
      next: readonly Service[],
      changes: Partial<Extract<ProgramEvent, { readonly type: 'config.reloaded' }>> = {},
    ): void {
      services = next;
      const nothing = { added: [], removed: [], changed: [], renamed: [] };
      feed.note({
        type: 'config.reloaded',
        at: clock.wallMs(),
        services: next.length,
        ...nothing,
        ...changes,
      });
    },
  };
}

export type Follower = {
  readonly pushes: Push[];
  readonly snapshots: () => readonly Snapshot[];
  readonly changes: () => readonly Change[];
  readonly leave: () => void;
};

export function follow(feed: { follow(listener: (push: Push) => void): () => void }): Follower {
  const pushes: Push[] = [];
  const leave = feed.follow((push) => pushes.push(push));
  return {
    pushes,
    snapshots: () => pushes.filter((push) => push.type === 'snapshot'),
    changes: () => pushes.filter((push) => push.type === 'change'),
    leave,
  };
}

export function anIncident(service: string, more: Partial<Incident> = {}): Incident {
  const startedAt = Date.UTC(2026, 2, 1, 12);
  return {
    id: `${service}_20260301_130000`,
    service,
    url: `https://${service}.example/`,
    critical: true,
    startedAt,
    openedAt: startedAt + 2_000,
    failure: { kind: 'refused', phase: 'tcp', sentence: '10.1.2.3:443 refused the connection' },
    responseMs: 3,
    phases: { tcpMs: 3 },
    consecutiveFailures: 2,
    flaps: 0,
    ...more,
  };
}
