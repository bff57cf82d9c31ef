/** What holds of the parts of a service that are folded away, in a few words. */
import type { JsonObject, Settings } from '../../../preload/settings.ts';
import { formatExactDuration } from '../../words/durations.ts';
import { at, isMapping } from '../form/json.ts';
import { headerRows, jsonRows, statusText } from '../form/written-answers.ts';
import { durationMs } from '../form/written-durations.ts';
import { flagOf, textsOf, valueText } from '../form/written-values.ts';
import { commonTiming, serviceTiming, worstCase } from '../worst-case.ts';
import { serviceWords } from './form-words.ts';
import { daysText, requestHeaders, tlsOf } from './request-values.ts';

export function answerSummary(service: JsonObject): string {
  const words = serviceWords.value.summaries;
  const { contains, not_contains, matches, json, headers, header } = isMapping(service.expect) ? service.expect : {};
  const count =
    [contains, not_contains, matches].reduce<number>((sum, value) => sum + (textsOf(value)?.length ?? 0), 0) +
    (jsonRows(json)?.length ?? 0) +
    (headerRows(headers ?? header)?.length ?? 0);
  const slowMs = durationMs(at(service, ['expect', 'max_response_time']));
  const status = statusText(service.expected_status);
  return [
    status === undefined || status === '' ? words.any : words.status(status),
    ...(count === 0 ? [] : [words.expectations(count)]),
    ...(slowMs === undefined ? [] : [words.slowFrom(formatExactDuration(slowMs))]),
    ...(flagOf(service.follow_redirects) === false ? [words.noRedirects] : []),
  ].join(', ');
}

export function timingSummary(service: JsonObject, { raw, defaults }: Settings): string {
  const common = commonTiming(isMapping(raw.monitoring) ? raw.monitoring : {}, defaults);
  const timing = common && serviceTiming(service, common);
  if (timing === undefined) return '';
  const { intervalMs, timeoutMs, failureThreshold } = worstCase(timing);
  const { timing: say } = serviceWords.value.summaries;
  return say(formatExactDuration(intervalMs), formatExactDuration(timeoutMs), failureThreshold);
}

export function requestSummary(service: JsonObject): string {
  const words = serviceWords.value.summaries;
  const count = requestHeaders(service.headers).length;
  const parts = [...(count === 0 ? [] : [words.headers(count)]), ...(service.body === undefined ? [] : [words.body])];
  return parts.length === 0 ? words.plain : parts.join(', ');
}

export function certificateSummary(service: JsonObject): string {
  const words = serviceWords.value.summaries;
  const { verify, expiry } = tlsOf(service.tls);
  const days = daysText(expiry) || '21, 7, 1';
  return [verify ? words.verified : words.unverified, days === 'off' ? words.notWarned : words.warned(days)].join(', ');
}

export function networkSummary(service: JsonObject): string {
  const { interface: name, route, canary } = isMapping(service.requires) ? service.requires : {};
  const parts = [name, route, canary].map(valueText).filter((part) => part !== '');
  return parts.length === 0 ? serviceWords.value.summaries.none : parts.join(', ');
}
