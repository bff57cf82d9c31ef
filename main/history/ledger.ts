import type { Clock, Ledger } from '../monitor/ports.ts';
import type { Decisions } from './decisions.ts';
import type { IncidentFiles } from './incident-files.ts';
import type { Incidents } from './incidents.ts';
import type { Journal } from './journal.ts';
import type { Outages } from './outages.ts';
import type { StoredOutbox } from './outbox.ts';
import type { RawChecks } from './raw-checks.ts';
import type { Segments } from './segments.ts';
import type { KnownService, KnownServices } from './services.ts';
import type { Silences } from './silences.ts';

export type LedgerDeps = {
  readonly services: KnownServices;
  readonly incidents: Incidents;
  readonly outages: Outages;
  readonly silences: Silences;
  readonly outbox: StoredOutbox;
  readonly checks: RawChecks;
  readonly segments: Segments;
  readonly decisions: Decisions;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly files: IncidentFiles;
  /** Until when the run before this one was alive. */
  readonly absentSince: () => number | undefined;
};

export function createLedger(deps: LedgerDeps): Ledger {
  const { services, incidents, outages, silences, outbox, checks, segments, decisions, journal, files } = deps;

  function seen(name: string, at: number): KnownService {
    const known = services.get(name);
    if (known?.firstSeenAt !== undefined) return known;
    const service = services.add(name);
    service.firstSeenAt = Math.round(at);
    journal.defer({ apply: () => services.save(service) });
    return service;
  }

  /** Also one that was not seen yet: its uptime begins with the first check that counts. */
  function onRecord(name: string): KnownService {
    const known = services.get(name);
    if (known !== undefined) return known;
    const service = services.add(name);
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
    noteCheck(name, observation, unobserved) {
      const service = unobserved === undefined ? seen(name, observation.startedAt) : onRecord(name);
      checks.note(service.id, observation, unobserved);
      journal.expectFlush();
    },
    noteUnobserved(name, segment) {
      segments.note(onRecord(name).id, segment);
      journal.expectFlush();
    },
    noteDecision(decision) {
      decisions.note(onRecord(decision.service).id, decision);
      journal.expectFlush();
    },
    commit({ service, health, incident, alert, outage }) {
      const known = services.add(service.name);
      known.health = health;
      known.fingerprint = service.fingerprint;
      const writes = [
        { apply: () => services.save(known) },
        ...(incident === undefined ? [] : [incidents.put(incident, known, true)]),
        ...(outage === undefined ? [] : [outages.put(outage)]),
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
    silence: (silence) => journal.put('power', silences.put(silence)),
    endSilence: (id) => journal.put('power', silences.end(id, deps.clock.wallMs())),
    silencesInForce: () => silences.inForce(),
    recall(name) {
      const known = services.get(name);
      if (known?.health === undefined) return undefined;
      const { health, fingerprint = '' } = known;
      const { incidentId } = health;
      const absentSince = deps.absentSince();
      const absent = absentSince === undefined ? {} : { absentSince };
      return journal.read(
        () => {
          const named = incidentId === undefined ? undefined : incidents.byId(incidentId);
          const lastIncident = incidents.lastEnded(name);
          return {
            health,
            fingerprint,
            ...(named !== undefined && named.endedAt === undefined && { openIncident: named }),
            ...(lastIncident !== undefined && { lastIncident }),
            ...absent,
          };
        },
        { health, fingerprint, ...absent },
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
    outage: (id) => journal.read(() => outages.story(id), undefined),
    outagesSince: (endedSince) => journal.read(() => outages.since(endedSince), outages.keptSince(endedSince)),
    openIncidents: () => incidents.open(),
    hasAudience: () => outbox.hasAudience(),
    wasTold: (incidentId) => outbox.wasTold(incidentId),
  };
}
