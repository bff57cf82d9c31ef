import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { History } from '../../../main/history/history.ts';
import type { Bucket } from '../../../main/history/series.ts';
import type { Observation } from '../../../main/monitor/model.ts';
import { anObservation, outage, recovery } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aPlace, type Place } from './opened.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const failure = { kind: 'refused', phase: 'tcp', sentence: 'connection refused' } as const;

/** A good answer of 10, 20 or 30 ms in turn; every tenth check fails. */
function checkFor(place: Place, history: History, ms: number, services = ['api'], everyMs = 20_000): void {
  for (let turn = 0; turn < ms / everyMs; turn += 1) {
    const startedAt = place.clock.wallMs();
    const observation: Observation =
      turn % 10 === 9
        ? { startedAt, durationMs: 1, phases: {}, ok: false, failure }
        : anObservation(startedAt, { durationMs: ((turn % 3) + 1) * 10 });
    for (const service of services) history.noteCheck(service, observation);
    place.clock.advance(everyMs);
  }
}

function summary(buckets: readonly Bucket[]) {
  const sum = (of: (bucket: Bucket) => number) => Math.round(buckets.reduce((total, bucket) => total + of(bucket), 0));
  return {
    count: sum(({ count }) => count),
    failed: sum(({ failed }) => failed),
    goodMs: sum(({ count, failed, meanMs = 0 }) => (count - failed) * meanMs),
    minMs: Math.min(...buckets.map(({ minMs = Number.POSITIVE_INFINITY }) => minMs)),
    maxMs: Math.max(...buckets.map(({ maxMs = 0 }) => maxMs)),
  };
}

describe('charts', () => {
  it('show the latest checks one by one, with those that are not on disk yet', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start, { durationMs: 12.5 }));
    history.noteCheck('web', anObservation(start));
    place.clock.advance(6_000);
    history.noteCheck('api', { startedAt: start + 6_000, durationMs: 1, phases: {}, ok: false, failure });
    expect(history.series('api', start, start + hour)).toEqual({
      resolution: 'check',
      buckets: [
        { at: start, count: 1, failed: 0, meanMs: 12.5, minMs: 12.5, maxMs: 12.5 },
        { at: start + 6_000, count: 1, failed: 1 },
      ],
    });
    expect(history.recentChecks('api', 60)).toEqual([
      { at: start, outcome: 'ok', statusCode: 200, durationMs: 12.5 },
      { at: start + 6_000, outcome: 'refused', durationMs: 1 },
    ]);
    expect([
      history.recentChecks('api', 1).length,
      history.recentChecks('nobody', 60),
      history.series('nobody', 0, 1),
    ]).toEqual([1, [], { resolution: 'check', buckets: [] }]);
  });

  it('agree with one another at every resolution, during the hour and after it, before and after a restart', async () => {
    const place = aPlace();
    let history = place.open();
    const start = place.clock.wallMs();
    checkFor(place, history, 30 * hour, ['api', 'web']);
    const now = place.clock.wallMs();
    const expected = { count: 5_400, failed: 540, goodMs: 5_400 * 18, minMs: 10, maxMs: 30 };
    const seen = () => {
      const minutes = history.series('api', start, now);
      const hours = history.series('api', start - 2 * day, now);
      return [
        minutes.resolution,
        summary(minutes.buckets),
        hours.resolution,
        hours.buckets.length,
        summary(hours.buckets),
      ];
    };
    const goodMs = summary(history.series('api', start, now).buckets).goodMs;
    const all = { ...expected, goodMs };
    expect(seen()).toEqual(['minute', all, 'hour', 30, all]);
    expect(goodMs).toBeGreaterThan(90_000);
    await history.close();
    history = place.open();
    expect(seen()).toEqual(['minute', all, 'hour', 30, all]);
    expect(history.series('web', start, now).buckets[61]).toEqual({
      at: start + 61 * minute,
      count: 3,
      failed: 0,
      meanMs: 20,
      minMs: 10,
      maxMs: 30,
    });
  });

  it('leave out what is outside the window', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    checkFor(place, history, 6 * hour);
    const ends = (from: number, to: number) => {
      const { buckets } = history.series('api', start + from, start + to);
      return [buckets.length, (buckets[0]?.at ?? 0) - start, (buckets.at(-1)?.at ?? 0) - start];
    };
    expect([ends(hour, 4 * hour), ends(90 * minute, 4.5 * hour)]).toEqual([
      [180, hour, 4 * hour - minute],
      [180, 90 * minute, 4.5 * hour - minute],
    ]);
  });

  it('lose nothing to a kill before the hour was summed up', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    checkFor(place, history, 90 * minute);
    const later = place.killed();
    place.clock.advance(3 * day);
    const found = later.open();
    checkFor(place, found, 3 * minute);
    expect(summary(found.series('api', start, start + 2 * hour + 1).buckets).count).toBe(270);
    expect(summary(found.series('api', start, start + 3 * day).buckets).count).toBe(270);
  });

  it('go on after a clock that was ten years ahead is set right', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    place.clock.setWall(start + 3_650 * day);
    checkFor(place, history, 2 * hour);
    place.clock.setWall(start);
    checkFor(place, history, 2 * hour);
    expect([
      summary(history.series('api', start, start + 3 * hour).buckets).count,
      summary(history.series('api', start, start + 3 * day).buckets).count,
      history.recentChecks('api', 3).length,
    ]).toEqual([360, 360, 3]);
  });
});

describe('retention', () => {
  it('forgets raw checks and minutes first, hours later, and incidents never', async () => {
    const place = aPlace();
    const retention = { rawDays: 1, rollupDays: 3 };
    const history = place.open(retention);
    const start = place.clock.wallMs();
    const api = aService('api');
    history.commit(outage(api));
    history.commit(recovery(api, outage(api).incident));
    checkFor(place, history, 2.5 * day, ['api'], minute);
    const kept = () => [
      history.series('api', start, start + hour).resolution,
      summary(history.series('api', start, start + 12 * hour).buckets).count,
      summary(history.series('api', place.clock.wallMs() - hour, place.clock.wallMs()).buckets).count,
      history.incidents({ limit: 9 }).length,
    ];
    expect(kept()).toEqual(['hour', 720, 60, 1]);
    checkFor(place, history, 2 * day, ['api'], minute);
    expect(kept()).toEqual(['hour', 0, 60, 1]);
  });

  it('gives the disk its room back, a little at a time', async () => {
    const place = aPlace();
    const history = place.open();
    const services = Array.from({ length: 40 }, (_, index) => `service ${index}`);
    checkFor(place, history, day, services, minute);
    await history.close();
    const before = statSync(place.databasePath).size;
    const later = place.open();
    const wakeUps = place.clock.wakeUps;
    later.prune(place.clock.wallMs() + 31 * day);
    place.clock.advance(10_000);
    expect(place.clock.wakeUps - wakeUps).toBeGreaterThan(2);
    await later.close();
    expect(statSync(place.databasePath).size).toBeLessThan(before / 4);
  });
});

describe('uptime', () => {
  const api = aService('api');

  it('is told by the time in incidents', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start));
    const { incident } = outage(api, { startedAt: start + 10 * minute, openedAt: start + 10 * minute });
    history.commit(outage(api, { startedAt: start + 10 * minute, openedAt: start + 10 * minute }));
    const whileDown = history.uptime('api', day, start + 20 * minute);
    history.commit(recovery(api, incident, start + 16 * minute));
    expect([
      whileDown,
      history.uptime('api', day, start + hour),
      history.uptime('api', 30 * minute, start + hour),
    ]).toEqual([0.5, 0.9, 1]);
  });

  it('is unknown of a service that was never checked', () => {
    expect(aPlace().open().uptime('api', day, Date.now())).toBeUndefined();
  });

  it('leaves out the time in which the program did not run, for it may have been up or down', async () => {
    const place = aPlace();
    let history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start));
    place.clock.advance(30 * minute);
    const opened = outage(api, { startedAt: start + 27 * minute, openedAt: start + 27 * minute });
    history.commit(opened);
    await history.close();
    place.clock.advance(10 * hour);
    history = place.open();
    history.commit(recovery(api, opened.incident, start + 10 * hour + 33 * minute));
    // 3 minutes before the gap and 3 after it, of 60.
    expect(history.uptime('api', day, start + 11 * hour)).toBeCloseTo(0.9, 9);
  });

  it('ends the time of running at the last sign of life when the program was killed', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    checkFor(place, history, 30 * minute);
    history.commit(outage(api, { startedAt: start + 24 * minute, openedAt: start + 24 * minute }));
    const killed = place.killed();
    place.clock.advance(10 * hour);
    expect(killed.open().uptime('api', day, place.clock.wallMs())).toBeCloseTo(0.8, 3);
  });
});
