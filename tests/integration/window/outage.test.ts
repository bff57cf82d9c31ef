import { describe, expect, it } from 'vitest';
import type { Change } from '../../../preload/snapshot.ts';
import { refusal, wellAnswer } from '../../support/scripted-probe.ts';
import { aService } from '../../support/services.ts';
import { follow } from '../../unit/window/stage.ts';
import { aProgram } from './program.ts';

/** What the changes tell of one service, in order, each state once. */
function statesOf(changes: readonly Change[], name: string): readonly string[] {
  const states = changes.flatMap(({ services = [] }) =>
    services.filter((view) => view.name === name).map(({ status, state }) => `${status} (${state})`),
  );
  return states.filter((state, index) => state !== states[index - 1]);
}

describe('an outage in the window', () => {
  it('is pushed from its first failure to its end, with every check as a bar', async () => {
    const { clock, network, feed } = await aProgram([aService('API'), aService('Web')]);
    clock.advance(20_000);
    const { changes, snapshots, pushes } = follow(feed);
    expect(snapshots()[0]?.services.map(({ name, state }) => [name, state])).toEqual([
      ['API', 'ok'],
      ['Web', 'ok'],
    ]);
    const before = network.startsOf('API').length;
    network.answer('API', refusal);
    clock.advance(60_000);
    network.answer('API', wellAnswer);
    clock.advance(60_000);
    expect(statesOf(changes(), 'API')).toEqual(['failing (degraded)', 'down (down)', 'recovering (down)', 'up (ok)']);
    expect(statesOf(changes(), 'Web')).toEqual([]);
    const bars = pushes.flatMap(({ bars = {} }) => bars.API ?? []);
    expect(bars).toHaveLength(network.startsOf('API').length);
    expect(bars.slice(before).map(([, , result]) => result)).toEqual(expect.arrayContaining(['refused', 'ok']));
    expect(changes().flatMap(({ head }) => head?.state ?? [])).toEqual(
      expect.arrayContaining(['degraded', 'down', 'ok']),
    );
    expect(changes().at(-1)?.head?.outages ?? []).toEqual([]);
  });

  it('shows what a person does about it: acknowledged, snoozed, no longer snoozed', async () => {
    const { clock, network, feed, answered } = await aProgram([aService('API'), aService('Web')]);
    clock.advance(5_000);
    network.answer('API', refusal);
    clock.advance(20_000);
    const { changes } = follow(feed);
    expect(await answered('acknowledge', { targets: ['API'], note: 'on it' })).toEqual({ services: ['API'] });
    clock.advance(250);
    expect(changes().at(-1)?.services?.[0]?.incident?.acknowledged).toMatchObject({
      by: { via: 'window', name: expect.stringMatching(/\S/) },
      note: 'on it',
    });
    const until = clock.wallMs() + 3_600_000;
    expect(await answered('snooze', { targets: ['API'], forMs: 3_600_000 })).toEqual({ services: ['API'], until });
    clock.advance(250);
    expect(changes().at(-1)).toMatchObject({
      head: { state: 'ok', counts: { paused: 1, ok: 1 }, silences: [{ kind: 'snooze', until }] },
      services: [{ name: 'API', state: 'paused', silence: { kind: 'snooze', until } }],
    });
    expect(await answered('unsnooze', { targets: ['API'] })).toEqual({ ended: 1 });
    clock.advance(250);
    expect(changes().at(-1)).toMatchObject({ head: { state: 'down', silences: [] }, services: [{ state: 'down' }] });
  });

  it('is checked at once when somebody asks for it', async () => {
    const { clock, network, answered, refused } = await aProgram([
      aService('API'),
      aService('Web'),
      aService('Old', { paused: true }),
    ]);
    clock.advance(5_000);
    const before = [network.startsOf('API').length, network.startsOf('Web').length];
    expect(await answered('checkNow', { services: ['API', 'Old'] })).toEqual({ started: 1 });
    clock.advance(200);
    expect([network.startsOf('API').length, network.startsOf('Web').length]).toEqual([(before[0] ?? 0) + 1, before[1]]);
    expect(await answered('checkNow', {})).toEqual({ started: 2 });
    expect(await refused('checkNow', { services: ['Gone'] })).toMatchObject({
      kind: 'missing',
      fr: expect.stringContaining('Gone'),
    });
  });

  it('is not acknowledged where nothing is down', async () => {
    const { clock, refused } = await aProgram([aService('API')]);
    clock.advance(5_000);
    expect(await refused('acknowledge', { targets: ['API'] })).toMatchObject({
      kind: 'refused',
      en: expect.stringContaining('there is nothing to acknowledge'),
      fr: expect.stringContaining('rien n’est en panne'),
    });
  });
});

describe('one service', () => {
  it('is told with its last check, its rhythm, its request and what happened lately', async () => {
    const { clock, network, answered, refused } = await aProgram([
      aService('API', { expectedStatus: [{ from: 200, to: 299 }] }),
    ]);
    network.answer('API', (attempt) => (attempt <= 4 ? { afterMs: 50, kind: 'status', tcpMs: 7 } : wellAnswer));
    clock.advance(60_000);
    const detail = await answered('service', { name: 'API' });
    expect(detail).toMatchObject({
      name: 'API',
      last: { durationMs: 20, address: expect.stringMatching(/^203\./) },
      cadence: { checkIntervalMs: 20_000, intervalMs: 17_000, worstCaseMs: 30_000, kept: true, sendingMs: 1_000 },
      curl: expect.stringMatching(/^curl --max-time 10 -L -A asl-monitor\/1\.2\.3 https:\/\/API\.example\/health$/i),
      expectedStatus: '2xx',
      response: { count: 6, failed: 3, p50Ms: expect.closeTo(20, 0), p99Ms: expect.closeTo(20, 0) },
    });
    expect(detail.incidents).toMatchObject([{ service: 'API', kind: 'status', end: 'recovered' }]);
    expect(detail.decisions.map(({ cause }) => cause)).toEqual([
      'already_open',
      'threshold_reached',
      'below_threshold',
    ]);
    for (const { sentence } of detail.decisions) expect(sentence.fr).toMatch(/^(alerte|pas d’alerte)/);
    expect(await refused('service', { name: 'Gone' })).toMatchObject({ kind: 'missing' });
  });
});

describe('preferences', () => {
  it('are kept for the next run, and told to every window', async () => {
    const program = await aProgram([aService('API')]);
    const { changes } = follow(program.feed);
    await program.answered('setPreferences', { theme: 'dark', language: 'fr' });
    program.clock.advance(250);
    expect(changes().at(-1)?.head?.preferences).toEqual({ theme: 'dark', language: 'fr' });
    expect(program.history.noted('window', 'preferences')).toBe('{"theme":"dark","language":"fr"}');
  });
});

describe('a test of Slack', () => {
  it('says in both languages why it went wrong', async () => {
    const { answered } = await aProgram([]);
    expect(await answered('testSlack', undefined)).toEqual({
      ok: false,
      channel: '#alerts',
      reason: {
        en: 'Slack is off: slack.enabled is false',
        fr: 'Slack est désactivé\u202f: slack.enabled vaut false',
      },
    });
  });
});
