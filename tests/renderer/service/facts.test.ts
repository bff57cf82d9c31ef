import { describe, expect, it } from 'vitest';
import { cadence, sendingMs } from '../../../main/monitor/cadence.ts';
import { failureKinds, unobservedReasons } from '../../../main/monitor/model.ts';
import type { CadenceView } from '../../../preload/past.ts';
import { cadenceTerms } from '../../../renderer/service/cadence-sum.ts';
import { expiryOf } from '../../../renderer/service/expiry.ts';
import { barHeights } from '../../../renderer/service/recent-heights.ts';
import { isFailure, outcomeOf, reasonOf } from '../../../renderer/service/runs.ts';
import { checks, day, s } from './views.ts';

describe('a certificate', () => {
  const certificate = { validFrom: 10 * day, validTo: 100 * day };
  it.each([
    [9, { state: 'not_yet' }],
    [10, { state: 'good', leftMs: 90 * day }],
    [78, { state: 'good', leftMs: 22 * day }],
    [79, { state: 'soon', leftMs: 21 * day }],
    [100, { state: 'over', agoMs: 0 }],
    [103, { state: 'over', agoMs: 3 * day }],
  ])('on day %d is %o', (today, expected) => {
    expect(expiryOf(certificate, today * day)).toEqual(expected);
  });
});

describe('the sum behind the promise', () => {
  const view = (timing: Parameters<typeof cadence>[0]): CadenceView => ({
    ...timing,
    ...cadence(timing),
    recoveryThreshold: 2,
    sendingMs,
  });
  const usual = {
    checkIntervalMs: 20 * s,
    alertWithinMs: 30 * s,
    failureThreshold: 2,
    retryIntervalMs: 2 * s,
    timeoutMs: 10 * s,
  };
  const said = (timing: typeof usual): string =>
    cadenceTerms(view(timing))
      .map(({ kind, ms, times }) => `${times} × ${ms / s} ${kind}`)
      .join(' + ');

  it('has the interval, the confirming checks, the timeout and the sending', () => {
    expect(said(usual)).toBe('1 × 17 interval + 1 × 2 confirming + 1 × 10 timeout + 1 × 1 sending');
  });

  it('leaves out the confirming where the first failure is enough', () => {
    expect(said({ ...usual, failureThreshold: 1 })).toBe('1 × 19 interval + 1 × 10 timeout + 1 × 1 sending');
  });

  it.each([
    usual,
    { ...usual, failureThreshold: 5 },
    { ...usual, timeoutMs: 40 * s },
    { ...usual, checkIntervalMs: s },
  ])('is what the program works out: %o', (timing) => {
    const sum = cadenceTerms(view(timing)).reduce((total, { ms, times }) => total + ms * times, 0);
    expect(sum).toBe(cadence(timing).worstCaseMs);
  });
});

describe('the bars of the last checks', () => {
  it('are higher the longer a check took, and highest where it failed', () => {
    const [quick = 0, usual = 0, slow = 0, failed = 0, unseen = 0] = barHeights(
      checks(['ok', 40], ['ok', 100], ['slow', 4_000], 'refused', 'unobserved:offline'),
    );
    expect(quick).toBeGreaterThan(unseen);
    expect(usual).toBeGreaterThan(quick);
    expect(slow).toBeGreaterThan(usual);
    expect(failed).toBeGreaterThan(slow);
    expect([failed, unseen]).toEqual([1, 0.15]);
  });

  it('have a height where none was answered, or one took no time', () => {
    expect(barHeights(checks('refused'))).toEqual([1]);
    expect(barHeights(checks(['ok', 0]))).toEqual([0.15]);
    expect(barHeights([])).toEqual([]);
  });

  it('know every way in which a check can fail or not count', () => {
    expect(failureKinds.filter((kind) => isFailure(kind) && outcomeOf(kind) === 'failed')).toEqual(failureKinds);
    expect(unobservedReasons.map((reason) => reasonOf(`unobserved:${reason}`))).toEqual(unobservedReasons);
    expect([outcomeOf('ok'), outcomeOf('slow'), outcomeOf('unobserved:vpn')]).toEqual(['ok', 'slow', 'unobserved']);
  });
});
