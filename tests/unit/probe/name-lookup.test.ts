import { describe, expect, it } from 'vitest';
import { createNameLookup, type ResolveName } from '../../../main/probe/name-lookup.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A name server in the test's hand. */
function nameServer() {
  const calls: Array<{ readonly host: string; readonly answer: Parameters<ResolveName>[1] }> = [];
  const clock = createFakeClock();
  const lookup = createNameLookup(clock, (host, answer) => void calls.push({ host, answer }));
  const heard: string[] = [];
  const ask = (host: string, who: string) =>
    lookup(host, (error, addresses) =>
      heard.push(`${who}: ${error?.message ?? addresses.map(({ address }) => address)}`),
    );
  return { calls, clock, ask, heard };
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
