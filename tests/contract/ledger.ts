import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../main/monitor/ports.ts';
import { aService } from '../support/services.ts';
import { anIncident, anObservation, noon, outage, recovery, up } from './ledger-outage.ts';

/** One record under test. `restart` gives what a new process finds of it. */
export type LedgerUnderTest = {
  readonly ledger: Ledger;
  restart(): Promise<Ledger>;
  close(): Promise<void>;
};

/** What every ledger keeps, whatever it keeps it in. */
export function describeLedger(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`a ledger ${name}`, () => {
    const api = aService('api');
    let under: LedgerUnderTest;
    let ledger: Ledger;
    beforeEach(async () => {
      under = await open();
      ledger = under.ledger;
    });
    afterEach(() => under.close());

    it('knows nothing of a service that no change was recorded of', () => {
      ledger.noteCheck('api', anObservation(noon));
      expect([ledger.recall('api'), ledger.openIncidents(), ledger.isIncidentIdTaken('api_20260301_120000')]).toEqual([
        undefined,
        [],
        false,
      ]);
    });

    it('remembers an outage as it was recorded, at once and after a restart', async () => {
      const { incident, health, ...change } = outage(api);
      ledger.commit({ ...change, health, incident });
      const remembered = { health, fingerprint: api.fingerprint, openIncident: incident };
      expect(ledger.recall('api')).toEqual(remembered);
      const later = await under.restart();
      expect([later.recall('api'), later.openIncidents()]).toEqual([remembered, [incident]]);
    });

    it('remembers the incident that is over, and none that is open, after a recovery', async () => {
      const { incident } = outage(api);
      ledger.commit(outage(api));
      ledger.commit(recovery(api, incident));
      const remembered = {
        health: up,
        fingerprint: api.fingerprint,
        lastIncident: { ...incident, endedAt: noon + 60_000, end: 'recovered' },
      };
      expect([ledger.recall('api'), ledger.openIncidents()]).toEqual([remembered, []]);
      expect((await under.restart()).recall('api')).toEqual(remembered);
    });

    it('takes the incident that ended last for the last one', () => {
      for (const minute of [5, 30, 10]) {
        const at = noon + minute * 60_000;
        const opened = outage(api, { id: `api_20260301_12${minute}00`, startedAt: at, openedAt: at + 2_000 });
        ledger.commit(opened);
        ledger.commit(recovery(api, opened.incident, at + 60_000));
      }
      expect(ledger.recall('api')?.lastIncident?.id).toBe('api_20260301_123000');
    });

    it('opens an incident again that was over', async () => {
      const { incident } = outage(api);
      ledger.commit(outage(api));
      ledger.commit(recovery(api, incident));
      const again = outage(api, { flaps: 1 });
      ledger.commit(again);
      const expected = { health: again.health, fingerprint: api.fingerprint, openIncident: again.incident };
      expect(ledger.recall('api')).toEqual(expected);
      expect((await under.restart()).recall('api')).toEqual(expected);
    });

    it('gives the whole history to the new name', async () => {
      const { incident, health } = outage(api);
      const past = outage(api, { id: 'api_20260301_110000', startedAt: noon - 3_600_000, openedAt: noon - 3_590_000 });
      ledger.commit(past);
      ledger.commit(recovery(api, past.incident, noon - 3_000_000));
      ledger.commit(outage(api));
      ledger.rename('api', 'gateway');
      const remembered = {
        health,
        fingerprint: api.fingerprint,
        openIncident: { ...incident, service: 'gateway' },
        lastIncident: { ...past.incident, service: 'gateway', endedAt: noon - 3_000_000, end: 'recovered' },
      };
      expect([ledger.recall('gateway'), ledger.recall('api')]).toEqual([remembered, undefined]);
      const later = await under.restart();
      expect([later.recall('gateway'), later.recall('api')]).toEqual([remembered, undefined]);
    });

    it('takes no notice when a service that it does not know is renamed, or one to its own name', () => {
      ledger.commit(outage(api));
      const before = ledger.recall('api');
      ledger.rename('nobody', 'somebody');
      ledger.rename('api', 'api');
      expect([ledger.recall('api'), ledger.recall('somebody')]).toEqual([before, undefined]);
    });

    it('takes two ids that differ in case alone for the same, for their files would be', async () => {
      ledger.commit(outage(api, { id: 'Api_20260301_120000' }));
      const taken = (one: Ledger) =>
        ['Api_20260301_120000', 'API_20260301_120000', 'api_20260301_120001'].map((id) => one.isIncidentIdTaken(id));
      expect(taken(ledger)).toEqual([true, true, false]);
      expect(taken(await under.restart())).toEqual([true, true, false]);
    });

    it('knows whether anybody was ever owed an alert of an incident', async () => {
      const { alert, ...untold } = outage(api);
      ledger.commit(untold);
      expect(ledger.wasTold(untold.incident.id)).toBe(false);
      ledger.commit(outage(api));
      expect(ledger.wasTold(untold.incident.id)).toBe(true);
      expect((await under.restart()).wasTold(untold.incident.id)).toBe(true);
    });

    it('lists the open incidents of all services', () => {
      for (const service of ['api', 'web', 'db'].map((one) => aService(one))) ledger.commit(outage(service));
      ledger.commit(recovery(aService('web'), anIncident('web')));
      expect(ledger.openIncidents().map(({ service }) => service)).toEqual(['api', 'db']);
    });
  });
}
