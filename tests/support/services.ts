import type { Service } from '../../main/monitor/model.ts';

/** A service as the seed's file would have it (20 s, two failures, 10 s timeout), but for what the test says. */
export function aService(name: string, overrides: Partial<Service> = {}): Service {
  return {
    name,
    url: `https://${encodeURIComponent(name)}.example/health`,
    method: 'GET',
    headers: {},
    expectedStatus: [{ from: 200, to: 200 }],
    expect: { contains: [], notContains: [], matches: [], json: [], headers: [] },
    followRedirects: true,
    tls: { verify: true, expiryWarningDays: [21, 7, 1] },
    timeoutMs: 10_000,
    critical: true,
    checkIntervalMs: 20_000,
    alertWithinMs: 30_000,
    failureThreshold: 2,
    recoveryThreshold: 2,
    retryIntervalMs: 2_000,
    paused: false,
    tags: [],
    fingerprint: `fingerprint of ${name}`,
    ...overrides,
  };
}
