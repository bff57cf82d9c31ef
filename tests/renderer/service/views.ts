/** Services and checks as the window is told of them. */
import type { CheckView } from '../../../preload/past.ts';
import type { Bar, CheckResult, OpenIncident, ServiceView } from '../../../preload/snapshot.ts';

export const s = 1_000;
export const min = 60 * s;
export const hour = 60 * min;
export const day = 24 * hour;

export const status503 = { en: 'expected status 200, got 503', fr: 'code HTTP 503 au lieu de 200' };
export const tlsTimeout = {
  en: 'TLS handshake with 10.1.2.3:443 timed out after 10 s (DNS 2 ms, TCP 11 ms)',
  fr: 'la négociation TLS avec 10.1.2.3:443 a dépassé 10 s (DNS 2 ms, TCP 11 ms)',
};

/** Up since the beginning of time. */
export function aView(overrides: Partial<ServiceView> = {}): ServiceView {
  return {
    name: 'API',
    url: 'https://api.example.com/',
    method: 'GET',
    tags: [],
    critical: true,
    state: 'ok',
    status: 'up',
    since: 0,
    slow: false,
    uptime: {},
    ...overrides,
  };
}

export function anOpenIncident(overrides: Partial<OpenIncident> = {}): OpenIncident {
  return {
    id: 'API_1',
    outage: 'API_1',
    startedAt: 0,
    kind: 'status',
    sentence: status503,
    consecutiveFailures: 2,
    flaps: 0,
    ...overrides,
  };
}

export function aCheck(overrides: Partial<CheckView> = {}): CheckView {
  return { at: 0, durationMs: 100, phases: {}, ...overrides };
}

/** One every 20 s, each of that length. */
export function checks(...results: readonly (CheckResult | readonly [CheckResult, number])[]): readonly Bar[] {
  return results.map((one, index) => {
    const [result, durationMs] = typeof one === 'string' ? [one, 100] : one;
    return [index * 20 * s, durationMs, result];
  });
}
