import type { Expectations, Service, StatusRange } from '../monitor/model.ts';
import type { MonitoringDefaults } from './configuration.ts';
import type { Environment } from './environment.ts';
import { fingerprint } from './fingerprint.ts';
import type { Finding, Path } from './problem.ts';
import { resolveRequest } from './request.ts';
import type { Entry } from './schema.ts';
import type { ServiceInput } from './service-schema.ts';

/** Shared by the services that say nothing else: with thousands of them that is most of their memory. */
const nothing: readonly never[] = [];
const only200: readonly StatusRange[] = [{ from: 200, to: 200 }];
const anyAnswer: Expectations = {
  contains: nothing,
  notContains: nothing,
  matches: nothing,
  json: nothing,
  headers: nothing,
};
const verified: Service['tls'] = { verify: true, expiryWarningDays: [21, 7, 1] };

export type ServiceContext = {
  readonly defaults: MonitoringDefaults;
  readonly environment: Environment;
  readonly findings: Finding[];
  readonly warnings: Finding[];
};

/** Fills in the defaults, and reports what is wrong with each key alone in order but with all of them together not. */
export function resolveService({ index, input }: Entry<ServiceInput>, context: ServiceContext): Service {
  const { defaults, warnings } = context;
  const path: Path = ['services', index];
  const request = resolveRequest(input, path, context);
  const expect = resolveExpectations(input, path, context.findings);
  if (input.url.includes('${')) {
    warnings.push({
      path: [...path, 'url'],
      message: `\${…} is not replaced in a URL, only in header values and bodies`,
    });
  }
  const asked = {
    url: input.url,
    ...request,
    expectedStatus: input.expected_status ?? only200,
    expect,
    followRedirects: input.follow_redirects ?? true,
    tls: resolveTls(input.tls),
  };
  return {
    name: input.name,
    ...asked,
    timeoutMs: input.timeout ?? defaults.defaultTimeoutMs,
    critical: input.critical ?? true,
    checkIntervalMs: input.interval ?? defaults.checkIntervalMs,
    alertWithinMs: defaults.alertWithinMs,
    failureThreshold: input.failure_threshold ?? defaults.failureThreshold,
    recoveryThreshold: input.recovery_threshold ?? defaults.recoveryThreshold,
    retryIntervalMs: defaults.retryIntervalMs,
    paused: input.paused ?? false,
    ...(input.group === undefined ? {} : { group: input.group }),
    tags: input.tags ?? nothing,
    ...(input.runbook === undefined ? {} : { runbook: input.runbook }),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.requires === undefined ? {} : { requires: resolveRequires(input.requires) }),
    fingerprint: fingerprint(asked),
  };
}

function resolveExpectations(input: ServiceInput, path: Path, findings: Finding[]): Expectations {
  const { expect } = input;
  if (expect === undefined) return anyAnswer;
  if (expect.header !== undefined && expect.headers !== undefined) {
    findings.push({
      path: [...path, 'expect', 'header'],
      message: 'is the same as headers: remove one of them',
      atKey: true,
    });
  }
  if (
    input.method === 'HEAD' &&
    (expect.contains ?? expect.not_contains ?? expect.matches ?? expect.json) !== undefined
  ) {
    findings.push({
      path: [...path, 'expect'],
      message: 'the answer to a HEAD request has no body to look into: use method: GET',
      atKey: true,
    });
  }
  return {
    contains: expect.contains ?? nothing,
    notContains: expect.not_contains ?? nothing,
    matches: expect.matches ?? nothing,
    json: expect.json ?? nothing,
    headers: expect.headers ?? expect.header ?? nothing,
    ...(expect.max_response_time === undefined ? {} : { maxResponseTimeMs: expect.max_response_time }),
  };
}

function resolveTls(tls: ServiceInput['tls']): Service['tls'] {
  if (tls === undefined || (tls.verify === undefined && tls.expiry_warning === undefined)) return verified;
  return { verify: tls.verify ?? true, expiryWarningDays: tls.expiry_warning ?? verified.expiryWarningDays };
}

function resolveRequires(requires: NonNullable<ServiceInput['requires']>): NonNullable<Service['requires']> {
  return {
    ...(requires.interface === undefined ? {} : { interface: requires.interface }),
    ...(requires.route === undefined ? {} : { route: requires.route }),
    ...(requires.canary === undefined ? {} : { canary: requires.canary }),
  };
}
