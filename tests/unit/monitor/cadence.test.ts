import { describe, expect, it } from 'vitest';
import { cadence, explainWorstCase, type Timing } from '../../../main/monitor/cadence.ts';

const seeds: Timing = {
  checkIntervalMs: 20_000,
  alertWithinMs: 30_000,
  failureThreshold: 2,
  retryIntervalMs: 2_000,
  timeoutMs: 10_000,
};

describe('the cadence of checks', () => {
  it("checks the seed's services every 17 s, so that the worst case is told within 30 s", () => {
    expect(cadence(seeds)).toEqual({ intervalMs: 17_000, worstCaseMs: 30_000, kept: true, shortened: true });
    expect(explainWorstCase(seeds)).toBe('17 s interval + 1 × 2 s retry gap + 10 s timeout + 1 s sending = 30 s');
  });

  it('leaves an interval alone that keeps the promise', () => {
    expect(cadence({ ...seeds, timeoutMs: 5_000 })).toEqual({
      intervalMs: 20_000,
      worstCaseMs: 28_000,
      kept: true,
      shortened: false,
    });
  });

  it('never checks more than once a second, and says when the promise cannot be kept', () => {
    const hopeless = { ...seeds, timeoutMs: 60_000 };
    expect(cadence(hopeless)).toEqual({ intervalMs: 1_000, worstCaseMs: 64_000, kept: false, shortened: true });
    expect(explainWorstCase(hopeless)).toBe('1 s interval + 1 × 2 s retry gap + 60 s timeout + 1 s sending = 64 s');
  });

  it('needs no retry gap where one failure is enough', () => {
    expect(explainWorstCase({ ...seeds, failureThreshold: 1 })).toBe(
      '19 s interval + 10 s timeout + 1 s sending = 30 s',
    );
  });
});
