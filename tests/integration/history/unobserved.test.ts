import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Observation, UnobservedReason } from '../../../main/monitor/model.ts';
import { anObservation, outage, recovery, up } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aPlace } from './opened.ts';

const api = aService('api');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const failed = (startedAt: number): Observation => ({
  startedAt,
  durationMs: 3,
  phases: {},
  ok: false,
  failure: { kind: 'dns', phase: 'dns', sentence: 'the name does not resolve' },
});

describe('checks that do not count', () => {
  it('are told with the reason, apart from those that failed in the same way', async () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', failed(start));
    history.noteCheck('api', failed(start + 1_000), 'dns');
    history.noteCheck('api', anObservation(start + 2_000), 'captive_portal');
    const expected = [
      { at: start, outcome: 'dns', durationMs: 3 },
      { at: start + 1_000, outcome: 'unobserved', reason: 'dns', durationMs: 3 },
      { at: start + 2_000, outcome: 'unobserved', reason: 'captive_portal', durationMs: 12, statusCode: 200 },
    ];
    expect(history.recentChecks('api', 9)).toEqual(expected);
    await history.close();
    expect(place.open().recentChecks('api', 9)).toEqual(expected);
  });

  it('are in no chart, at any resolution, before and after the hour is summed up', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    for (let turn = 0; turn < 3 * 180; turn += 1) {
      const at = place.clock.wallMs();
      history.noteCheck('api', turn % 2 === 0 ? anObservation(at) : failed(at), turn % 3 === 0 ? undefined : 'offline');
      history.noteCheck('web', failed(at), 'vpn');
      place.clock.advance(20_000);
    }
    const sums = (service: string, from: number, to: number) => {
      const { resolution, buckets } = history.series(service, start + from, start + to);
      const sum = (of: 'count' | 'failed') => buckets.reduce((total, bucket) => total + bucket[of], 0);
      return [resolution, sum('count'), sum('failed')];
    };
    expect([
      sums('api', 0, hour),
      sums('api', 2 * hour, 3 * hour),
      sums('api', 0, 3 * hour),
      sums('api', -3 * day, 3 * hour),
      sums('web', 0, 3 * hour),
      sums('web', -3 * day, 3 * hour),
    ]).toEqual([
      ['check', 60, 30],
      ['check', 60, 30],
      ['minute', 180, 90],
      ['hour', 180, 90],
      ['minute', 0, 0],
      ['hour', 0, 0],
    ]);
    place.clock.advance(2 * day);
    history.noteCheck('api', anObservation(place.clock.wallMs()));
    place.clock.advance(minute);
    expect([sums('api', 0, 3 * hour), sums('api', -3 * day, 3 * hour), sums('web', -3 * day, 3 * hour)]).toEqual([
      ['minute', 180, 90],
      ['hour', 180, 90],
      ['hour', 0, 0],
    ]);
  });

  it('begin no uptime: it is over the time since the first that counted', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', failed(start), 'offline');
    history.noteUnobserved('api', { reason: 'offline', from: start, to: start + minute });
    expect(history.uptime('api', hour, start + 2 * minute)).toBeUndefined();
    history.noteCheck('api', anObservation(start + 4 * minute));
    history.commit(outage(api, { startedAt: start + 6 * minute, openedAt: start + 6 * minute }));
    expect(history.uptime('api', hour, start + 8 * minute)).toBe(0.5);
  });
});

describe('segments in which a service was not observed', () => {
  it('count neither as up nor as down, stored or not, and for nobody else', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    for (const name of ['api', 'web']) history.noteCheck(name, anObservation(start));
    for (const service of [api, aService('web')]) {
      const opened = outage(service, { startedAt: start + 10 * minute, openedAt: start + 10 * minute });
      history.commit(opened);
      history.commit(recovery(service, opened.incident, start + 30 * minute));
    }
    history.noteUnobserved('api', { reason: 'offline', from: start + 12 * minute, to: start + 32 * minute });
    const uptimes = () => ['api', 'web'].map((name) => history.uptime(name, day, start + 40 * minute));
    expect(uptimes()).toEqual([0.9, 0.5]);
    history.flush();
    expect(uptimes()).toEqual([0.9, 0.5]);
    history.noteUnobserved('api', { reason: 'offline', from: start + 12 * minute, to: start + 20 * minute });
    expect(uptimes()).toEqual([0.625, 0.5]);
  });

  it('are read within a window and in order, with the time in which nothing ran', async () => {
    const place = aPlace();
    let history = place.open();
    const start = place.clock.wallMs();
    history.noteUnobserved('api', { reason: 'vpn', from: start + 2 * minute, to: start + 5 * minute });
    history.noteUnobserved('api', { reason: 'offline', from: start - 5 * minute, to: start - minute });
    place.clock.advance(6 * minute);
    await history.close();
    place.clock.advance(4 * minute);
    history = place.open();
    history.noteUnobserved('api', { reason: 'asleep', from: start + 11 * minute, to: start + 13 * minute });
    const told = (name: string, from: number, to: number) =>
      history
        .unobserved(name, start + from * minute, start + to * minute)
        .map((segment) => [segment.reason, (segment.from - start) / minute, (segment.to - start) / minute]);
    expect([told('api', -3, 12), told('api', 5, 6), told('web', 0, 20), history.absentSince()]).toEqual([
      [
        ['offline', -3, -1],
        ['vpn', 2, 5],
        ['not_running', 6, 10],
        ['asleep', 11, 12],
      ],
      [],
      [['not_running', 6, 10]],
      start + 6 * minute,
    ]);
  });

  it('are known up to the last five seconds before a kill, and from there on nothing ran', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.commit({ service: api, health: up });
    for (let second = 0; second <= 12; second += 1) {
      history.noteUnobserved('api', { reason: 'offline', from: start, to: place.clock.wallMs() });
      place.clock.advance(1_000);
    }
    const killed = place.killed();
    place.clock.advance(10 * hour);
    const found = killed.open();
    const now = place.clock.wallMs();
    const told = found.unobserved('api', start, now);
    const last = told[0]?.to ?? 0;
    expect((last - start) / 1_000).toBeGreaterThanOrEqual(8);
    expect([told, found.absentSince(), found.recall('api')?.absentSince]).toEqual([
      [
        { reason: 'offline', from: start, to: last },
        { reason: 'not_running', from: last, to: now },
      ],
      last,
      last,
    ]);
  });

  it('are written once a flush, however often they are noted', () => {
    const place = aPlace();
    let database: DatabaseSync | undefined;
    const openDatabase = (path: string) => {
      database = new DatabaseSync(path);
      return database;
    };
    const history = place.open({ openDatabase });
    const written = () => Number(database?.prepare('SELECT total_changes() AS rows').get()?.rows);
    const start = place.clock.wallMs();
    const names = ['api', 'web', 'db'];
    for (const name of names) history.noteUnobserved(name, { reason: 'offline', from: start, to: start });
    place.clock.advance(10_000);
    const before = written();
    for (let tick = 0; tick < 100; tick += 1) {
      for (const name of names) history.noteUnobserved(name, { reason: 'offline', from: start, to: start + tick });
    }
    place.clock.advance(60_000);
    expect(written() - before).toBe(names.length);
    const found = place.killed().open();
    expect(found.unobserved('db', start, start + 99)).toEqual([{ reason: 'offline', from: start, to: start + 99 }]);
  });

  it('are forgotten with the summaries of hours, but for what still lasts', () => {
    const place = aPlace();
    const history = place.open({ rawDays: 1, rollupDays: 3 });
    const start = place.clock.wallMs();
    const note = (name: string, reason: UnobservedReason, from: number, to: number) =>
      history.noteUnobserved(name, { reason, from: start + from, to: start + to });
    note('api', 'offline', 0, minute);
    note('api', 'paused', hour, 4 * day);
    note('web', 'vpn', 0, 6 * hour);
    history.flush();
    history.prune(start + 3.5 * day);
    place.clock.advance(1_000);
    expect(
      ['api', 'web'].map((name) => history.unobserved(name, start, start + 5 * day).map(({ reason }) => reason)),
    ).toEqual([['paused'], []]);
  });

  it('do not hold up anything else when one cannot be stored', () => {
    const place = aPlace();
    const history = place.open();
    history.noteCheck('api', anObservation(place.clock.wallMs()));
    history.noteUnobserved('api', { reason: 'offline', from: Number.NaN, to: Number.NaN });
    history.commit(outage(api));
    const found = place.killed().open();
    expect([found.recentChecks('api', 9).length, found.owed('slack').length, place.complaints.length]).toEqual([
      1, 1, 1,
    ]);
    history.noteUnobserved('api', { reason: 'offline', from: 1_000, to: 2_000 });
    history.flush();
    expect(place.killed().open().unobserved('api', 0, minute)).toHaveLength(1);
  });
});
