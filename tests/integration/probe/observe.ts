import type { Observation, Service } from '../../../main/monitor/model.ts';
import type { Clock } from '../../../main/monitor/ports.ts';
import { createProbe, type ProbeDeps } from '../../../main/probe/probe.ts';
import { aService } from '../../support/services.ts';

export const realClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  bootMs: () => performance.now(),
  wakeAt(at, call) {
    const timer = setTimeout(call, Math.max(0, at - performance.now()));
    return () => clearTimeout(timer);
  },
};

/** One attempt with a probe of its own: no proxy, no trust left over from another test. */
export async function observe(
  url: string,
  overrides: Partial<Service> = {},
  deps: Partial<ProbeDeps> = {},
): Promise<Observation> {
  const { probe, close } = createProbe({ clock: realClock, userAgent: 'asl-monitor/test', environment: {}, ...deps });
  try {
    return await new Promise((resolve) => probe(aService('shop', { url, timeoutMs: 5000, ...overrides }), resolve));
  } finally {
    close();
  }
}

/** What went wrong, on one line: kind, phase, sentence. */
export function troubleOf(seen: Observation): string {
  return seen.ok ? 'fine' : `${seen.failure.kind} at ${seen.failure.phase}: ${seen.failure.sentence}`;
}

export function expecting(expect: Partial<Service['expect']>): Pick<Service, 'expect'> {
  return { expect: { contains: [], notContains: [], matches: [], json: [], headers: [], ...expect } };
}
