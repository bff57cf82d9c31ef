import { describe, expect, it } from 'vitest';
import type { Change, Snapshot } from '../../../preload/snapshot.ts';
import { aService } from '../../support/services.ts';
import { anIncident, aStage, follow } from './stage.ts';

const gatherMs = 250;

/** What a window knows after all it was told. */
function known(pushes: readonly (Snapshot | Change)[]) {
  const bars = new Map<string, number[]>();
  let order: readonly string[] = [];
  for (const push of pushes) {
    if (push.type === 'snapshot') {
      bars.clear();
      order = push.services.map(({ name }) => name);
    } else if (push.order !== undefined) order = push.order;
    for (const [name, more] of Object.entries(push.bars ?? {})) {
      bars.set(name, [...(bars.get(name) ?? []), ...more.map(([at]) => at)]);
    }
  }
  return { order, bars: Object.fromEntries(order.map((name) => [name, bars.get(name) ?? []])) };
}

describe('following', () => {
  it('begins with the whole picture: services in the order of the file, and their past checks', () => {
    const { feed, past, clock } = aStage(['Web', 'API']);
    past.set('Web', [
      { at: 1_000, durationMs: 20.44, outcome: 'ok' },
      { at: 2_000, durationMs: 10_000, outcome: 'timeout_response' },
      { at: 3_000, durationMs: 5, outcome: 'unobserved', reason: 'offline' },
    ]);
    const { pushes } = follow(feed);
    expect(pushes).toMatchObject([
      {
        type: 'snapshot',
        at: clock.wallMs(),
        head: { version: '1.2.3', state: 'ok', counts: { services: 2, ok: 2 }, network: { state: 'online' } },
        services: [
          { name: 'Web', state: 'ok', url: 'https://Web.example/health' },
          { name: 'API', state: 'ok' },
        ],
        bars: {
          Web: [
            [1_000, 20.4, 'ok'],
            [2_000, 10_000, 'timeout_response'],
            [3_000, 5, 'unobserved:offline'],
          ],
          API: [],
        },
      },
    ]);
  });

  it('tells a burst of checks as one change, a moment after the first of them, with only what is new', () => {
    const { feed, clock, check } = aStage(['Web', 'API', 'Mail']);
    check('Web');
    const { pushes, changes } = follow(feed);
    clock.advance(1_000);
    const first = clock.wallMs();
    check('Web');
    clock.advance(100);
    check('API', { slow: true, durationMs: 12.34 });
    clock.advance(gatherMs - 101);
    expect(pushes).toHaveLength(1);
    clock.advance(1);
    expect(changes()).toEqual([
      {
        type: 'change',
        at: clock.wallMs(),
        bars: { Web: [[first, 20, 'ok']], API: [[first + 100, 12.3, 'slow']] },
      },
    ]);
    clock.advance(60_000);
    expect(changes()).toHaveLength(1);
  });

  it('sends four changes a second and not more, however many checks come', () => {
    const { feed, clock, check } = aStage(['Web', 'API']);
    const { changes } = follow(feed);
    for (let count = 0; count < 500; count += 1) {
      check(count % 2 === 0 ? 'Web' : 'API');
      clock.advance(20);
    }
    expect(changes().length).toBeLessThanOrEqual(40);
    const bars = changes().flatMap(({ bars = {} }) => Object.values(bars).flat());
    clock.advance(gatherMs);
    expect(bars.length).toBeGreaterThan(480);
  });

  it('sends the view of a service whose state is another, with the sentence in both languages, and no other view', () => {
    const { feed, clock, set, note } = aStage(['Web', 'API']);
    const { changes } = follow(feed);
    const incident = anIncident('API');
    set('API', { status: 'down', incident });
    note({ type: 'incident.opened', service: 'API', at: clock.wallMs(), incident });
    clock.advance(gatherMs);
    expect(changes()).toMatchObject([
      {
        head: { state: 'down', counts: { down: 1, ok: 1 }, outages: [{ id: incident.id, services: ['API'] }] },
        services: [
          {
            name: 'API',
            state: 'down',
            incident: {
              id: incident.id,
              kind: 'refused',
              sentence: {
                en: '10.1.2.3:443 refused the connection',
                fr: '10.1.2.3:443 a refusé la connexion',
              },
            },
          },
        ],
      },
    ]);
    expect(changes()[0]?.services).toHaveLength(1);
    expect(changes()[0]).not.toHaveProperty('bars');
    expect(changes()[0]).not.toHaveProperty('order');
  });

  it('sends nothing when news change nothing that is shown', () => {
    const { feed, clock, note } = aStage(['Web']);
    const { changes } = follow(feed);
    note({ type: 'state', service: 'Web', at: clock.wallMs(), from: 'up', to: 'up' });
    clock.advance(1_000);
    expect(changes()).toEqual([]);
  });

  it('tells a second follower everything, and both the same from then on', () => {
    const { feed, clock, check } = aStage(['Web']);
    const one = follow(feed);
    check('Web');
    clock.advance(100);
    const other = follow(feed);
    check('Web');
    clock.advance(gatherMs);
    expect(known(other.pushes)).toEqual(known(one.pushes));
    expect(known(one.pushes).bars.Web).toHaveLength(2);
    expect(other.snapshots()).toHaveLength(1);
  });

  it('goes on for the others when one follower throws, and leaves that one alone', () => {
    const { feed, clock, check, warnings } = aStage(['Web']);
    let calls = 0;
    feed.follow((push) => {
      calls += 1;
      if (push.type === 'change') throw new Error('the pipe is broken');
    });
    const { changes } = follow(feed);
    check('Web');
    clock.advance(gatherMs);
    check('Web');
    clock.advance(gatherMs);
    expect(changes()).toHaveLength(2);
    expect(calls).toBe(2);
    expect(warnings).toEqual([expect.stringContaining('the pipe is broken')]);
  });

  it('shows until when a certificate is valid, also when the next check sees none', () => {
    const { feed, clock, check } = aStage(['Web']);
    const certificate = { subject: 'web', issuer: 'ca', names: [], validFrom: 0, validTo: 5_000_000 };
    check('Web', { certificate });
    check('Web');
    const { snapshots } = follow(feed);
    expect(snapshots()[0]?.services[0]?.certificateValidTo).toBe(5_000_000);
    clock.advance(gatherMs);
  });

  it('tells what a person prefers, of which there is no event', () => {
    const { feed, clock, prefer } = aStage(['Web']);
    const { changes } = follow(feed);
    prefer({ theme: 'dark' });
    clock.advance(gatherMs);
    expect(changes()).toMatchObject([{ head: { preferences: { theme: 'dark' } } }]);
  });
});

describe('while nobody follows', () => {
  it('looks at nothing, reads nothing and sets no alarm', () => {
    const { feed, clock, check, note, prefer, work } = aStage(['Web']);
    for (let count = 0; count < 100; count += 1) check('Web');
    prefer({ theme: 'dark' });
    note({ type: 'incident.opened', service: 'Web', at: clock.wallMs(), incident: anIncident('Web') });
    clock.advance(10 * 60_000);
    expect({ ...work, pending: clock.pending, wakeUps: clock.wakeUps }).toEqual({
      overviews: 0,
      pastReads: 0,
      uptimeReads: 0,
      pending: 0,
      wakeUps: 0,
    });
    follow(feed).leave();
    const before = { ...work };
    check('Web');
    clock.advance(10 * 60_000);
    expect(work).toEqual(before);
    expect(clock.pending).toBe(0);
  });

  it('remembers the last sixty checks of each service, and reads the past only once', () => {
    const { feed, clock, check, past, work } = aStage(['Web']);
    past.set(
      'Web',
      Array.from({ length: 60 }, (_, index) => ({ at: index, durationMs: 1, outcome: 'ok' as const })),
    );
    follow(feed).leave();
    for (let count = 0; count < 10; count += 1) {
      clock.advance(1_000);
      check('Web');
    }
    const { snapshots } = follow(feed);
    const times = snapshots()[0]?.bars.Web?.map(([at]) => at) ?? [];
    expect(times).toHaveLength(60);
    expect(times.slice(0, 2)).toEqual([10, 11]);
    expect(times.at(-1)).toBe(clock.wallMs());
    expect(work.pastReads).toBe(1);
  });

  it('keeps what it saw where the disk could not take it', () => {
    const { feed, check } = aStage(['Web']);
    check('Web');
    check('Web');
    expect(follow(feed).snapshots()[0]?.bars.Web).toHaveLength(2);
  });
});

describe('uptimes', () => {
  it('are read once a minute while somebody follows, and only those that changed are sent', () => {
    const { feed, clock, uptimes, work } = aStage(['Web', 'API']);
    uptimes.set('Web', { day: 1, week: 0.999_999_9 });
    uptimes.set('API', { day: 1 });
    const { changes, snapshots } = follow(feed);
    expect(snapshots()[0]?.services.map(({ uptime }) => uptime)).toEqual([{ day: 1, week: 1 }, { day: 1 }]);
    clock.advance(59_000);
    expect(work.uptimeReads).toBe(1);
    uptimes.set('API', { day: 0.99 });
    clock.advance(1_000 + gatherMs);
    expect(work.uptimeReads).toBe(2);
    expect(changes().map(({ services }) => services?.map(({ name, uptime }) => [name, uptime]))).toEqual([
      [['API', { day: 0.99 }]],
    ]);
    const before = work.overviews;
    clock.advance(5 * 60_000);
    expect(work).toMatchObject({ uptimeReads: 7, overviews: before });
    expect(changes()).toHaveLength(1);
  });

  it('are read again soon after an incident began or ended, but once for all that begin together', () => {
    const { feed, clock, note, work } = aStage(['Web', 'API']);
    const { leave } = follow(feed);
    clock.advance(10_000);
    for (const service of ['Web', 'API'])
      note({ type: 'incident.opened', service, at: clock.wallMs(), incident: anIncident(service) });
    clock.advance(2_000);
    expect(work.uptimeReads).toBe(2);
    note({ type: 'incident.resolved', service: 'Web', at: clock.wallMs(), incident: anIncident('Web') });
    clock.advance(5_000);
    expect(work.uptimeReads).toBe(3);
    leave();
    clock.advance(5 * 60_000);
    expect(work.uptimeReads).toBe(3);
  });
});

describe('another configuration', () => {
  it('moves, adds and takes away services, in the order of the file', () => {
    const { feed, clock, check, past, reload } = aStage(['Web', 'API', 'Mail']);
    for (const name of ['Web', 'API', 'Mail']) check(name);
    const { pushes, changes } = follow(feed);
    past.set('New', [{ at: 7, durationMs: 1, outcome: 'ok' }]);
    reload([aService('Mail'), aService('New'), aService('Web')], { added: ['New'], removed: ['API'] });
    clock.advance(gatherMs);
    const last = changes().at(-1);
    expect(last?.order).toEqual(['Mail', 'New', 'Web']);
    expect(last?.services?.map(({ name }) => name)).toContain('New');
    expect(last?.bars).toEqual({ New: [[7, 1, 'ok']] });
    expect(known(pushes).bars.Mail).toHaveLength(1);
    check('New');
    reload([aService('Mail'), aService('Web')], { removed: ['New'] });
    clock.advance(gatherMs);
    expect(known(pushes).order).toEqual(['Mail', 'Web']);
  });

  it('says nothing of services that are read again and are as they were', () => {
    const { feed, clock, reload } = aStage(['Web', 'API']);
    const { changes } = follow(feed);
    reload([aService('Web'), aService('API', { timeoutMs: 5_000 })], { changed: ['API'] });
    clock.advance(gatherMs);
    // But that the file says something else, for whoever shows what it says.
    const configuration = { file: '/etc/asl/config.yaml', revision: 1, problems: [] };
    expect(changes()).toEqual([
      { type: 'change', at: clock.wallMs(), head: expect.objectContaining({ configuration }) },
    ]);
  });

  it('lets services that swap their names keep what was seen of them', () => {
    const { feed, clock, check, reload } = aStage(['Old', 'Other']);
    check('Old');
    const { pushes, snapshots } = follow(feed);
    clock.advance(1_000);
    check('Other', { slow: true });
    clock.advance(gatherMs);
    const seen = known(pushes).bars;
    reload([aService('Old', { url: 'https://Other.example/health' }), aService('Other')], {
      renamed: [
        { from: 'Old', to: 'Other' },
        { from: 'Other', to: 'Old' },
      ],
    });
    clock.advance(gatherMs);
    expect(known(pushes).bars).toEqual({ Old: seen.Other, Other: seen.Old });
    expect(snapshots()).toHaveLength(2);
    check('Old');
    clock.advance(gatherMs);
    expect(known(pushes).bars.Old).toHaveLength(2);
  });

  it('forgets the certificate of a service that is somewhere else now', () => {
    const { feed, clock, check, reload } = aStage(['Web']);
    check('Web', { certificate: { subject: '', issuer: '', names: [], validFrom: 0, validTo: 9 } });
    const { changes } = follow(feed);
    reload([aService('Web', { url: 'https://elsewhere.example/' })], { changed: ['Web'] });
    clock.advance(gatherMs);
    expect(changes().at(-1)?.services?.[0]).toMatchObject({ url: 'https://elsewhere.example/' });
    expect(changes().at(-1)?.services?.[0]).not.toHaveProperty('certificateValidTo');
  });

  it('shows what is wrong with a file that was refused, until another one is in force', () => {
    const { feed, clock, note, reload } = aStage(['Web']);
    const { changes } = follow(feed);
    const problems = [
      {
        file: '/etc/asl/config.yaml',
        line: 3,
        column: 5,
        path: 'services[0].url',
        message: 'is already given on line 2: remove one of them',
      },
    ];
    note({ type: 'config.rejected', at: clock.wallMs(), problems });
    clock.advance(gatherMs);
    expect(changes().at(-1)?.head?.configuration).toMatchObject({
      file: '/etc/asl/config.yaml',
      revision: 1,
      problems: [
        {
          line: 3,
          column: 5,
          path: 'services[0].url',
          message: {
            en: 'is already given on line 2: remove one of them',
            fr: expect.stringContaining('déjà donné à la ligne 2'),
          },
        },
      ],
    });
    reload([aService('Web')]);
    clock.advance(gatherMs);
    // Also when nothing is different of what else it tells.
    expect(changes().at(-1)?.head?.configuration).toMatchObject({ revision: 2, problems: [] });
  });
});

describe('this machine', () => {
  it('shows since when its network is as it is', () => {
    const { feed, clock, note } = aStage(['Web']);
    const startedAt = clock.wallMs();
    const { changes, snapshots } = follow(feed);
    expect(snapshots()[0]?.head.network).toEqual({ state: 'online', since: startedAt });
    clock.advance(5_000);
    note({ type: 'network', at: clock.wallMs(), state: 'offline' });
    clock.advance(gatherMs);
    expect(changes()[0]?.head?.network).toEqual({ state: 'offline', since: startedAt + 5_000 });
  });

  it('does not mistake names for what they look like in JavaScript', () => {
    const { feed, clock, check } = aStage(['__proto__', 'constructor']);
    const { pushes } = follow(feed);
    check('__proto__');
    clock.advance(gatherMs);
    const text = JSON.parse(JSON.stringify(pushes));
    expect(Object.keys(text[1].bars)).toEqual(['__proto__']);
    expect(Object.getOwnPropertyDescriptor(text[1].bars, '__proto__')?.value).toHaveLength(1);
  });
});
