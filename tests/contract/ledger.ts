import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Silence, UnobservedSegment } from '../../main/monitor/model.ts';
import type { Ledger } from '../../main/monitor/ports.ts';
import { aService } from '../support/services.ts';
import { anIncident, anObservation, anOutage, noon, outage, recovery, up } from './ledger-outage.ts';

/** One record under test, at noon. `restart` gives what a new process finds of it that begins after so long. */
export type LedgerUnderTest = {
  readonly ledger: Ledger;
  /** What it tells to whoever reads it, by the service's present name and in order of time. */
  unobserved(service: string): readonly UnobservedSegment[];
  restart(awayMs?: number): Promise<Ledger>;
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

    it('tells since when nobody looked, of every service that it remembers', async () => {
      ledger.commit(outage(api));
      ledger.commit({ service: aService('web'), health: up });
      expect(ledger.recall('api')?.absentSince).toBeUndefined();
      const later = await under.restart(3_600_000);
      expect(['api', 'web', 'db'].map((name) => later.recall(name)?.absentSince)).toEqual([noon, noon, undefined]);
    });

    describe('of what was not observed', () => {
      const offline = { reason: 'offline', from: noon, to: noon + 5_000 } as const;

      it('tells how far each segment has come, at once and after a restart', async () => {
        ledger.noteUnobserved('api', { ...offline, to: noon });
        ledger.noteUnobserved('api', { ...offline, to: noon + 30_000 });
        ledger.noteUnobserved('web', offline);
        ledger.noteUnobserved('api', offline);
        ledger.noteUnobserved('api', { reason: 'vpn', from: noon + 9_000, to: noon + 9_500 });
        const expected = [offline, { reason: 'vpn', from: noon + 9_000, to: noon + 9_500 }];
        expect([under.unobserved('api'), under.unobserved('web')]).toEqual([expected, [offline]]);
        const later = await under.restart();
        expect([under.unobserved('api'), under.unobserved('web')]).toEqual([expected, [offline]]);
        later.noteUnobserved('api', { ...offline, reason: 'dns', to: noon + 7_000 });
        const changed = { reason: 'dns', from: noon, to: noon + 7_000 };
        expect(under.unobserved('api')[0]).toEqual(changed);
        await under.restart();
        expect(under.unobserved('api')[0]).toEqual(changed);
      });

      it('remembers no state of a service that was never seen', () => {
        ledger.noteUnobserved('api', offline);
        ledger.noteCheck('api', anObservation(noon), 'offline');
        expect(ledger.recall('api')).toBeUndefined();
      });

      it('never tells of a segment that ends before it begins, for clocks are set back', () => {
        ledger.noteUnobserved('api', { ...offline, to: noon - 3_600_000 });
        expect(under.unobserved('api').filter(({ from, to }) => to < from)).toEqual([]);
        ledger.noteUnobserved('api', offline);
        expect(under.unobserved('api')).toEqual([offline]);
      });

      it('gives it to the new name with the rest', async () => {
        ledger.noteUnobserved('api', offline);
        ledger.rename('api', 'gateway');
        expect([under.unobserved('gateway'), under.unobserved('api')]).toEqual([[offline], []]);
        await under.restart();
        expect([under.unobserved('gateway'), under.unobserved('api')]).toEqual([[offline], []]);
      });
    });

    describe('of silences', () => {
      const snooze: Silence = {
        kind: 'snooze',
        id: 'snooze_1',
        scope: { services: ['api'], groups: [], tags: [] },
        startedAt: noon,
        until: noon + 3_600_000,
        by: { name: 'Ana', via: 'command' },
      };

      it('gives those in force after a restart, and not those that are over', async () => {
        ledger.silence(snooze);
        ledger.silence({ ...snooze, id: 'snooze_2', startedAt: noon + 1 });
        ledger.silence({ ...snooze, id: 'snooze_2', startedAt: noon + 1, scope: 'everything' });
        ledger.endSilence('snooze_1');
        ledger = await under.restart();
        expect(ledger.silencesInForce()).toEqual([
          { ...snooze, id: 'snooze_2', startedAt: noon + 1, scope: 'everything' },
        ]);
      });
    });

    describe('of outages', () => {
      const ofApi = anIncident('api', { outage: 'api_20260301_120000' });
      const ofWeb = anIncident('web', { outage: 'api_20260301_120000', startedAt: noon - 1_000 });
      const shared = { explanation: { kind: 'host', value: 'gw.example' } } as const;

      it('tells the story with its incidents as they are by now, at once and after a restart', async () => {
        ledger.commit({ ...outage(api, ofApi), outage: anOutage([ofApi]) });
        const both = anOutage([ofApi, ofWeb], shared);
        ledger.commit({ ...outage(aService('web'), ofWeb), outage: both });
        ledger.commit({ ...recovery(api, ofApi), outage: both });
        const story = { outage: both, incidents: [{ ...ofApi, endedAt: noon + 60_000, end: 'recovered' }, ofWeb] };
        expect([ledger.outage(both.id), ledger.outage('another')]).toEqual([story, undefined]);
        const later = await under.restart();
        expect([later.outage(both.id), later.outage('another')]).toEqual([story, undefined]);
      });

      it('knows those that may go on: open ones, and those that ended since', async () => {
        const all = ['api', 'web', 'db'].map((name, index) => {
          const incident = anIncident(name, { startedAt: noon + index });
          const over = name === 'web' ? {} : { endedAt: noon + 60_000 * index };
          ledger.commit({ ...outage(aService(name), incident), outage: anOutage([incident], over) });
          return anOutage([incident], over);
        });
        const [, web, db] = all;
        const since = (one: Ledger, at: number) => one.outagesSince(at).toSorted((a, b) => a.startedAt - b.startedAt);
        expect([since(ledger, noon), since(ledger, noon + 120_000), since(ledger, noon + 120_001)]).toEqual([
          all,
          [web, db],
          [web],
        ]);
        const later = await under.restart();
        expect([since(later, noon), since(later, noon + 120_000), since(later, noon + 120_001)]).toEqual([
          all,
          [web, db],
          [web],
        ]);
      });
    });
  });
}
