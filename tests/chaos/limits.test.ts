import { describe, expect, it } from 'vitest';
import { createLimit } from './limits.ts';

const at = (seconds: number) => Date.UTC(2024, 0, 1) + seconds * 1_000;

describe('the limits of the chaotic Slack', () => {
  it('tells whose fault a 429 is', () => {
    const limit = createLimit({ perMinute: 60, burst: 2 });
    const causes = (...takes: readonly (readonly [run: number, seconds: number, faultSeconds?: number])[]) =>
      takes.map(([run, seconds, fault]) => limit.take(run, at(seconds), at(seconds), fault)?.cause);
    expect(causes([1, 0], [1, 0], [2, 0.1], [2, 0.5], [3, 0.6])).toEqual([
      undefined,
      undefined,
      'earlier_runs',
      'told',
      'told_earlier_run',
    ]);
    expect(causes([3, 10], [3, 10], [3, 10], [3, 20, 3], [3, 21], [3, 23])).toEqual([
      undefined,
      undefined,
      'too_fast',
      'fault',
      'told',
      undefined,
    ]);
  });
});
