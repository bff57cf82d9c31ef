import type { Ledger } from '../monitor/ports.ts';
import type { IncidentFiles } from './incident-files.ts';
import type { Incidents } from './incidents.ts';
import type { Journal } from './journal.ts';
import type { StoredOutbox } from './outbox.ts';
import type { RawChecks } from './raw-checks.ts';
import type { KnownService, KnownServices } from './services.ts';

export type LedgerDeps = {
  readonly services: KnownServices;
  readonly incidents: Incidents;
  readonly outbox: StoredOutbox;
  readonly checks: RawChecks;
  readonly journal: Journal;
  readonly files: IncidentFiles;
};

export function createLedger({ services, incidents, outbox, checks, journal, files }: LedgerDeps): Ledger {
  function seen(name: string, at: number): KnownService {
    const known = services.get(name);
    if (known?.firstSeenAt !== undefined) return known;
    const service = services.add(name);
    service.firstSeenAt = Math.round(at);
    journal.defer({ apply: () => services.save(service) });
    return service;
  }

  /** History of a service that had this name before, and is another one, stays readable under a name of its own. */
  function makeRoomFor(name: string): void {
    const former = services.get(name);
    if (former === undefined) return;
    let other = `${name} (former)`;
    for (let copy = 2; services.get(other) !== undefined; copy += 1) other = `${name} (former ${copy})`;
    services.rename(former, other);
    incidents.renamed(name, other);
    journal.defer({ apply: () => services.save(former) });
  }

  return {
    noteCheck(name, observation) {
      checks.note(seen(name, observation.startedAt).id, observation);
      journal.expectFlush();
    },
    commit({ service, health, incident, alert }) {
      const known = services.add(service.name);
      known.health = health;
      known.fingerprint = service.fingerprint;
      const writes = [
        { apply: () => services.save(known) },
        ...(incident === undefined ? [] : [incidents.put(incident, known, true)]),
        ...(alert === undefined ? [] : [outbox.owe(alert)]),
      ];
      journal.put(incident === undefined && alert === undefined ? 'crash' : 'power', {
        apply() {
          for (const write of writes) write.apply();
        },
        stored() {
          for (const write of writes) write.stored?.();
        },
      });
      if (incident !== undefined) files.write(incident);
    },
    recall(name) {
      const known = services.get(name);
      if (known?.health === undefined) return undefined;
      const { health, fingerprint = '' } = known;
      const { incidentId } = health;
      return journal.read(
        () => {
          const named = incidentId === undefined ? undefined : incidents.byId(incidentId);
          const lastIncident = incidents.lastEnded(name);
          return {
            health,
            fingerprint,
            ...(named !== undefined && named.endedAt === undefined && { openIncident: named }),
            ...(lastIncident !== undefined && { lastIncident }),
          };
        },
        { health, fingerprint },
      );
    },
    rename(from, to) {
      const known = services.get(from);
      if (known === undefined || from === to) return;
      makeRoomFor(to);
      services.rename(known, to);
      incidents.renamed(from, to);
      journal.put('power', { apply: () => services.save(known) });
    },
    isIncidentIdTaken: (id) => files.has(id) || journal.read(() => incidents.byId(id) !== undefined, false),
    openIncidents: () => incidents.open(),
    wasTold: (incidentId) => outbox.wasTold(incidentId),
  };
}
