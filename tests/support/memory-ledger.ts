import type {
  Alert,
  Decision,
  Incident,
  Observation,
  Outage,
  Silence,
  UnobservedReason,
  UnobservedSegment,
} from '../../main/monitor/model.ts';
import type { Change, Ledger, Remembered } from '../../main/monitor/ports.ts';

export type MemoryLedger = Ledger & {
  /** Everything noted and committed, in the order in which it came. */
  readonly checks: {
    readonly service: string;
    readonly observation: Observation;
    readonly unobserved?: UnobservedReason;
  }[];
  readonly changes: Change[];
  readonly alerts: Alert[];
  /** The latest version of every incident, by id. */
  readonly incidents: Map<string, Incident>;
  readonly outages: Map<string, Outage>;
  readonly decisions: Decision[];
  /** As far as each reaches by now, in the order in which they began. */
  readonly unobserved: readonly (UnobservedSegment & { readonly service: string })[];
  /** Whether anybody is told of new incidents from now on. */
  setAudience(has: boolean): void;
  /** From now on every service was last seen at that time, before the restart that is to come. */
  wasAbsentSince(at: number): void;
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
  const outages = new Map<string, Outage>();
  const decisions: Decision[] = [];
  const silences = new Map<string, Silence>();
  let hasAudience = true;
  let unobserved: (UnobservedSegment & { readonly service: string })[] = [];
  let absentSince: number | undefined;
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
      ...(absentSince !== undefined && { absentSince }),
      ...(named !== undefined && named.endedAt === undefined && { openIncident: named }),
      ...(last !== undefined && { lastIncident: last }),
    };
  }

  return {
    checks,
    changes,
    alerts,
    incidents,
    outages,
    decisions,
    get unobserved() {
      return unobserved;
    },
    noteCheck: (service, observation, reason) =>
      void checks.push({ service, observation, ...(reason === undefined ? {} : { unobserved: reason }) }),
    noteUnobserved(service, segment) {
      const isSame = (one: { readonly service: string; readonly from: number }) =>
        one.service === service && one.from === segment.from;
      const next = { ...segment, to: Math.max(segment.from, segment.to), service };
      unobserved = unobserved.some(isSame)
        ? unobserved.map((one) => (isSame(one) ? next : one))
        : [...unobserved, next];
    },
    noteDecision: (decision) => void decisions.push(decision),
    commit(change) {
      changes.push(change);
      latest.set(change.service.name, { health: change.health, fingerprint: change.service.fingerprint });
      if (change.incident !== undefined) incidents.set(change.incident.id, change.incident);
      if (change.alert !== undefined) alerts.push(change.alert);
      if (change.outage !== undefined) outages.set(change.outage.id, change.outage);
    },
    silence: (silence) => void silences.set(silence.id, silence),
    endSilence: (id) => void silences.delete(id),
    silencesInForce: () => [...silences.values()],
    recall,
    rename(from, to) {
      const renamed = <T extends { readonly service: string }>(one: T): T =>
        one.service === from ? { ...one, service: to } : one;
      unobserved = unobserved.map(renamed);
      decisions.splice(0, decisions.length, ...decisions.map(renamed));
      const known = latest.get(from);
      if (known === undefined || from === to) return;
      latest.delete(from);
      latest.set(to, known);
      for (const incident of incidents.values()) {
        if (incident.service === from) incidents.set(incident.id, { ...incident, service: to });
      }
    },
    wasAbsentSince(at) {
      absentSince = at;
    },
    outage(id) {
      const outage = outages.get(id);
      return outage && { outage, incidents: outage.members.flatMap((member) => incidents.get(member) ?? []) };
    },
    outagesSince: (endedSince) =>
      [...outages.values()].filter(({ endedAt }) => endedAt === undefined || endedAt >= endedSince),
    openIncidents: () => [...incidents.values()].filter(({ endedAt }) => endedAt === undefined),
    hasAudience: () => hasAudience,
    setAudience(has) {
      hasAudience = has;
    },
    wasTold: (incidentId) => alerts.some(({ incident }) => incident.id === incidentId),
    isIncidentIdTaken(id) {
      const wanted = id.toLowerCase();
      return [...incidents.keys()].some((taken) => taken.toLowerCase() === wanted);
    },
  };
}
