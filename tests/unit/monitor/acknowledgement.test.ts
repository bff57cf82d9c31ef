import { describe, expect, it } from 'vitest';
import { laptop } from '../../support/laptop.ts';
import { refusal, wellAnswer } from '../../support/scripted-probe.ts';
import { aService } from '../../support/services.ts';

const minutes = 60_000;
const ana = { name: 'Ana', via: 'slack' } as const;

function withOneDown(overrides: Parameters<typeof aService>[1] = {}) {
  const desk = laptop();
  desk.watch(aService('API', overrides), aService('Other'), aService('Third'));
  desk.clock.advance(minutes);
  desk.network.answer('API', refusal);
  desk.clock.advance(minutes);
  const [incident] = desk.ledger.incidents.keys();
  return { ...desk, id: incident ?? '' };
}

describe('an acknowledged incident', () => {
  it('keeps who, when and what they said, and is told once', () => {
    const { engine, id, told, ledger, clock, events } = withOneDown();
    const [done] = engine.acknowledge([id], ana, 'restarting it');
    expect(done?.acknowledged).toEqual({ by: ana, at: clock.wallMs(), note: 'restarting it' });
    expect(engine.acknowledge([id], { name: 'Bo', via: 'slack' })).toEqual([]);
    expect(ledger.incidents.get(id)?.acknowledged?.by).toEqual(ana);
    expect(told()).toEqual(['opened API', 'acknowledged API']);
    expect(events.filter(({ type }) => type === 'incident.acknowledged')).toHaveLength(1);
  });

  it('stays so over a restart', () => {
    const { engine, id, ledger, clock } = withOneDown();
    engine.acknowledge([id], ana);
    engine.close();
    const after = laptop({ ledger, clock });
    after.network.answer('API', refusal);
    after.watch(aService('API'), aService('Other'), aService('Third'));
    clock.advance(2 * 60 * minutes);
    expect(after.engine.overview().services[0]?.incident?.acknowledged?.by).toEqual(ana);
    expect(after.told()).toEqual(['opened API', 'acknowledged API']);
  });

  it('needs an incident that is open', () => {
    const { engine, id, network, clock } = withOneDown();
    network.answer('API', wellAnswer);
    clock.advance(minutes);
    expect(engine.acknowledge([id, 'no such incident'], ana)).toEqual([]);
  });

  it('together with the others of its outage is told once', () => {
    const { watch, clock, network, engine, ledger, told } = laptop();
    const nodes = Array.from({ length: 5 }, (_, at) =>
      aService(`Node ${at}`, { url: `https://gw.example:${9_000 + at}/` }),
    );
    watch(...nodes, aService('Other'));
    clock.advance(minutes);
    for (const { name } of nodes) network.answer(name, refusal);
    clock.advance(minutes);
    engine.acknowledge([...ledger.incidents.keys()], ana);
    expect(told().filter((line) => line.startsWith('acknowledged'))).toHaveLength(1);
    expect([...ledger.incidents.values()].every(({ acknowledged }) => acknowledged?.by.name === 'Ana')).toBe(true);
  });
});

describe('a critical incident that nobody acknowledged', () => {
  it('is told again every 30 minutes, until somebody does', () => {
    const { clock, told, engine, id } = withOneDown();
    clock.advance(29 * minutes);
    expect(told()).toEqual(['opened API']);
    clock.advance(2 * minutes);
    expect(told()).toEqual(['opened API', 'reminder API']);
    clock.advance(30 * minutes);
    expect(told()).toEqual(['opened API', 'reminder API', 'reminder API']);
    engine.acknowledge([id], ana);
    clock.advance(120 * minutes);
    expect(told().at(-1)).toBe('acknowledged API');
  });

  it('is told as often over a restart', () => {
    const { clock, engine, ledger } = withOneDown();
    clock.advance(20 * minutes);
    engine.close();
    const after = laptop({ ledger, clock });
    after.network.answer('API', refusal);
    after.watch(aService('API'), aService('Other'), aService('Third'));
    clock.advance(5 * minutes);
    expect(after.told()).toEqual(['opened API']);
    clock.advance(6 * minutes);
    expect(after.told()).toEqual(['opened API', 'reminder API']);
  });

  it('is not told again while it is snoozed, nor when it is not critical', () => {
    const snoozed = withOneDown();
    snoozed.engine.snooze({ scope: 'everything', forMs: 60 * minutes, by: ana });
    snoozed.clock.advance(59 * minutes);
    expect(snoozed.told()).toEqual(['opened API', 'silenced API']);
    const minor = withOneDown({ critical: false });
    minor.clock.advance(120 * minutes);
    expect(minor.told()).toEqual(['opened API']);
  });

  it('is not told again right after it was told to be down again', () => {
    const { clock, told, network } = withOneDown();
    clock.advance(27 * minutes);
    network.answer('API', wellAnswer);
    clock.advance(minutes);
    network.answer('API', refusal);
    clock.advance(20 * minutes);
    expect(told()).toEqual(['opened API', 'resolved API', 'reopened API']);
    clock.advance(12 * minutes);
    expect(told().at(-1)).toBe('reminder API');
  });

  it('is not told again by a machine that has just woken up and does not know yet', () => {
    const { clock, told, network } = withOneDown();
    clock.sleep(8 * 60 * minutes);
    network.answer('API', wellAnswer);
    clock.advance(2 * minutes);
    expect(told()).toEqual(['opened API', 'resolved API']);
  });
});

describe('an incident that begins to fail in another way', () => {
  it('is told so once for each way, and otherwise only kept true', () => {
    const { clock, network, ledger } = withOneDown();
    network.answer('API', { afterMs: 5, kind: 'status' });
    clock.advance(minutes);
    network.answer('API', refusal);
    clock.advance(2 * minutes);
    network.answer('API', { afterMs: 5, kind: 'status' });
    clock.advance(10 * minutes);
    expect(ledger.alerts.map(({ kind, quiet }) => [kind, quiet ?? false])).toEqual([
      ['opened', false],
      ['changed', false],
      ['changed', true],
      ['changed', true],
    ]);
    expect(ledger.alerts[1]?.incident).toMatchObject({ failure: { kind: 'status' }, earlierKinds: ['refused'] });
  });
});
