import { describe, expect, it } from 'vitest';
import {
  clip,
  incidentStatistics,
  subtract,
  totalMs,
  union,
  uptimeFraction,
} from '../../../main/monitor/statistics.ts';

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
    expect(totalMs([span(0, 10), span(5, 15), span(20, 21)])).toBe(16);
  });

  it('are clipped to a window', () => {
    expect(clip([span(0, 10), span(90, 110), span(30, 40), span(100, 120)], span(5, 100))).toEqual([
      span(5, 10),
      span(90, 100),
      span(30, 40),
    ]);
  });

  it('are cut out of another', () => {
    expect(subtract(span(0, 100), [span(90, 120), span(10, 20), span(15, 30)])).toEqual([span(0, 10), span(30, 90)]);
    expect(subtract(span(0, 100), [span(-5, 200)])).toEqual([]);
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
});
