import { describe, expect, it } from 'vitest';
import { anIncident, anOutage, outage, recovery } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aPlace } from './opened.ts';

const api = aService('api');
const minute = 60_000;

describe('outages on record', () => {
  it('are on disk with the change that made them', () => {
    const place = aPlace();
    const incident = anIncident('api', { outage: 'api_20260301_120000', doubt: 'no canary answers' });
    place.open().commit({ ...outage(api, incident), outage: anOutage([incident]) });
    const found = place.killed().open();
    expect([found.outage(incident.id), found.outagesSince(Number.MAX_SAFE_INTEGER)]).toEqual([
      { outage: anOutage([incident]), incidents: [incident] },
      [anOutage([incident])],
    ]);
  });

  it('are listed by their start, the latest first', async () => {
    const place = aPlace();
    const history = place.open();
    const { startedAt } = anIncident('api');
    for (const [index, name] of ['api', 'web', 'db'].entries()) {
      const incident = anIncident(name, { startedAt: startedAt + index * minute });
      const endedAt = startedAt + (9 - index) * minute;
      history.commit({ ...outage(aService(name), incident), outage: anOutage([incident]) });
      if (name === 'db') continue;
      history.commit({ ...recovery(aService(name), incident), outage: anOutage([incident], { endedAt }) });
    }
    await history.close();
    const ids = (limit: number) =>
      place
        .open()
        .outages({ limit })
        .map(({ id }) => id.split('_')[0]);
    expect(ids(2)).toEqual(['db', 'web']);
  });

  it('tell of their incidents under the names that the services have now', () => {
    const history = aPlace().open();
    const incident = anIncident('api', { outage: 'api_20260301_120000' });
    history.commit({ ...outage(api, incident), outage: anOutage([incident]) });
    history.rename('api', 'gateway');
    expect(history.outage(incident.id)?.incidents.map(({ service }) => service)).toEqual(['gateway']);
  });
});
