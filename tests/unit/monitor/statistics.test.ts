import { describe, expect, it } from 'vitest';
import {
  type Interval,
  incidentStatistics,
  union,
  uptimeFraction,
  uptimeFractions,
} from '../../../main/monitor/statistics.ts';
import { createRandom } from '../../lab/random.ts';

const span = (from: number, to: number) => ({ from, to });

describe('statistics of incidents', () => {
  it('count all and take durations from those that were seen to their end', () => {
    const statistics = incidentStatistics([
      { startedAt: 0, endedAt: 30_000, end: 'recovered' },
      { startedAt: 0, endedAt: 60_460, end: 'recovered' },
      { startedAt: 0, endedAt: 9_000_000, end: 'removed' },
      { startedAt: 0, endedAt: 1, end: 'edited' },
      { startedAt: 5 },
    ]);
    expect(statistics).toEqual({
      total: 5,
      active: 1,
      resolved: 4,
      meanSeconds: 45.23,
      shortestSeconds: 30,
      longestSeconds: 60.46,
    });
  });

  it('have no duration while nothing has recovered', () => {
    expect([incidentStatistics([]), incidentStatistics([{ startedAt: 5 }])]).toEqual([
      { total: 0, active: 0, resolved: 0 },
      { total: 1, active: 1, resolved: 0 },
    ]);
  });

  it('take an end before the start, by a clock that was set back, for no time at all', () => {
    expect(incidentStatistics([{ startedAt: 10, endedAt: 5, end: 'recovered' }])).toMatchObject({ shortestSeconds: 0 });
  });
});

describe('intervals', () => {
  it('are united where they overlap or touch', () => {
    expect(union([span(50, 60), span(0, 10), span(10, 20), span(15, 18), span(7, 7)])).toEqual([
      span(0, 20),
      span(50, 60),
    ]);
  });
});

describe('uptime', () => {
  it('is the part of the observed time that had no incident', () => {
    expect(uptimeFraction(span(0, 1_000), [], [span(-50, 50), span(950, 2_000)])).toBe(0.9);
  });

  it('counts what overlaps once', () => {
    expect(uptimeFraction(span(0, 1_000), [], [span(100, 300), span(200, 400)])).toBe(0.7);
  });

  it('counts time in which nobody looked neither as up nor as down', () => {
    expect(uptimeFraction(span(0, 1_000), [span(0, 500), span(600, 700)], [span(400, 600)])).toBe(0.75);
  });

  it('is unknown when nothing was observed', () => {
    expect([uptimeFraction(span(0, 10), [span(0, 10)], []), uptimeFraction(span(5, 5), [], [])]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is told for several times at once, each as if it were alone', () => {
    const unobserved = [span(350, 450), span(100, 200), span(150, 250)];
    const incidents = [span(240, 300), span(420, 600), span(550, 700)];
    const times = [span(0, 1_000), span(200, 500), span(100, 250), span(290, 310)];
    const fractions = uptimeFractions(times, unobserved, incidents);
    expect(fractions).toEqual([1 - 300 / 750, 1 - 100 / 150, undefined, 1 - 10 / 20]);
    expect(fractions).toEqual(times.map((time) => uptimeFraction(time, unobserved, incidents)));
  });

  it('is what counting every millisecond gives', () => {
    const random = createRandom(3);
    const at = () => Math.floor(random.between(-20, 120));
    for (let turn = 0; turn < 300; turn += 1) {
      const [unobserved, incidents] = [turn % 5, turn % 7].map((count) =>
        Array.from({ length: count }, () => span(at(), at())),
      );
      const times = [span(0, 100), span(50, 100), span(at(), at())];
      expect(uptimeFractions(times, unobserved ?? [], incidents ?? [])).toEqual(
        times.map((time) => counted(time, unobserved ?? [], incidents ?? [])),
      );
    }
  });
});

function counted(time: Interval, unobserved: readonly Interval[], incidents: readonly Interval[]): number | undefined {
  const isIn = (at: number, intervals: readonly Interval[]) => intervals.some(({ from, to }) => from <= at && at < to);
  let [observed, down] = [0, 0];
  for (let at = time.from; at < time.to; at += 1) {
    if (isIn(at, unobserved)) continue;
    observed += 1;
    if (isIn(at, incidents)) down += 1;
  }
  return observed === 0 ? undefined : 1 - down / observed;
}
