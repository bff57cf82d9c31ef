import { describe, expect, it } from 'vitest';
import type { CheckView } from '../../../preload/past.ts';
import { waterfallOf } from '../../../renderer/service/waterfall.ts';
import { aCheck, tlsTimeout } from './views.ts';

/** Each row as one would read it: "TLS from 13 for 47 (failed)". */
function read(check: CheckView): readonly string[] {
  return waterfallOf(check).rows.map(
    ({ phase, state, startMs, ms }) =>
      `${phase.replace('Ms', '')} ${state === 'done' || state === 'failed' ? `from ${startMs} for ${ms} ` : ''}${state}`,
  );
}

describe('the last check as a waterfall', () => {
  it('has the phases one after the other', () => {
    const phases = { dnsMs: 2, tcpMs: 11, tlsMs: 30, firstByteMs: 50, bodyMs: 7 };
    expect(read(aCheck({ durationMs: 100, phases }))).toEqual([
      'dns from 0 for 2 done',
      'tcp from 2 for 11 done',
      'tls from 13 for 30 done',
      'firstByte from 43 for 50 done',
      'body from 93 for 7 done',
    ]);
  });

  it('gives a phase that never ended what was left of the time, and says what was not reached after it', () => {
    const failure = { kind: 'timeout_tls', phase: 'tls', sentence: tlsTimeout } as const;
    expect(read(aCheck({ durationMs: 10_000, phases: { dnsMs: 2, tcpMs: 11 }, failure }))).toEqual([
      'dns from 0 for 2 done',
      'tcp from 2 for 11 done',
      'tls from 13 for 9987 failed',
      'firstByte unreached',
      'body unreached',
    ]);
  });

  it('keeps a row for what was not needed: no name to look up, no TLS, no body that anybody asked about', () => {
    expect(read(aCheck({ durationMs: 9, phases: { tcpMs: 1, firstByteMs: 8 } }))).toEqual([
      'dns skipped',
      'tcp from 0 for 1 done',
      'tls skipped',
      'firstByte from 1 for 8 done',
      'body skipped',
    ]);
  });

  it('marks the phase of a wrong answer, which ended well as far as time goes', () => {
    const failure = { kind: 'status', phase: 'first_byte', sentence: tlsTimeout } as const;
    expect(read(aCheck({ durationMs: 9, phases: { tcpMs: 1, firstByteMs: 8 }, failure }))).toEqual([
      'dns skipped',
      'tcp from 0 for 1 done',
      'tls skipped',
      'firstByte from 1 for 8 failed',
      'body unreached',
    ]);
  });

  it('shows that it failed where a redirect led, though the first server had answered', () => {
    const failure = { kind: 'dns', phase: 'dns', sentence: tlsTimeout } as const;
    expect(read(aCheck({ durationMs: 40, phases: { dnsMs: 2, tcpMs: 5, firstByteMs: 13 }, failure }))).toEqual([
      'dns from 0 for 22 failed',
      'tcp from 22 for 5 done',
      'tls unreached',
      'firstByte from 27 for 13 done',
      'body unreached',
    ]);
  });

  it.each([
    [100, [0, 50, 100]],
    [225, [0, 100, 200]],
    [1_600, [0, 500, 1_000, 1_500]],
    [3_000, [0, 1_000, 2_000, 3_000]],
    [10_004, [0, 5_000, 10_000]],
    [7, [0, 2, 4, 6]],
    [0, [0, 0.5, 1]],
  ])('has round times on its axis for %d ms', (durationMs, ticks) => {
    expect(waterfallOf(aCheck({ durationMs })).ticksMs).toEqual(ticks);
  });

  it('spans what its phases took, even where the clock was read a moment before the last one', () => {
    const waterfall = waterfallOf(aCheck({ durationMs: 9, phases: { tcpMs: 1, firstByteMs: 9 } }));
    expect(waterfall.wholeMs).toBe(10);
  });
});
