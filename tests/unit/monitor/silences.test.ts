import { describe, expect, it } from 'vitest';
import type { MaintenanceWindow } from '../../../main/monitor/maintenance.ts';
import type { Scope } from '../../../main/monitor/model.ts';
import { laptop } from '../../support/laptop.ts';
import { refusal, wellAnswer } from '../../support/scripted-probe.ts';
import { aService } from '../../support/services.ts';

const minutes = 60_000;
const hours = 60 * minutes;
const ana = { name: 'Ana', via: 'command' } as const;
const only = (...services: readonly string[]): Scope => ({ services, groups: [], tags: [] });

function twoServices(parts: Parameters<typeof laptop>[0] = {}) {
  const desk = laptop(parts);
  desk.watch(
    aService('API', { group: 'shop' }),
    aService('Web', { group: 'shop', critical: false }),
    aService('Other'),
  );
  desk.clock.advance(60_000);
  return desk;
}

const silenceEvents = ({ events }: Pick<ReturnType<typeof laptop>, 'events'>) =>
  events.flatMap((event) => {
    if (event.type === 'silence.started') return ['started'];
    return event.type === 'silence.ended' ? [`ended ${event.down.join()}`] : [];
  });

describe('a snooze of a service that is well', () => {
  it('lets nobody hear of an outage that begins and ends while it lasts, and keeps it on record', () => {
    const { engine, network, clock, told, ledger } = twoServices();
    engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    network.answer('API', refusal);
    clock.advance(10 * minutes);
    const open = [...ledger.incidents.values()];
    expect(open.map(({ service, untold, endedAt }) => ({ service, untold, endedAt }))).toEqual([
      { service: 'API', untold: true, endedAt: undefined },
    ]);
    network.answer('API', wellAnswer);
    clock.advance(2 * hours);
    expect(told()).toEqual([]);
    expect([...ledger.incidents.values()].map(({ end }) => end)).toEqual(['recovered']);
  });

  it('says in the decisions why nobody was told', () => {
    const { engine, network, clock, ledger } = twoServices();
    engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    network.answer('API', refusal);
    clock.advance(60_000);
    const said = () => [...new Set(ledger.decisions.slice(1).map(({ sentence }) => sentence))];
    expect(said()).toEqual(['not alerted: the service is snoozed by Ana']);
    clock.advance(hours);
    expect(said()).toEqual([
      'not alerted: the service is snoozed by Ana',
      'alerted: the snooze is over, and the service is still down',
      expect.stringMatching(/^not alerted: the incident API_\d+_\d+ is open and was told$/),
    ]);
  });

  it('ends by itself, and what is still down is told then, with its true beginning', () => {
    const { engine, network, clock, told, ledger } = twoServices();
    engine.snooze({ scope: only('API'), forMs: hours, by: ana, note: 'deploying' });
    network.answer('API', refusal);
    const began = clock.wallMs();
    clock.advance(59 * minutes);
    expect(told()).toEqual([]);
    clock.advance(2 * minutes);
    expect(told()).toEqual(['opened API']);
    const [alert] = ledger.alerts;
    expect(alert?.silence).toMatchObject({ kind: 'snooze', by: ana, note: 'deploying' });
    expect(alert?.incident.startedAt).toBeLessThan(began + 30_000);
    expect({ untold: alert?.incident.untold, silence: alert?.incident.silence }).toEqual({});
    network.answer('API', wellAnswer);
    clock.advance(minutes);
    expect(told()).toEqual(['opened API', 'resolved API']);
  });

  it('says nothing of others, and others go on to be told', () => {
    const { engine, network, clock, told } = twoServices();
    engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    network.answer('Other', refusal);
    clock.advance(minutes);
    expect(told()).toEqual(['opened Other']);
  });

  it('is told of as down only after a check has seen it so since the end', () => {
    const { engine, network, clock, told } = twoServices();
    engine.snooze({ scope: only('API'), forMs: 10 * minutes, by: ana });
    network.answer('API', refusal);
    clock.advance(5 * minutes);
    clock.sleep(hours);
    network.answer('API', wellAnswer);
    clock.advance(2 * minutes);
    expect(told()).toEqual([]);
  });

  it('survives a restart, and one whose time has come meanwhile is over', () => {
    const before = twoServices();
    before.engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    before.network.answer('API', refusal);
    before.clock.advance(minutes);
    before.engine.close();
    const after = laptop({ ledger: before.ledger, clock: before.clock });
    after.network.answer('API', refusal);
    after.watch(aService('API'), aService('Other'));
    after.clock.advance(10 * minutes);
    expect(after.told()).toEqual([]);
    after.engine.close();
    after.clock.advance(2 * hours);
    const later = laptop({ ledger: before.ledger, clock: before.clock });
    later.network.answer('API', refusal);
    later.watch(aService('API'), aService('Other'));
    later.clock.advance(minutes);
    expect(later.told()).toEqual(['opened API']);
    expect(later.ledger.silencesInForce()).toEqual([]);
  });

  it('lasts as long as it was to when somebody sets the clock', () => {
    for (const byMs of [-hours, hours]) {
      const { engine, network, clock, told } = twoServices();
      engine.snooze({ scope: only('API'), forMs: hours, by: ana });
      network.answer('API', refusal);
      clock.advance(10 * minutes);
      clock.setWall(clock.wallMs() + byMs);
      clock.advance(48 * minutes);
      expect(told()).toEqual([]);
      clock.advance(5 * minutes);
      expect(told()).toEqual(['opened API']);
    }
  });

  it('of a group holds for one of its services that is edited or taken out', () => {
    const { engine, network, clock, told } = twoServices();
    network.answer('API', refusal);
    network.answer('Web', refusal);
    clock.advance(minutes);
    engine.snooze({ scope: { services: [], groups: ['shop'], tags: [] }, forMs: hours, by: ana });
    const before = told().length;
    engine.watch({ services: [aService('API', { group: 'shop', fingerprint: 'another' })], maxConcurrent: 64 });
    clock.advance(minutes);
    const { alerts } = { alerts: told().slice(before) };
    expect(alerts.toSorted()).toEqual(['resolved API', 'resolved Web']);
  });

  it('follows its service to a name that it got while nobody watched', () => {
    const before = twoServices();
    before.engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    before.network.answer('API', refusal);
    before.clock.advance(minutes);
    before.engine.close();
    const after = laptop({ ledger: before.ledger, clock: before.clock });
    after.network.answer('Shop API', refusal);
    after.watch(aService('Shop API', { fingerprint: 'fingerprint of API' }));
    after.clock.advance(10 * minutes);
    expect(after.told()).toEqual([]);
    expect(after.engine.overview().silences[0]?.scope).toEqual(only('Shop API'));
  });

  it('is another one each time, also within a second', () => {
    const { engine, events, clock } = twoServices();
    const first = engine.snooze({ scope: only('API'), forMs: minutes, by: ana });
    engine.unsnooze([first.id], { name: 'Bo', via: 'command' });
    const second = engine.snooze({ scope: only('API'), forMs: minutes, by: ana });
    expect(second.id).not.toBe(first.id);
    clock.advance(2 * minutes);
    const ends = events.flatMap((event) => (event.type === 'silence.ended' ? [event.by?.name] : []));
    expect(ends).toEqual(['Bo', undefined]);
  });

  it('follows its service to a new name', () => {
    const { engine, network, clock, told } = twoServices();
    engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    const services = [aService('Shop API', { fingerprint: 'fingerprint of API' })];
    engine.watch({ services, maxConcurrent: 64, renamed: [{ from: 'API', to: 'Shop API' }] });
    network.answer('Shop API', refusal);
    clock.advance(minutes);
    expect(told()).toEqual([]);
  });
});

describe('a snooze of what is down', () => {
  it('is told once, then nothing more but what people see already, and its end says what is still down', () => {
    const { engine, network, clock, told, ledger } = twoServices();
    network.answer('API', refusal);
    clock.advance(minutes);
    const silence = engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    expect(told()).toEqual(['opened API', 'silenced API']);
    expect(ledger.alerts.at(-1)?.silence).toEqual(silence);
    network.answer('API', { afterMs: 5, kind: 'status' });
    clock.advance(59 * minutes);
    const loud = () => ledger.alerts.filter(({ quiet }) => quiet !== true).map(({ kind }) => kind);
    expect(loud()).toEqual(['opened', 'silenced']);
    clock.advance(2 * minutes);
    expect(loud()).toEqual(['opened', 'silenced', 'still_down']);
  });

  it('turns the message green without a word when it recovers meanwhile', () => {
    const { engine, network, clock, ledger } = twoServices();
    network.answer('API', refusal);
    clock.advance(minutes);
    engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    network.answer('API', wellAnswer);
    clock.advance(3 * hours);
    expect(ledger.alerts.map(({ kind, quiet }) => [kind, quiet])).toEqual([
      ['opened', undefined],
      ['silenced', undefined],
      ['resolved', true],
    ]);
  });

  it('until it recovers ends with the recovery, which is told', () => {
    const desk = twoServices();
    const { engine, network, clock, ledger } = desk;
    network.answer('API', refusal);
    network.answer('Web', refusal);
    clock.advance(minutes);
    engine.snooze({ scope: { services: [], groups: ['shop'], tags: [] }, by: ana });
    network.answer('API', wellAnswer);
    clock.advance(minutes);
    expect(silenceEvents(desk)).toEqual(['started']);
    network.answer('Web', wellAnswer);
    clock.advance(minutes);
    expect(silenceEvents(desk)).toEqual(['started', 'ended Web']);
    const ends = ledger.alerts.filter(({ kind }) => kind === 'resolved');
    expect(ends.map(({ incident: { service }, quiet }) => [service, quiet])).toEqual([
      ['API', true],
      ['Web', undefined],
    ]);
  });

  it('until it recovers is refused for what is well, with a remedy', () => {
    const { engine } = twoServices();
    expect(() => engine.snooze({ scope: only('API'), by: ana })).toThrow(/nothing of it is down.*1h/);
    expect(() => engine.snooze({ scope: only('Nobody'), forMs: hours, by: ana })).toThrow(/nothing that is watched/);
  });

  it('can be ended early, and then it is told who did so', () => {
    const { engine, network, clock, ledger } = twoServices();
    network.answer('API', refusal);
    clock.advance(minutes);
    const { id } = engine.snooze({ scope: 'everything', forMs: 8 * hours, by: ana });
    engine.unsnooze([id], { name: 'Bo', via: 'command' });
    clock.advance(minutes);
    const last = ledger.alerts.at(-1);
    expect({ kind: last?.kind, by: last?.endedBy?.name }).toEqual({ kind: 'still_down', by: 'Bo' });
  });

  it('of many services is over for all of them in one word', () => {
    const { watch, network, clock, engine, ledger } = laptop();
    const nodes = Array.from({ length: 8 }, (_, at) =>
      aService(`Node ${at}`, { url: `https://gw.example:${9_000 + at}/` }),
    );
    watch(...nodes, aService('Other'));
    clock.advance(minutes);
    for (const { name } of nodes) network.answer(name, refusal);
    clock.advance(minutes);
    engine.snooze({ scope: 'everything', forMs: 10 * minutes, by: ana });
    network.answer('Other', refusal);
    clock.advance(9 * minutes);
    network.answer('Node 0', wellAnswer);
    clock.advance(5 * minutes);
    const ends = ledger.alerts.filter(({ silence, kind }) => silence !== undefined && kind !== 'silenced');
    expect(ends.map(({ kind }) => kind).toSorted()).toEqual(['opened', 'still_down']);
    const open = ledger.openIncidents();
    expect(open.filter(({ silence, untold }) => silence !== undefined || untold)).toEqual([]);
    expect(open).toHaveLength(8);
  });

  it('goes on under another one that lasts longer', () => {
    const { engine, network, clock, ledger } = twoServices();
    network.answer('API', refusal);
    clock.advance(minutes);
    engine.snooze({ scope: only('API'), forMs: 10 * minutes, by: ana });
    engine.snooze({ scope: 'everything', forMs: hours, by: ana });
    clock.advance(30 * minutes);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'silenced']);
    clock.advance(40 * minutes);
    expect(ledger.alerts.map(({ kind }) => kind)).toEqual(['opened', 'silenced', 'still_down']);
  });
});

describe('while there is nobody to tell', () => {
  it('an outage waits on record, and is told when there is somebody again, if it is still down', () => {
    const { engine, network, clock, told, ledger } = twoServices();
    ledger.setAudience(false);
    network.answer('API', refusal);
    network.answer('Web', refusal);
    clock.advance(5 * minutes);
    expect(told()).toEqual([]);
    expect(engine.overview().state).toBe('down');
    network.answer('Web', wellAnswer);
    clock.advance(minutes);
    ledger.setAudience(true);
    clock.advance(minutes);
    expect(told()).toEqual(['opened API']);
    expect(ledger.openIncidents().map(({ untold }) => untold)).toEqual([undefined]);
  });
});

describe('a maintenance window', () => {
  const soon = (clock: { wallMs(): number }): MaintenanceWindow => ({
    kind: 'once',
    name: 'Migration',
    scope: only('API'),
    startsAt: clock.wallMs() + 5 * minutes,
    endsAt: clock.wallMs() + 35 * minutes,
  });

  it('silences its services from its beginning to its end, and says what is still down', () => {
    const desk = laptop();
    const { clock, network, told, ledger } = desk;
    desk.watchWith([soon(clock)], aService('API'), aService('Other'));
    clock.advance(6 * minutes);
    network.answer('API', refusal);
    clock.advance(28 * minutes);
    expect({ told: told(), silences: silenceEvents(desk) }).toEqual({ told: [], silences: ['started'] });
    clock.advance(3 * minutes);
    expect({ told: told(), silences: silenceEvents(desk) }).toEqual({
      told: ['opened API'],
      silences: ['started', 'ended API'],
    });
    expect(ledger.alerts[0]?.silence).toMatchObject({ kind: 'maintenance', name: 'Migration' });
  });

  it('that is taken out of the configuration is over, and one that is not edited goes on', () => {
    const desk = laptop();
    const { clock, network, told } = desk;
    const window = soon(clock);
    desk.watchWith([window], aService('API'));
    clock.advance(6 * minutes);
    network.answer('API', refusal);
    clock.advance(minutes);
    desk.watchWith([window], aService('API'));
    clock.advance(minutes);
    expect(told()).toEqual([]);
    desk.watchWith([], aService('API'));
    clock.advance(minutes);
    expect(told()).toEqual(['opened API']);
  });

  it('that comes again every day silences each time anew', () => {
    const desk = laptop();
    const { clock } = desk;
    const daily: MaintenanceWindow = {
      kind: 'recurring',
      scope: 'everything',
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      fromMinute: 13 * 60,
      toMinute: 14 * 60,
      timeZone: 'Etc/UTC',
    };
    desk.watchWith([daily], aService('API'));
    clock.advance(3 * hours);
    expect(silenceEvents(desk)).toEqual(['started', 'ended ']);
    clock.advance(24 * hours);
    expect(silenceEvents(desk)).toEqual(['started', 'ended ', 'started', 'ended ']);
  });
});

describe('the overview', () => {
  it('ignores what is silenced in the state of the whole', () => {
    const { engine, network, clock } = twoServices();
    expect(engine.overview().state).toBe('ok');
    network.answer('API', refusal);
    clock.advance(minutes);
    expect(engine.overview().state).toBe('down');
    engine.snooze({ scope: only('API'), forMs: hours, by: ana });
    expect(engine.overview().state).toBe('ok');
    engine.snooze({ scope: 'everything', forMs: hours, by: ana });
    expect(engine.overview().state).toBe('paused');
  });

  it('goes on counting cycles when the service is gone that everybody waited for', () => {
    const desk = laptop();
    desk.watch(aService('Slow', { checkIntervalMs: 60_000, alertWithinMs: 300_000 }), aService('API'));
    desk.clock.advance(70_000);
    desk.watch(aService('API'));
    const cycles = () => desk.events.filter(({ type }) => type === 'cycle').length;
    const before = cycles();
    desk.clock.advance(5 * minutes);
    expect(cycles()).toBeGreaterThan(before + 10);
  });

  it('tells when the last full cycle was complete', () => {
    const { engine, clock, events } = twoServices();
    const last = engine.overview().lastCycleAt ?? 0;
    expect(clock.wallMs() - last).toBeLessThan(20_000);
    expect(events.filter(({ type }) => type === 'cycle').length).toBeGreaterThanOrEqual(3);
  });
});
