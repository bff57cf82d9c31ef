import { afterEach, describe, expect, it } from 'vitest';
import type { Chart, ChartBucket } from '../../../preload/past.ts';
import { columnsOf, moved } from '../../../renderer/service/chart/columns.ts';
import { rangeOf, scaled, zoomedTo } from '../../../renderer/service/chart/ranges.ts';
import { readingOf } from '../../../renderer/service/chart/reading.ts';
import { logRange, logTicks, timeTicks } from '../../../renderer/service/chart/scales.ts';
import { tableOf } from '../../../renderer/service/chart/table.ts';
import { chartWords, formatResponse } from '../../../renderer/service/chart/words.ts';
import { language } from '../../../renderer/words/dictionary.ts';
import { terms } from '../../../renderer/words/terms.ts';
import { day, hour, min, s } from './views.ts';

const noon = new Date(2026, 10, 24, 12).getTime();

function aChart(buckets: readonly ChartBucket[], overrides: Partial<Chart> = {}): Chart {
  return { from: noon, to: noon + hour, resolution: 'check', buckets, outages: [], unobserved: [], ...overrides };
}

/** One check, as the chart is given it; without a time it failed. */
function check(at: number, ms?: number): ChartBucket {
  const took = ms === undefined ? {} : { meanMs: ms, minMs: ms, maxMs: ms };
  return { at: noon + at, spanMs: 0, count: 1, failed: ms === undefined ? 1 : 0, ...took };
}

function minute(at: number, overrides: Partial<ChartBucket> = {}): ChartBucket {
  return { at: noon + at, spanMs: min, count: 3, failed: 0, meanMs: 100, minMs: 80, maxMs: 150, ...overrides };
}

afterEach(() => {
  language.value = 'en';
});

describe('the columns of a chart', () => {
  /** Minutes after noon, with the mean or what there is instead. */
  const read = (chart: Chart): readonly string[] => {
    const { at, mean, steps } = columnsOf(chart);
    return at.map((time, index) => {
      const value = mean[index] ?? (steps[index]?.type === 'hole' ? 'hole' : 'failed');
      return `${((time - noon) / min).toFixed(1)} ${value}`;
    });
  };
  const everySome = (from: number, to: number, step: number): readonly ChartBucket[] =>
    Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => check(from + index * step, 50));

  it('break where a check failed', () => {
    const chart = aChart([check(0, 40), check(20 * s), check(40 * s, 60)], { to: noon + min });
    expect(read(chart)).toEqual(['0.0 40', '0.3 failed', '0.7 60']);
  });

  it('have a hole where nothing was checked for clearly longer than usual, at the ends as well', () => {
    const buckets = [...everySome(10 * min, 11 * min, 20 * s), ...everySome(30 * min, 31 * min, 20 * s)];
    expect(read(aChart(buckets)).filter((line) => line.includes('hole'))).toEqual([
      '5.0 hole',
      '20.3 hole',
      '45.3 hole',
    ]);
  });

  it('have none where one check came late, or was confirmed at once', () => {
    const buckets = [
      check(0, 1),
      check(20 * s, 1),
      check(40 * s),
      check(42 * s, 1),
      check(80 * s, 1),
      check(100 * s, 1),
    ];
    expect(read(aChart(buckets, { to: noon + 2 * min }))).toHaveLength(6);
  });

  it('have a hole where nobody saw the service, however short', () => {
    const unobserved = [{ reason: 'asleep', from: noon + 21 * s, to: noon + 39 * s }] as const;
    const chart = aChart([check(0, 1), check(20 * s, 1), check(40 * s, 1)], { to: noon + min, unobserved });
    expect(read(chart)).toEqual(['0.0 1', '0.3 1', '0.5 hole', '0.7 1']);
  });

  it('stand in the middle of the time that they sum up, within what is shown', () => {
    const chart = aChart([minute(-30 * s), minute(30 * s), minute(90 * s)], { to: noon + 2 * min });
    expect(read(chart)).toEqual(['0.0 100', '1.0 100', '2.0 100']);
  });

  it('know which have nobody to draw a line to', () => {
    const chart = aChart([
      check(0, 1),
      check(20 * s),
      check(40 * s, 1),
      check(60 * s),
      check(80 * s, 1),
      check(100 * s, 1),
    ]);
    expect(columnsOf(chart).alone).toEqual([0, 2]);
  });

  it('are one hole where there was no check at all', () => {
    expect(read(aChart([]))).toEqual(['30.0 hole']);
  });
});

describe('the cursor', () => {
  it.each([
    ['ArrowLeft', undefined, 9],
    ['Home', undefined, 0],
    ['ArrowLeft', 5, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 9, 9],
    ['PageUp', 5, 0],
    ['PageDown', 2, 9],
    ['Home', 7, 0],
    ['End', 0, 9],
    ['x', 5, undefined],
  ])('goes by %s from %s to %s', (key, from, to) => {
    expect(moved(key, from, 10)).toBe(to);
  });

  it('goes nowhere where there is nothing', () => {
    expect(moved('ArrowLeft', undefined, 0)).toBeUndefined();
  });
});

describe('what is read at the cursor', () => {
  const read = (chart: Chart, index = 0): readonly string[] => {
    const step = columnsOf(chart).steps[index];
    if (step === undefined) throw new Error(`there is no step ${index}`);
    const clock = (at: number): string => `${(at - noon) / min}'`;
    const { kinds, reasons } = terms.value;
    const { time, value, more, tone } = readingOf(step, chart, {
      words: chartWords.value,
      kinds,
      reasons,
      exact: formatResponse,
      moment: clock,
      exactMoment: (at) => `${(at - noon) / s}"`,
      time: clock,
    });
    return [time, value, ...more, tone].map((text) => text.replaceAll('\u00a0', ' '));
  };
  const outages = [{ id: '1', from: noon - min, to: noon + 5 * min, kind: 'timeout_tls' }] as const;

  it('is the exact time of one check', () => {
    expect(read(aChart([check(20 * s, 84.25)]), 1)).toEqual(['20"', '84.3 ms', 'good']);
    expect(read(aChart([check(20 * s, 1_234.4)]), 1)).toEqual(['20"', '1,234 ms', 'good']);
  });

  it('is that one check failed, and in which way', () => {
    expect(read(aChart([check(0)], { outages }))).toEqual(['0"', 'failed', 'outage: TLS timeout', 'failed']);
    language.value = 'fr';
    expect(read(aChart([check(0)], { outages }))).toEqual(['0"', 'échec', 'panne : TLS trop long', 'failed']);
  });

  it('is the mean of several, how far they lie apart, and how many failed', () => {
    expect(read(aChart([minute(0, { failed: 1 })]))).toEqual([
      "0'",
      'mean 100 ms',
      '80 ms to 150 ms',
      '3 checks, 1 failed',
      'failed',
    ]);
  });

  it('is from when to when for more than a minute', () => {
    const time = (spanMs: number) => read(aChart([minute(0, { spanMs })]))[0];
    expect([time(10 * s), time(min), time(5 * min), time(hour)]).toEqual(['0"', "0'", "0'–5'", "0'–60'"]);
  });

  it('says that all of several failed', () => {
    const { meanMs: _, minMs: __, maxMs: ___, ...failed } = minute(0, { failed: 3 });
    expect(read(aChart([failed]))).toEqual(["0'", 'all 3 failed', 'failed']);
  });

  it('says why there is nothing', () => {
    const unobserved = [
      { reason: 'asleep', from: noon, to: noon + 10 * min },
      { reason: 'offline', from: noon + 10 * min, to: noon + 50 * min },
    ] as const;
    expect(read(aChart([], { unobserved }))).toEqual(["0'–60'", 'not observed: this machine is offline', 'none']);
    expect(read(aChart([]))).toEqual(["0'–60'", 'no checks', 'none']);
  });
});

describe('the scales', () => {
  it('leave room around what was measured, and do not blow up noise', () => {
    expect(logRange(10, 1_000).map(Math.round)).toEqual([8, 1_250]);
    const [low, high] = logRange(100, 110);
    expect([high / low, Math.sqrt(low * high)].map(Math.round)).toEqual([6, 105]);
  });

  it('are those of a usual service where nothing was measured', () => {
    expect([logRange(null, null), logRange(0, 0)]).toEqual([
      [10, 1_000],
      [10, 1_000],
    ]);
  });

  it.each([
    [8, 1_250, 5, [10, 30, 100, 300, 1_000]],
    [8, 1_250, 8, [10, 20, 50, 100, 200, 500, 1_000]],
    [40, 260, 3, [50, 100, 200]],
    [40, 260, 8, [50, 70, 100, 150, 200]],
    [0.2, 1.4, 4, [0.2, 0.5, 1]],
    [0.5, 60_000, 3, [1, 100, 10_000]],
  ])('mark %d to %d ms at most %d times, at round values', (low, high, most, ticks) => {
    expect(logTicks(low, high, most)).toEqual(ticks);
  });

  const texts = {
    time: (at: number) => new Date(at).toTimeString().slice(0, 5),
    exactTime: (at: number) => new Date(at).toTimeString().slice(0, 8),
    day: (at: number) => `${new Date(at).getDate()} Nov`,
  };

  it('name the day below the first time, and below the first one of the next day', () => {
    const ticks = [0, 6, 12, 18].map((hours) => noon + hours * hour);
    expect(timeTicks(ticks, 6 * hour, texts)).toEqual(['12:00\n24 Nov', '18:00', '00:00\n25 Nov', '06:00']);
  });

  it('are days alone where they are days apart, and seconds where it needs them', () => {
    expect(timeTicks([noon, noon + 2 * day], 2 * day, texts)).toEqual(['24 Nov', '26 Nov']);
    expect(timeTicks([noon, noon + 30 * s], 30 * s, texts)).toEqual(['12:00:00\n24 Nov', '12:00:30']);
  });
});

describe('the range', () => {
  it('is the one of the address, else the last hour', () => {
    expect([rangeOf('30d'), rangeOf('12d'), rangeOf(undefined)]).toEqual(['30d', '1h', '1h']);
  });

  const whole = { from: 0, to: hour };

  it('is narrowed to what was marked', () => {
    expect(zoomedTo({ from: 10 * min, to: 20 * min }, whole)).toEqual({ from: 10 * min, to: 20 * min });
  });

  it('is never shorter than a minute, and stays within the whole', () => {
    expect(zoomedTo({ from: hour - s, to: hour }, whole)).toEqual({ from: 59 * min, to: hour });
    expect(zoomedTo({ from: -hour, to: 2 * hour }, whole)).toEqual(whole);
  });

  it('is halved or doubled around the cursor, which stays where it is', () => {
    const closer = scaled(whole, 15 * min, 0.5);
    expect(closer).toEqual({ from: 7.5 * min, to: 37.5 * min });
    expect(scaled(closer, 15 * min, 2)).toEqual(whole);
  });
});

describe('the chart as a table', () => {
  it('sums up what was checked in steps of the clock, latest first', () => {
    const buckets = [
      minute(0, { failed: 1 }),
      minute(min, { count: 1, meanMs: 500, minMs: 500, maxMs: 500 }),
      minute(14 * min, { failed: 3 }),
    ];
    const chart = aChart(buckets, { to: noon + hour, outages: [{ id: '1', from: noon + 14 * min, kind: 'reset' }] });
    const { stepMs, rows } = tableOf(chart);
    expect(stepMs).toBe(5 * min);
    expect(rows.at(-1)).toEqual({
      from: noon,
      to: noon + 5 * min,
      count: 4,
      failed: 1,
      meanMs: (2 * 100 + 500) / 3,
      minMs: 80,
      maxMs: 500,
      isOutage: false,
    });
    expect(rows.map(({ from, isOutage }) => [(from - noon) / min, isOutage])).toEqual([
      ...[55, 50, 45, 40, 35, 30, 25, 20, 15, 10].map((at) => [at, true]),
      [0, false],
    ]);
  });

  it('says for how long nobody saw it, and leaves out what was before all', () => {
    const unobserved = [{ reason: 'not_running', from: noon + 30 * min, to: noon + 40 * min }] as const;
    const { rows } = tableOf(aChart([minute(50 * min)], { unobserved }));
    expect(rows.map(({ from, count, unobserved: reason }) => [(from - noon) / min, count, reason])).toEqual([
      [50, 3, undefined],
      [35, 0, 'not_running'],
      [30, 0, 'not_running'],
    ]);
  });

  it('has a row for each day of a quarter of a year, however long its days are', () => {
    const to = noon + 90 * day;
    const buckets = Array.from({ length: 90 * 8 }, (_, index) => minute(index * 3 * hour, { spanMs: 3 * hour }));
    const { stepMs, rows } = tableOf(aChart(buckets, { to, resolution: 'hour' }));
    expect([stepMs, rows.length]).toEqual([day, 91]);
    expect(rows.every(({ from }) => new Date(from).getHours() === 0)).toBe(true);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(90 * 8 * 3);
  });
});
