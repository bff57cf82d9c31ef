/**
 * How long an outage may last before it is told, worked out while somebody types. The same arithmetic as the program's
 * own (main/monitor/cadence.ts), which the window may not load; a test holds the two together. Pure.
 */
import type { CadenceView } from '../../preload/past.ts';
import type { Json, JsonObject, Settings } from '../../preload/settings.ts';
import { isMapping } from './form/json.ts';
import { durationMs } from './form/written-durations.ts';
import { valueText } from './form/written-values.ts';

const sendingMs = 1_000;
const shortestIntervalMs = 1_000;

export type Timing = Pick<
  CadenceView,
  'checkIntervalMs' | 'alertWithinMs' | 'failureThreshold' | 'retryIntervalMs' | 'timeoutMs'
>;

export type WorstCase = Timing &
  Pick<CadenceView, 'intervalMs' | 'worstCaseMs' | 'kept' | 'sendingMs'> & {
    /** The interval had to be shorter than the one asked for. */
    readonly isShortened: boolean;
  };

export function worstCase(timing: Timing): WorstCase {
  const { checkIntervalMs, alertWithinMs, failureThreshold, retryIntervalMs, timeoutMs } = timing;
  const afterFirstCheckMs = (failureThreshold - 1) * retryIntervalMs + timeoutMs + sendingMs;
  const intervalMs = Math.max(shortestIntervalMs, Math.min(checkIntervalMs, alertWithinMs - afterFirstCheckMs));
  const worstCaseMs = intervalMs + afterFirstCheckMs;
  return {
    ...timing,
    sendingMs,
    intervalMs,
    worstCaseMs,
    kept: worstCaseMs <= alertWithinMs,
    isShortened: intervalMs < checkIntervalMs,
  };
}

/** What holds for a service that says nothing of its own; undefined while something of it cannot be read. */
export function commonTiming(monitoring: JsonObject, defaults: Settings['defaults']): Timing | undefined {
  return timing({
    checkIntervalMs: durationMs(monitoring.check_interval ?? defaults.checkInterval),
    alertWithinMs: durationMs(monitoring.alert_within ?? defaults.alertWithin),
    failureThreshold: thresholdOf(monitoring.failure_threshold ?? defaults.failureThreshold),
    retryIntervalMs: durationMs(monitoring.retry_interval ?? defaults.retryInterval),
    timeoutMs: durationMs(monitoring.default_timeout ?? defaults.timeout),
  });
}

/** With what the service says itself. */
export function serviceTiming(service: JsonObject, common: Timing): Timing | undefined {
  return timing({
    ...common,
    checkIntervalMs: own(service.interval, durationMs, common.checkIntervalMs),
    failureThreshold: own(service.failure_threshold, thresholdOf, common.failureThreshold),
    timeoutMs: own(service.timeout, durationMs, common.timeoutMs),
  });
}

function own<T>(value: Json | undefined, read: (value: Json) => T | undefined, common: T): T | undefined {
  return value === undefined ? common : read(value);
}

function timing(parts: { readonly [Key in keyof Timing]: Timing[Key] | undefined }): Timing | undefined {
  const { checkIntervalMs, alertWithinMs, failureThreshold, retryIntervalMs, timeoutMs } = parts;
  if (
    checkIntervalMs === undefined ||
    alertWithinMs === undefined ||
    failureThreshold === undefined ||
    retryIntervalMs === undefined ||
    timeoutMs === undefined
  ) {
    return undefined;
  }
  return { checkIntervalMs, alertWithinMs, failureThreshold, retryIntervalMs, timeoutMs };
}

/** A whole number from 1 to 1000, as the program takes it. */
function thresholdOf(value: Json): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1_000 ? value : undefined;
}

export type Promises = {
  /** Of all that could be read. */
  readonly count: number;
  readonly shortened: readonly NamedCase[];
  /** Slowest first. */
  readonly broken: readonly NamedCase[];
};

export type NamedCase = { readonly name: string; readonly worstCase: WorstCase };

/** Which services the promise shortens the interval of, and for which it cannot be kept. */
export function promisesOf(services: readonly Json[], common: Timing): Promises {
  const cases = services.flatMap((service): readonly NamedCase[] => {
    const own = isMapping(service) ? serviceTiming(service, common) : undefined;
    return isMapping(service) && own !== undefined
      ? [{ name: valueText(service.name), worstCase: worstCase(own) }]
      : [];
  });
  return {
    count: cases.length,
    shortened: cases.filter(({ worstCase: { kept, isShortened } }) => kept && isShortened),
    broken: cases
      .filter(({ worstCase: { kept } }) => !kept)
      .toSorted((one, other) => other.worstCase.worstCaseMs - one.worstCase.worstCaseMs),
  };
}
