import { describe, expect, it } from 'vitest';
import type { DirectAnswer, DirectLookup } from '../../../main/probe/direct-lookup.ts';
import { createNameLookup, type ResolveName } from '../../../main/probe/name-lookup.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A name server in the test's hand. */
function nameServer() {
  const calls: Array<{ readonly host: string; readonly answer: Parameters<ResolveName>[1] }> = [];
  const clock = createFakeClock();
  const direct: Array<{ readonly host: string; readonly answer: (answer: DirectAnswer) => void }> = [];
  let withdrawn = 0;
  const askDirectly: DirectLookup = (host, _patience, answer) => {
    direct.push({ host, answer });
    return () => {
      withdrawn += 1;
    };
  };
  const lookup = createNameLookup(clock, (host, answer) => void calls.push({ host, answer }), askDirectly);
  const heard: string[] = [];
  const ask = (host: string, who: string) =>
    lookup(host, (error, addresses) =>
      heard.push(`${who}: ${error?.message ?? addresses.map(({ address }) => address)}`),
    );
  return { calls, direct, clock, ask, heard, withdrawn: () => withdrawn };
}

describe('looking up names', () => {
  it('asks once for all that want the same name at the same time, and anew afterwards', () => {
    const { calls, ask, heard } = nameServer();
    ask('api.example', 'first');
    ask('api.example', 'second');
    ask('www.example', 'third');
    calls[0]?.answer(null, [{ address: '192.0.2.1', family: 4 }]);
    ask('api.example', 'fourth');
    expect({ asked: calls.map(({ host }) => host), heard }).toEqual({
      asked: ['api.example', 'www.example', 'api.example'],
      heard: ['first: 192.0.2.1', 'second: 192.0.2.1'],
    });
  });

  it('does not make a new check wait for a lookup that hangs', () => {
    const { calls, clock, ask, heard } = nameServer();
    ask('api.example', 'hung');
    clock.advance(5_000);
    ask('api.example', 'next');
    calls[1]?.answer(null, [{ address: '192.0.2.1', family: 4 }]);
    calls[0]?.answer(new Error('gave up'), []);
    ask('api.example', 'last');
    expect({ calls: calls.length, heard }).toEqual({ calls: 3, heard: ['next: 192.0.2.1', 'hung: gave up'] });
  });

  it('tells nothing to a check that was withdrawn, and all to the others', () => {
    const { calls, ask, heard } = nameServer();
    const withdraw = ask('api.example', 'withdrawn');
    ask('api.example', 'patient');
    withdraw();
    calls[0]?.answer(null, [{ address: '192.0.2.1', family: 4 }]);
    expect(heard).toEqual(['patient: 192.0.2.1']);
  });
});

describe('a lookup that hangs', () => {
  const found: DirectAnswer = { addresses: [{ address: '192.0.2.9', family: 4 }], codes: [] };

  it('is asked of the name servers themselves after a second, and the first address counts', () => {
    const { calls, direct, clock, ask, heard } = nameServer();
    ask('api.example', 'first');
    clock.advance(999);
    expect(direct).toEqual([]);
    clock.advance(1);
    ask('api.example', 'second');
    direct[0]?.answer(found);
    calls[0]?.answer(null, [{ address: '192.0.2.1', family: 4 }]);
    expect(heard).toEqual(['first: 192.0.2.9', 'second: 192.0.2.9']);
    ask('api.example', 'third');
    expect({ asked: calls.length, direct: direct.length }).toEqual({ asked: 2, direct: 1 });
  });

  it('does not believe them that the name has no address', () => {
    const { calls, direct, clock, ask, heard } = nameServer();
    ask('intranet.example', 'first');
    clock.advance(1_000);
    direct[0]?.answer({ addresses: [], codes: ['ENOTFOUND', 'ENOTFOUND'] });
    expect(heard).toEqual([]);
    calls[0]?.answer(null, [{ address: '10.0.0.1', family: 4 }]);
    expect(heard).toEqual(['first: 10.0.0.1']);
  });

  it('leaves nothing behind once it is answered, or nobody waits any more', () => {
    const { calls, direct, clock, ask, withdrawn } = nameServer();
    ask('api.example', 'answered');
    calls[0]?.answer(null, [{ address: '192.0.2.1', family: 4 }]);
    expect(clock.pending).toBe(0);
    const withdraw = [ask('www.example', 'one'), ask('www.example', 'two')];
    clock.advance(1_000);
    withdraw[0]?.();
    expect({ direct: direct.length, withdrawn: withdrawn() }).toEqual({ direct: 1, withdrawn: 0 });
    withdraw[1]?.();
    expect({ pending: clock.pending, withdrawn: withdrawn() }).toEqual({ pending: 0, withdrawn: 1 });
  });

  it('is hedged for those who come after the last one has left', () => {
    const { direct, clock, ask, heard } = nameServer();
    ask('api.example', 'gone')();
    expect(clock.pending).toBe(0);
    clock.advance(1_500);
    ask('api.example', 'late');
    clock.advance(0);
    direct[0]?.answer(found);
    expect(heard).toEqual(['late: 192.0.2.9']);
  });

  it.each(['intranet', 'localhost', 'printer.local', 'api.localhost.'])('is not told to the world for %s', (host) => {
    const { direct, clock, ask } = nameServer();
    ask(host, 'first');
    clock.advance(5_000);
    expect(direct).toEqual([]);
  });
});
