import { describe, expect, it } from 'vitest';
import type { MonitorEvent } from '../../../main/monitor/events.ts';
import { addressOf, networkOf, placeOf, sharedBy, type Traits } from '../../../main/monitor/explanation.ts';
import type { Service } from '../../../main/monitor/model.ts';
import { laptop } from '../../support/laptop.ts';
import { refusal, wellAnswer } from '../../support/scripted-probe.ts';
import { aService } from '../../support/services.ts';

const behindGateway = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aService(`Node ${index}`, { url: `https://gateway.example:${9_000 + index}/` }),
  );
const elsewhere = (count: number) => Array.from({ length: count }, (_, index) => aService(`Other ${index}`));

const outageEvents = (events: readonly MonitorEvent[]) =>
  events.flatMap((event) =>
    event.type === 'outage.opened' || event.type === 'outage.updated' || event.type === 'outage.resolved'
      ? [event]
      : [],
  );

describe('services that fail together', () => {
  it('behind one gateway are one outage, told once, that ends with the last of them', () => {
    const { watch, network, clock, ledger, events } = laptop();
    const nodes = behindGateway(10);
    watch(...nodes, ...elsewhere(20));
    clock.advance(20_000);
    for (const { name } of nodes) network.answer(name, refusal);
    clock.advance(40_000);
    const [outage, ...others] = ledger.outages.values();
    expect({ others, explanation: outage?.explanation, members: outage?.members.length }).toEqual({
      others: [],
      explanation: { kind: 'host', value: 'gateway.example' },
      members: 10,
    });
    expect([...ledger.incidents.values()].every((incident) => incident.outage === outage?.id)).toBe(true);
    for (const { name } of nodes.slice(1)) network.answer(name, wellAnswer);
    clock.advance(40_000);
    expect([...ledger.outages.values()][0]?.endedAt).toBeUndefined();
    network.answer('Node 0', wellAnswer);
    clock.advance(40_000);
    const told = outageEvents(events).map(({ type }) => type);
    expect({
      first: told[0],
      last: told.at(-1),
      opened: told.filter((type) => type === 'outage.opened').length,
    }).toEqual({
      first: 'outage.opened',
      last: 'outage.resolved',
      opened: 1,
    });
    const end = outageEvents(events).at(-1);
    expect({ down: end?.down, services: end?.services.toSorted() }).toEqual({
      down: [],
      services: nodes.map(({ name }) => name),
    });
  });

  it('wait for each other in the outbox, but never longer than the promise allows', () => {
    const { watch, network, clock, ledger } = laptop();
    const nodes = behindGateway(10);
    watch(...nodes);
    clock.advance(20_000);
    for (const { name } of nodes) network.answer(name, 'hang');
    clock.advance(40_000);
    // The last good check of all of them began at 17 s.
    const lastGoodAt = clock.wallMs() - 60_000 + 17_000;
    for (const { notBefore = 0 } of ledger.alerts) expect(notBefore).toBeLessThanOrEqual(lastGoodAt + 29_000);
    const quick = laptop();
    quick.watch(...nodes);
    quick.clock.advance(20_000);
    for (const { name } of nodes) quick.network.answer(name, refusal);
    quick.clock.advance(40_000);
    const [first] = quick.ledger.alerts;
    expect((first?.notBefore ?? 0) - (first?.at ?? 0)).toBeGreaterThan(100);
  });

  it('take in one that is checked later, and has not been seen well since', () => {
    const { watch, network, clock, ledger } = laptop();
    const [early, late] = behindGateway(2);
    if (early === undefined || late === undefined) throw new Error('there are two');
    watch(early);
    clock.advance(9_000);
    watch(early, late);
    clock.advance(15_000);
    network.answer(early.name, refusal);
    network.answer(late.name, { afterMs: 5, kind: 'status' });
    clock.advance(60_000);
    expect([...ledger.outages.values()].map(({ members }) => members.length)).toEqual([2]);
  });

  it('of a majority of all services are one, whatever they have in common', () => {
    const { watch, network, clock, ledger } = laptop();
    const all = elsewhere(12);
    watch(...all);
    clock.advance(20_000);
    for (const { name } of all.slice(0, 9)) network.answer(name, refusal);
    clock.advance(60_000);
    expect(
      [...ledger.outages.values()].map(({ explanation, members }) => ({ explanation, members: members.length })),
    ).toEqual([{ explanation: { kind: 'widespread', value: 'refused' }, members: 9 }]);
  });

  it('in half of one network, in the same way, are one', () => {
    const { watch, network, clock, ledger } = laptop();
    const nodes = Array.from({ length: 10 }, (_, index) => `Node ${index}`);
    const at = (index: number) => ({ address: `198.18.0.${10 + index}` });
    for (const [index, name] of nodes.entries()) network.answer(name, { ...wellAnswer, ...at(index) });
    watch(...nodes.map((name) => aService(name)), ...elsewhere(20));
    clock.advance(20_000);
    for (const [index, name] of nodes.entries())
      if (index % 2 === 0) network.answer(name, { ...refusal, ...at(index) });
    clock.advance(60_000);
    expect([...ledger.outages.values()].map(({ explanation, members }) => [explanation, members.length])).toEqual([
      [{ kind: 'network', value: '198.18.0.0/24' }, 5],
    ]);
  });

  it('but share nothing are two', () => {
    const { watch, network, clock, ledger } = laptop();
    watch(...elsewhere(12));
    clock.advance(20_000);
    network.answer('Other 1', refusal);
    network.answer('Other 7', refusal);
    clock.advance(60_000);
    expect([...ledger.outages.values()].map(({ explanation, members }) => [explanation.kind, members.length])).toEqual([
      ['alone', 1],
      ['alone', 1],
    ]);
  });

  it('go on as the same outage after a restart', () => {
    const before = laptop();
    const nodes = behindGateway(3);
    before.watch(...nodes);
    before.clock.advance(20_000);
    for (const { name } of nodes) before.network.answer(name, refusal);
    before.clock.advance(20_000);
    before.engine.close();
    const { watch, network, clock, ledger, events } = laptop({ ledger: before.ledger, clock: before.clock });
    for (const { name } of nodes.slice(1)) network.answer(name, refusal);
    watch(...nodes);
    clock.advance(30_000);
    // All that there is fails, but what they share says more.
    expect(outageEvents(events).at(-1)).toMatchObject({
      type: 'outage.updated',
      down: ['Node 1', 'Node 2'],
      outage: { explanation: { kind: 'host', value: 'gateway.example' } },
    });
    for (const { name } of nodes) network.answer(name, wellAnswer);
    clock.advance(30_000);
    expect([...ledger.outages.values()].map(({ endedAt }) => endedAt !== undefined)).toEqual([true]);
  });
});

describe('a wide outage that goes on over a restart', () => {
  /** Nine of twelve services refuse everything, which is seen of three after 6 s and of six after 14 s. */
  function anOutage(endsAfterMs: number) {
    const all = elsewhere(12);
    const before = laptop();
    before.watch(...all.slice(0, 6));
    before.clock.advance(9_000);
    before.watch(...all);
    before.clock.advance(11_000);
    for (const { name } of all.slice(0, 9)) before.network.answer(name, refusal);
    before.clock.advance(endsAfterMs);
    before.engine.close();
    before.ledger.wasAbsentSince(before.clock.wallMs());
    before.clock.advance(600_000);
    const after = laptop({ ledger: before.ledger, clock: before.clock });
    for (const { name } of all.slice(0, 9)) after.network.answer(name, refusal);
    return { ...after, all };
  }
  const outagesOf = ({ ledger }: ReturnType<typeof laptop>) =>
    [...ledger.outages.values()].map(({ explanation, members }) => [explanation.kind, members.length]);

  it('is not joined by what was well as the program ended and fails by itself since', () => {
    const place = anOutage(60_000);
    place.network.answer('Other 9', { afterMs: 5, kind: 'status' });
    place.watch(...place.all);
    place.clock.advance(60_000);
    expect(outagesOf(place)).toEqual([
      ['widespread', 9],
      ['alone', 1],
    ]);
  });

  it('is not joined by it either where somebody sets the clock in between', () => {
    const place = anOutage(60_000);
    place.network.answer('Other 9', { afterMs: 5, kind: 'status' });
    place.watch(...place.all);
    place.clock.setWall(place.clock.wallMs() + 3_600_000);
    place.clock.advance(60_000);
    expect(outagesOf(place)).toEqual([
      ['widespread', 9],
      ['alone', 1],
    ]);
  });

  it('takes in what went down with it, though the program ended before it saw that', () => {
    const place = anOutage(13_500);
    expect(outagesOf(place)).toEqual([['widespread', 3]]);
    place.watch(...place.all);
    place.clock.advance(60_000);
    expect(outagesOf(place)).toEqual([['widespread', 9]]);
  });

  it('may be joined by what was edited meanwhile, of which nothing is known any more', () => {
    const place = anOutage(60_000);
    place.network.answer('Other 9', refusal);
    const edited = (service: Service) => (service.name === 'Other 9' ? { ...service, fingerprint: 'new' } : service);
    place.watch(...place.all.map(edited));
    place.clock.advance(60_000);
    expect(outagesOf(place)).toEqual([['widespread', 10]]);
  });
});

describe('the record of an outage', () => {
  const gate = (name: string, more = {}) => aService(name, { url: `https://gate.example/${name}`, ...more });

  it('ends when the last of its services did, however late that was decided', () => {
    const { watch, network, clock, ledger } = laptop();
    watch(gate('A', { recoveryThreshold: 8, retryIntervalMs: 10_000 }), gate('B'));
    clock.advance(20_000);
    network.answer('A', refusal);
    network.answer('B', refusal);
    clock.advance(60_000);
    network.answer('A', wellAnswer);
    clock.advance(20_000);
    network.answer('B', wellAnswer);
    clock.advance(180_000);
    const ends = [...ledger.incidents.values()].map(({ endedAt = 0 }) => endedAt);
    expect([...ledger.outages.values()][0]?.endedAt).toBe(Math.max(...ends));
  });

  it('keeps its members when one of them fails again, also after the clock was set', () => {
    const { watch, network, clock, ledger } = laptop();
    watch(gate('A'), gate('B'));
    clock.advance(20_000);
    for (const name of ['A', 'B']) network.answer(name, refusal);
    clock.advance(60_000);
    for (const name of ['A', 'B']) network.answer(name, wellAnswer);
    clock.advance(50_000);
    clock.setWall(clock.wallMs() + 3_600_000);
    clock.advance(65_000);
    network.answer('A', refusal);
    clock.advance(60_000);
    expect(ledger.alerts.at(-1)?.kind).toBe('reopened');
    expect([...ledger.outages.values()].map(({ members }) => members.length)).toEqual([2]);
  });

  it('is closed with a service that nobody was told of and nobody watches any more', () => {
    const before = laptop();
    before.watch(gate('Gone'), gate('Other'));
    before.clock.advance(20_000);
    before.network.answer('Gone', refusal);
    before.clock.advance(60_000);
    before.engine.close();
    before.clock.advance(3 * 86_400_000);
    const ledger = Object.assign(before.ledger, { wasTold: () => false });
    const { watch, network, clock } = laptop({ ledger, clock: before.clock });
    const alerts = ledger.alerts.length;
    watch(gate('Other'));
    clock.advance(60_000);
    expect({
      open: [...ledger.outages.values()].filter(({ endedAt }) => endedAt === undefined),
      alerts: ledger.alerts.length,
    }).toEqual({
      open: [],
      alerts,
    });
    network.answer('Other', refusal);
    clock.advance(60_000);
    const other = [...ledger.incidents.values()].find(({ service }) => service === 'Other');
    expect(other?.outage).toBe(other?.id);
  });

  it('waits for company after a wake as at any other time', () => {
    const waits = [0, 3_600_000].map((sleepMs) => {
      const { watch, network, clock, ledger } = laptop();
      watch(gate('A'), gate('B'));
      clock.advance(20_000);
      if (sleepMs > 0) clock.sleep(sleepMs);
      clock.advance(5_000);
      for (const name of ['A', 'B']) network.answer(name, refusal);
      clock.advance(60_000);
      return ledger.alerts[0]?.notBefore !== undefined;
    });
    expect(waits).toEqual([true, true]);
  });
});

describe('a service that comes and goes', () => {
  it('is one incident whose later recoveries are believed only when they have held for five minutes', () => {
    const { watch, network, clock, ledger } = laptop();
    watch(aService('API'));
    for (let turn = 0; turn < 4; turn += 1) {
      network.answer('API', refusal);
      clock.advance(60_000);
      network.answer('API', wellAnswer);
      clock.advance(60_000);
    }
    expect([...ledger.incidents.values()].map(({ flaps }) => flaps)).toEqual([3]);
    expect([...ledger.outages.values()].map(({ members }) => members.length)).toEqual([1]);
    const waits = ledger.alerts.map(
      ({ kind, at, notBefore = at }) => `${kind} +${Math.round((notBefore - at) / 1_000)}`,
    );
    expect(waits).toEqual([
      'opened +0',
      'resolved +0',
      'reopened +0',
      'resolved +0',
      'reopened +0',
      'resolved +300',
      'reopened +0',
      'resolved +300',
    ]);
  });

  it('waits for the others of its outage before it is told to be down again', () => {
    const { watch, network, clock, ledger } = laptop();
    const nodes = behindGateway(5);
    watch(...nodes);
    for (const answer of [refusal, wellAnswer, refusal]) {
      for (const { name } of nodes) network.answer(name, answer);
      clock.advance(60_000);
    }
    const again = ledger.alerts.filter(({ kind }) => kind === 'reopened');
    expect(again.map(({ at, notBefore = at }) => notBefore - at)).toEqual(nodes.map(() => 2_000));
  });
});

describe('what two failing services share', () => {
  const one = {
    service: 'A',
    host: 'a.example.com',
    port: '443',
    address: '198.51.100.7',
    kind: 'timeout_connect',
    lastGoodAt: 0,
    firstBadAt: 17_000,
  } satisfies Traits;
  const other = (change: Partial<Traits>): Traits => ({
    ...one,
    service: 'B',
    host: 'b.example.net',
    address: '203.0.113.9',
    ...change,
  });

  it.each([
    ['the same host', { host: one.host }, { kind: 'host', value: one.host }],
    [
      'the same host, later, in the same way',
      { host: one.host, lastGoodAt: 60_000, firstBadAt: 70_000 },
      { kind: 'host', value: one.host },
    ],
    [
      'the same host, later, in another way',
      { host: one.host, kind: 'status', lastGoodAt: 60_000, firstBadAt: 70_000 },
      undefined,
    ],
    ['the same address', { address: one.address }, { kind: 'address', value: one.address }],
    ['the same address, later', { address: one.address, lastGoodAt: 60_000, firstBadAt: 70_000 }, undefined],
    ['the same unusual port', { port: '8443' }, undefined],
    ['nothing', {}, undefined],
  ] satisfies ReadonlyArray<readonly [string, Partial<Traits>, unknown]>)('%s', (_what, change, shared) => {
    expect(sharedBy(one, other(change))).toEqual(shared);
  });

  it('an unusual port, a VPN, or the zone of names that do not resolve', () => {
    expect([
      sharedBy({ ...one, port: '8443' }, other({ port: '8443' })),
      sharedBy({ ...one, vpn: 'tun0' }, other({ vpn: 'tun0' })),
      sharedBy({ ...one, kind: 'dns' }, other({ kind: 'dns', host: 'c.example.com' })),
      sharedBy({ ...one, kind: 'dns' }, other({ kind: 'dns' })),
    ]).toEqual([
      { kind: 'port', value: '8443' },
      { kind: 'vpn', value: 'tun0' },
      { kind: 'zone', value: 'example.com' },
      undefined,
    ]);
  });

  it('on this machine itself is no host: only the same kind of failure at the same time', () => {
    const local = { ...one, host: 'localhost', port: '8080', kind: 'status' } as const;
    expect([
      sharedBy(local, { ...local, service: 'B', port: '8081' }),
      sharedBy({ ...local, kind: 'refused' }, { ...local, service: 'B', port: '8081', kind: 'refused' }),
    ]).toEqual([undefined, { kind: 'host', value: 'localhost' }]);
  });

  it('is read off URLs and addresses of either family', () => {
    expect([
      placeOf({ url: 'https://user:secret@API.example:8443/x?y' }),
      placeOf({ url: 'http://[2001:db8::1]/' }),
      addressOf('[2001:db8::1]:443'),
      addressOf('10.1.2.3:80'),
      networkOf('10.1.2.3'),
      networkOf('2001:db8:1:2:3:4:5:6'),
    ]).toEqual([
      { host: 'api.example', port: '8443' },
      { host: '[2001:db8::1]', port: '80' },
      '2001:db8::1',
      '10.1.2.3',
      '10.1.2.0/24',
      '2001:db8:1:2::/64',
    ]);
  });
});
