import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../main/history/chart.ts';
import type { History } from '../../../main/history/history.ts';
import type { Observation } from '../../../main/monitor/model.ts';
import { anObservation, outage, recovery } from '../../contract/ledger-outage.ts';
import { createRandom } from '../../lab/random.ts';
import { aService } from '../../support/services.ts';
import { aPlace, type Place } from './opened.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const api = aService('api');
const failure = { kind: 'refused', phase: 'tcp', sentence: 'connection refused' } as const;

type Seen = { readonly at: number; readonly durationMs: number; readonly ok: boolean };

/** Gives what was noted, so that a test can add it up by itself. */
function checkFor(place: Place, history: History, ms: number, everyMs = 20 * second): readonly Seen[] {
  const random = createRandom(17);
  const seen: Seen[] = [];
  for (let turn = 0; turn < ms / everyMs; turn += 1) {
    const at = place.clock.wallMs();
    const ok = turn % 10 !== 9;
    const durationMs = ok ? Math.round(random.between(5, 900)) : 1;
    const observation: Observation = ok
      ? anObservation(at, { durationMs })
      : { startedAt: at, durationMs, phases: {}, ok, failure };
    history.noteCheck('api', observation);
    history.noteCheck('web', anObservation(at, { durationMs: 3_000 }));
    seen.push({ at, durationMs, ok });
    place.clock.advance(everyMs);
  }
  return seen;
}

const shape = ({ resolution, buckets }: Chart) => [resolution, buckets.length, buckets[1]?.spanMs];

/** Each bucket as it should be, from what was noted between its beginning and its end. */
function expected(chart: Chart, seen: readonly Seen[]) {
  return chart.buckets.map(({ at, spanMs }) => {
    const inside = seen.filter((one) => one.at >= at && one.at < at + spanMs);
    const good = inside.filter(({ ok }) => ok).map(({ durationMs }) => durationMs);
    return {
      at,
      spanMs,
      count: inside.length,
      failed: inside.length - good.length,
      ...(good.length > 0 && {
        meanMs: good.reduce((sum, ms) => sum + ms, 0) / good.length,
        minMs: Math.min(...good),
        maxMs: Math.max(...good),
      }),
    };
  });
}

describe('a chart of one service', () => {
  it('is as fine as there is room for, from single checks to several hours', () => {
    const place = aPlace();
    const history = place.open();
    checkFor(place, history, 9 * day, minute);
    const now = place.clock.wallMs();
    const chart = (ms: number, points: number) => shape(history.chart('api', now - ms, now, points));
    expect({
      '1 h': chart(hour, 720),
      '24 h': chart(day, 720),
      '7 d': chart(7 * day, 720),
      '30 d': chart(30 * day, 720),
      '90 d': chart(90 * day, 720),
      'hardly any room': chart(hour, 10),
      'no room at all': chart(7 * day, 1),
      'more room than minutes': chart(day, 5_000),
    }).toEqual({
      '1 h': ['check', 60, 0],
      '24 h': ['minute', 720, 2 * minute],
      '7 d': ['minute', 672, 15 * minute],
      '30 d': ['hour', 216, hour],
      '90 d': ['hour', 72, 3 * hour],
      'hardly any room': ['check', 6, 10 * minute],
      'no room at all': ['hour', 2, 7 * day],
      'more room than minutes': ['minute', 1_440, minute],
    });
  });

  it('adds up what it merges, at every resolution, summed up or not, stored or not', async () => {
    const place = aPlace();
    let history = place.open();
    const seen = checkFor(place, history, 50 * hour + 7 * minute);
    const now = place.clock.wallMs();
    const look = () => {
      for (const [ms, points] of [
        [hour, 20],
        [2 * hour, 100],
        [day, 100],
        [2 * day, 720],
        [3 * day, 20],
      ] as const) {
        const chart = history.chart('api', now - ms, now, points);
        const first = chart.buckets[0]?.at ?? 0;
        // What a bucket at the edge holds is told by minutes or hours as a whole, but check by check.
        const counted = chart.resolution === 'check' ? seen.filter(({ at }) => at >= now - ms) : seen;
        expect(first).toBeGreaterThan(now - ms - (chart.buckets[0]?.spanMs ?? 0));
        expect(chart.buckets.length).toBeGreaterThan(10);
        for (const [index, bucket] of expected(chart, counted).entries()) {
          if (index === 0 && chart.resolution !== 'check') continue;
          expect(chart.buckets[index]).toEqual({
            ...bucket,
            ...('meanMs' in bucket && { meanMs: expect.closeTo(bucket.meanMs ?? 0, 6) }),
          });
        }
      }
    };
    look();
    await history.close();
    history = place.open();
    look();
  });

  it('shows each check as it was where there is room for it', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start, { durationMs: 12.5 }));
    history.noteCheck('api', { startedAt: start + second, durationMs: 1, phases: {}, ok: false, failure });
    history.noteCheck('api', anObservation(start + 2 * second), 'offline');
    expect(history.chart('api', start, start + hour, 720)).toEqual({
      resolution: 'check',
      buckets: [
        { at: start, spanMs: 0, count: 1, failed: 0, meanMs: 12.5, minMs: 12.5, maxMs: 12.5 },
        { at: start + second, spanMs: 0, count: 1, failed: 1 },
      ],
      outages: [],
      unobserved: [],
    });
  });

  it('shows when the service was down, and when nobody looked', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start));
    const down = (name: string, from: number, to?: number) => {
      const opened = outage(aService(name), { id: `${name} ${from}`, startedAt: start + from, openedAt: start + from });
      history.commit(opened);
      if (to !== undefined) history.commit(recovery(aService(name), opened.incident, start + to));
    };
    down('api', -3 * hour, -2 * hour);
    down('api', -hour, 10 * minute);
    down('api', 20 * minute, 30 * minute);
    down('web', 5 * minute);
    down('api', 50 * minute);
    history.noteUnobserved('api', { reason: 'asleep', from: start - hour, to: start + 5 * minute });
    history.noteUnobserved('api', { reason: 'vpn', from: start + 40 * minute, to: start + 45 * minute });
    const look = () => {
      const { outages, unobserved } = history.chart('api', start, start + hour, 720);
      return {
        outages: outages.map(({ id, from, to, kind }) => [id, from - start, to && to - start, kind]),
        unobserved: unobserved.map(({ reason, from, to }) => [reason, from - start, to - start]),
      };
    };
    const known = {
      outages: [
        [`api ${-hour}`, -hour, 10 * minute, 'status'],
        [`api ${20 * minute}`, 20 * minute, 30 * minute, 'status'],
        [`api ${50 * minute}`, 50 * minute, undefined, 'status'],
      ],
      unobserved: [
        ['asleep', 0, 5 * minute],
        ['vpn', 40 * minute, 45 * minute],
      ],
    };
    expect(look()).toEqual(known);
    history.flush();
    expect(look()).toEqual(known);
  });

  it('tells by the hour what lies before the raw checks, whatever the span', () => {
    const place = aPlace();
    const history = place.open({ rawDays: 1, rollupDays: 30 });
    const start = place.clock.wallMs();
    checkFor(place, history, 3 * day, minute);
    expect(shape(history.chart('api', start + 2 * hour, start + 8 * hour, 720))).toEqual(['hour', 6, hour]);
  });

  it('takes all the time there is for what is known, and is empty for nobody and for no time', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    checkFor(place, history, 3 * hour);
    const { buckets } = history.chart('api', -8.64e15, 8.64e15, 720);
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(540);
    const nothing = { resolution: 'check', buckets: [], outages: [], unobserved: [] };
    expect([history.chart('nobody', start, start + hour, 720), history.chart('api', start, start, 720)]).toEqual([
      nothing,
      nothing,
    ]);
  });

  it('knows segments and outages that began long before it', () => {
    const place = aPlace();
    const history = place.open();
    const start = place.clock.wallMs();
    history.noteCheck('api', anObservation(start - 20 * day));
    const opened = outage(api, { startedAt: start - 10 * day, openedAt: start - 10 * day });
    history.commit(opened);
    history.noteUnobserved('api', { reason: 'paused', from: start - 9 * day, to: start + 10 * minute });
    history.noteUnobserved('web', { reason: 'paused', from: start - 9 * day, to: start + 10 * minute });
    history.noteUnobserved('api', { reason: 'offline', from: start - 15 * day, to: start - 10.5 * day });
    history.flush();
    const { outages, unobserved } = history.chart('api', start, start + hour, 720);
    expect([outages.map(({ from }) => from), unobserved]).toEqual([
      [start - 10 * day],
      [{ reason: 'paused', from: start, to: start + 10 * minute }],
    ]);
  });
});
