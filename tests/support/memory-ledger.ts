import type { Alert, Incident, Observation } from '../../main/monitor/model.ts';
import type { Change, Ledger, Remembered } from '../../main/monitor/ports.ts';

export type MemoryLedger = Ledger & {
  /** Everything noted and committed, in the order in which it came. */
  readonly checks: { readonly service: string; readonly observation: Observation }[];
  readonly changes: Change[];
  readonly alerts: Alert[];
  /** The latest version of every incident, by id. */
  readonly incidents: Map<string, Incident>;
};

/**
 * A ledger that keeps everything and writes nothing; held to `tests/contract/ledger.ts` like the real one. Handing the
 * same ledger to a second engine is a restart.
 */
export function createMemoryLedger(): MemoryLedger {
  const checks: MemoryLedger['checks'] = [];
  const changes: Change[] = [];
  const alerts: Alert[] = [];
  const incidents = new Map<string, Incident>();
  const latest = new Map<string, Pick<Remembered, 'health' | 'fingerprint'>>();

  /** The open incident is the one that health names; the last one is the one that ended last. */
  function recall(service: string): Remembered | undefined {
    const known = latest.get(service);
    if (known === undefined) return undefined;
    const named = known.health.incidentId === undefined ? undefined : incidents.get(known.health.incidentId);
    let last: Incident | undefined;
    for (const incident of incidents.values()) {
      if (incident.service !== service || incident.endedAt === undefined) continue;
      if (last?.endedAt === undefined || incident.endedAt >= last.endedAt) last = incident;
    }
    return {
      ...known,
      ...(named !== undefined && named.endedAt === undefined && { openIncident: named }),
      ...(last !== undefined && { lastIncident: last }),
    };
  }

  return {
    checks,
    changes,
    alerts,
    incidents,
    noteCheck: (service, observation) => void checks.push({ service, observation }),
    commit(change) {
      changes.push(change);
      latest.set(change.service.name, { health: change.health, fingerprint: change.service.fingerprint });
      if (change.incident !== undefined) incidents.set(change.incident.id, change.incident);
      if (change.alert !== undefined) alerts.push(change.alert);
    },
    recall,
    rename(from, to) {
      const known = latest.get(from);
      if (known === undefined || from === to) return;
      latest.delete(from);
      latest.set(to, known);
      for (const incident of incidents.values()) {
        if (incident.service === from) incidents.set(incident.id, { ...incident, service: to });
      }
    },
    openIncidents: () => [...incidents.values()].filter(({ endedAt }) => endedAt === undefined),
    wasTold: (incidentId) => alerts.some(({ incident }) => incident.id === incidentId),
    isIncidentIdTaken(id) {
      const wanted = id.toLowerCase();
      return [...incidents.keys()].some((taken) => taken.toLowerCase() === wanted);
    },
  };
}
