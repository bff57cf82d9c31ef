import { describe, expect, it } from 'vitest';
import type { History } from '../../../main/history/history.ts';
import type { IncidentFilter } from '../../../main/history/incident-search.ts';
import type { Incident } from '../../../main/monitor/model.ts';
import { noon, outage, recovery } from '../../contract/ledger-outage.ts';
import { aService } from '../../support/services.ts';
import { aDisk } from './full-disk.ts';
import { aPlace } from './opened.ts';

const minute = 60_000;

/** It begins so many minutes after noon, and is over after five more unless it is to stay open. */
function record(
  history: History,
  service: string,
  afterMinutes: number,
  { isOpen = false, ...overrides }: Partial<Incident> & { isOpen?: boolean } = {},
): void {
  const at = noon + afterMinutes * minute;
  const opened = outage(aService(service), {
    id: `${service} ${afterMinutes}`,
    startedAt: at,
    openedAt: at + 2_000,
    ...overrides,
  });
  history.commit(opened);
  if (!isOpen) history.commit(recovery(aService(service), opened.incident, at + 5 * minute));
}

const refused = { kind: 'refused', phase: 'tcp', sentence: 'Connection to 10.1.2.3:443 was REFUSED' } as const;
const noted = (note: string) => ({ acknowledged: { by: { name: 'Ana', via: 'slack' }, at: noon, note } as const });

function aRecord(history: History): void {
  record(history, 'api', 0);
  record(history, 'Paiement Été', 10, { failure: refused });
  record(history, 'api', 20, { isOpen: true, ...noted('Restarting "the" Gateway') });
  record(history, 'web', 30, { failure: refused, isOpen: true });
  record(history, 'web', 40, noted('100 % sure_it_is the cable'));
}

const idsOf = (history: History, filter: IncidentFilter = {}) => {
  const { incidents, total } = history.incidentPage({ ...filter, limit: 99 });
  expect(total).toBe(incidents.length);
  return incidents.map(({ id }) => id);
};

const all = ['web 40', 'web 30', 'api 20', 'Paiement Été 10', 'api 0'];

describe('the list of incidents', () => {
  it('has those that fit, latest start first', () => {
    const history = aPlace().open();
    aRecord(history);
    expect({
      all: idsOf(history),
      service: idsOf(history, { service: 'api' }),
      services: idsOf(history, { services: ['web', 'Paiement Été', 'nobody'] }),
      nobody: [...idsOf(history, { service: 'nobody' }), ...idsOf(history, { services: [] })],
      kind: idsOf(history, { kind: 'refused' }),
      open: idsOf(history, { state: 'open' }),
      over: idsOf(history, { state: 'over' }),
      time: idsOf(history, { from: noon + 10 * minute, to: noon + 30 * minute }),
      together: idsOf(history, { services: ['web', 'api'], state: 'open', kind: 'status', from: noon + 1 }),
    }).toEqual({
      all,
      service: ['api 20', 'api 0'],
      services: ['web 40', 'web 30', 'Paiement Été 10'],
      nobody: [],
      kind: ['web 30', 'Paiement Été 10'],
      open: ['web 30', 'api 20'],
      over: ['web 40', 'Paiement Été 10', 'api 0'],
      time: ['api 20', 'Paiement Été 10'],
      together: ['api 20'],
    });
  });

  it('finds a text in names, sentences and notes, in upper or lower case, and takes no character for a sign', () => {
    const history = aPlace().open();
    aRecord(history);
    const found = (text: string, filter: IncidentFilter = {}) => idsOf(history, { text, ...filter });
    expect({
      name: found('PAIEMENT é'),
      sentence: found('refused'),
      note: found('"THE" gateway'),
      sign: [...found('%'), ...found('_it_'), ...found('api_')],
      several: found('http STATUS', { service: 'api', state: 'over' }),
      nothing: found('unheard of'),
      elsewhere: [...found('Ana'), ...found('https')],
    }).toEqual({
      name: ['Paiement Été 10'],
      sentence: ['web 30', 'Paiement Été 10'],
      note: ['api 20'],
      sign: ['web 40', 'web 40'],
      several: ['api 0'],
      nothing: [],
      elsewhere: [],
    });
  });

  it('knows a service by its present name', () => {
    const history = aPlace().open();
    aRecord(history);
    history.rename('api', 'gateway two');
    expect([
      idsOf(history, { text: 'TWO' }),
      idsOf(history, { service: 'gateway two' }),
      idsOf(history, { service: 'api' }),
    ]).toEqual([['api 20', 'api 0'], ['api 20', 'api 0'], []]);
    expect(history.incidentPage({ text: 'two', limit: 1 }).incidents[0]?.service).toBe('gateway two');
  });

  it('comes in pages that neither repeat nor leave out anything, whatever begins meanwhile', () => {
    const history = aPlace().open();
    for (let index = 0; index < 23; index += 1)
      record(history, `s${index % 3}`, 10 * Math.floor(index / 2), { id: `i${index}` });
    let later = 1_000;
    for (const filter of [{}, { text: 's' }, { service: 's1' }] as const) {
      const whole = idsOf(history, filter);
      const seen: string[] = [];
      let before: string | undefined;
      let pages = 0;
      do {
        const page = history.incidentPage({ ...filter, limit: 4, ...(before === undefined ? {} : { before }) });
        expect(page.incidents.length).toBeLessThanOrEqual(4);
        seen.push(...page.incidents.map(({ id }) => id));
        before = page.next;
        pages += 1;
        later += 1;
        record(history, 's1', later, { id: `later ${pages} ${JSON.stringify(filter)}` });
        expect(history.incidentPage({ ...filter, limit: 4 }).total).toBe(whole.length + pages);
      } while (before !== undefined);
      expect([seen, pages]).toEqual([whole, Math.ceil(whole.length / 4)]);
    }
  });

  it('takes what leads to no page for the beginning', () => {
    const history = aPlace().open();
    aRecord(history);
    for (const before of ['', 'x', '12', ':', '9'.repeat(40)])
      expect(history.incidentPage({ limit: 9, before }).incidents.map(({ id }) => id)).toEqual(all);
  });

  it('is the same while the disk takes nothing', () => {
    const place = aPlace();
    const disk = aDisk();
    const history = place.open(disk);
    record(history, 'api', 0);
    record(history, 'Paiement Été', 10, { failure: refused });
    record(history, 'api', 20, { isOpen: true, ...noted('Restarting the Gateway') });
    disk.fill();
    const long = { failure: { ...refused, sentence: `refused${' again'.repeat(3_000)}` } };
    record(history, 'web', 30, { isOpen: true, ...long });
    record(history, 'api', 20, { ...noted('done'), ...long });
    record(history, 'web', 15, long);
    expect(place.complaints).toHaveLength(1);
    const pages = () => {
      const first = history.incidentPage({ limit: 2 });
      const second = history.incidentPage({ limit: 2, before: first.next ?? '' });
      return [first, second].map(({ incidents, total }) => [incidents.map(({ id }) => id), total]);
    };
    const look = () => ({
      all: idsOf(history),
      pages: pages(),
      open: idsOf(history, { state: 'open' }),
      service: idsOf(history, { service: 'web' }),
      kind: idsOf(history, { kind: 'status' }),
      text: [idsOf(history, { text: 'AGAIN' }), idsOf(history, { text: 'gateway' }), idsOf(history, { text: 'DONE' })],
      time: idsOf(history, { from: noon + 12 * minute, to: noon + 20 * minute }),
      total: history.statistics().total,
      figures: history.incidentFigures({ from: 0, to: Number.MAX_SAFE_INTEGER, timeZone: 'UTC' }).byKind,
    });
    const known = {
      all: ['web 30', 'api 20', 'web 15', 'Paiement Été 10', 'api 0'],
      pages: [
        [['web 30', 'api 20'], 5],
        [['web 15', 'Paiement Été 10'], 5],
      ],
      open: ['web 30'],
      service: ['web 30', 'web 15'],
      kind: ['api 0'],
      text: [['web 30', 'api 20', 'web 15'], [], ['api 20']],
      time: ['web 15'],
      total: 5,
      figures: [
        { kind: 'refused', count: 4 },
        { kind: 'status', count: 1 },
      ],
    };
    expect(look()).toEqual(known);
    disk.makeRoom();
    place.clock.advance(5_000);
    expect(look()).toEqual(known);
    expect(place.killed().open().statistics().total).toBe(5);
  });
});
