/** Services as the program tells of them, for tests of the list. */
import type { OpenOutage, ServiceView } from '../../../preload/snapshot.ts';

export function view(name: string, rest: Partial<ServiceView> = {}): ServiceView {
  return {
    name,
    url: `https://${encodeURIComponent(name.toLowerCase())}.example.com/`,
    method: 'GET',
    tags: [],
    critical: true,
    state: 'ok',
    status: 'up',
    since: 1_000,
    slow: false,
    uptime: {},
    ...rest,
  };
}

/** One whose incident belongs to that outage. */
export function down(name: string, outage: string, rest: Partial<ServiceView> = {}): ServiceView {
  return view(name, {
    state: 'down',
    status: 'down',
    incident: {
      id: `${name}_1`,
      outage,
      startedAt: 900,
      kind: 'refused',
      sentence: { en: 'Connection refused', fr: 'Connexion refusée' },
      consecutiveFailures: 2,
      flaps: 0,
    },
    ...rest,
  });
}

export function outage(id: string, services: readonly string[], rest: Partial<OpenOutage> = {}): OpenOutage {
  return { id, since: 900, explanation: { kind: 'alone' }, services, critical: true, ...rest };
}
