/** Checks and what is asked of a service, as the window shows them. Pure. */

import type { CadenceView, CheckView } from '../../preload/past.ts';
import { cadence, sendingMs } from '../monitor/cadence.ts';
import type { Observation, Service, StatusRange, UnobservedReason } from '../monitor/model.ts';
import { failureSentence } from './sentences.ts';

export function checkView(observation: Observation, unobserved?: UnobservedReason): CheckView {
  const { startedAt: at, durationMs, phases, address, statusCode, certificate } = observation;
  return {
    at,
    durationMs,
    phases,
    ...(address === undefined ? {} : { address }),
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(observation.ok ? (observation.slow ? { slow: true } : {}) : { failure: failureView(observation.failure) }),
    ...(unobserved === undefined ? {} : { unobserved }),
  };
}

type Failed = Extract<Observation, { readonly ok: false }>;

function failureView({ kind, phase, sentence }: Failed['failure']): NonNullable<CheckView['failure']> {
  return { kind, phase, sentence: failureSentence(sentence) };
}

export function cadenceView(service: Service): CadenceView {
  const { checkIntervalMs, failureThreshold, recoveryThreshold, retryIntervalMs, timeoutMs, alertWithinMs } = service;
  const { intervalMs, worstCaseMs, kept } = cadence(service);
  return {
    checkIntervalMs,
    intervalMs,
    failureThreshold,
    recoveryThreshold,
    retryIntervalMs,
    timeoutMs,
    sendingMs,
    alertWithinMs,
    worstCaseMs,
    kept,
  };
}

/** Such as "200, 204" or "2xx", in either language. */
export function statusText(expected: readonly StatusRange[]): string {
  return expected.map(rangeText).join(', ');
}

function rangeText({ from, to }: StatusRange): string {
  if (from === to) return `${from}`;
  return from % 100 === 0 && to === from + 99 ? `${from / 100}xx` : `${from}–${to}`;
}
