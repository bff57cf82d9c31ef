import { describe, expect, it } from 'vitest';
import type { DirectAnswer } from '../../../main/probe/direct-lookup.ts';
import type { ResolveName } from '../../../main/probe/name-lookup.ts';
import { createNameSurveys } from '../../../main/probe/name-survey.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

type SystemAnswer = Parameters<ResolveName>[1];

/** The system's resolver and the name servers, both in the test's hand. */
function resolvers() {
  const clock = createFakeClock();
  const system: SystemAnswer[] = [];
  const direct: Array<(answer: DirectAnswer) => void> = [];
  let withdrawn = 0;
  const begin = createNameSurveys(
    clock,
    (_host, _patience, answer) => {
      direct.push(answer);
      return () => {
        withdrawn += 1;
      };
    },
    (_host, answer) => void system.push(answer),
  );
  const survey = () => {
    const seen = { changes: 0 };
    const begun = begin(() => {
      seen.changes += 1;
    });
    return { ...begun, seen, outcome: (host = 'shop.example') => begun.outcomes().get(host) };
  };
  return { clock, system, direct, survey, withdrawn: () => withdrawn };
}

const coded = (code: string) => Object.assign(new Error(code), { code });
const v4 = { address: '192.0.2.1', family: 4 };
const v6 = { address: '2001:db8::1', family: 6 };
const nothing = (...codes: string[]): DirectAnswer => ({ addresses: [], codes });

describe('a name', () => {
  it('is pending, then resolved by whoever knows an address first', () => {
    const { system, direct, survey, withdrawn } = resolvers();
    const one = survey();
    one.watch('shop.example');
    expect(one.outcome()).toBe('pending');
    direct[0]?.(nothing('ENOTFOUND', 'ENOTFOUND'));
    expect(one.outcome()).toBe('pending');
    system[0]?.(null, [v4]);
    expect({ outcome: one.outcome(), changes: one.seen.changes, withdrawn: withdrawn() }).toEqual({
      outcome: 'resolved',
      changes: 1,
      withdrawn: 1,
    });

    const other = survey();
    other.watch('shop.example');
    direct[1]?.({ addresses: [v4], codes: [] });
    expect(other.outcome()).toBe('resolved');
  });

  it.each([
    ['ENOTFOUND', ['ETIMEOUT', 'ETIMEOUT'], 'no_such_name'],
    ['EAI_AGAIN', ['ENOTFOUND', 'ENOTFOUND'], 'no_such_name'],
    ['EAI_AGAIN', ['ESERVFAIL', 'ESERVFAIL'], 'failed'],
    ['EAI_AGAIN', ['ECONNREFUSED', 'ECONNREFUSED'], 'failed'],
    ['EAI_FAIL', ['ETIMEOUT', 'ETIMEOUT'], 'failed'],
  ] as const)('that gives %s and %j is %s', (code, codes, outcome) => {
    const { system, direct, survey } = resolvers();
    const one = survey();
    one.watch('shop.example');
    system[0]?.(coded(code), []);
    direct[0]?.(nothing(...codes));
    expect(one.outcome()).toBe(outcome);
  });

  it('is silent when the resolver gives up after a while instead of at once', () => {
    const { clock, system, direct, survey } = resolvers();
    const one = survey();
    one.watch('shop.example');
    clock.advance(1_000);
    system[0]?.(coded('EAI_AGAIN'), []);
    direct[0]?.(nothing('ETIMEOUT', 'ETIMEOUT'));
    expect(one.outcome()).toBe('silent');
  });

  it('is at the end what is known of it, or silent', () => {
    const { direct, survey } = resolvers();
    const one = survey();
    one.watch('shop.example');
    one.watch('silent.example');
    direct[0]?.(nothing('ENOTFOUND', 'ENOTFOUND'));
    one.expire();
    expect([...one.outcomes()]).toEqual([
      ['shop.example', 'no_such_name'],
      ['silent.example', 'silent'],
    ]);
  });

  it('is looked up once for all, gives one address of each family, and is told only where it is watched', async () => {
    const { system, direct, survey } = resolvers();
    const one = survey();
    const heard: string[] = [];
    const listen = (who: string) => (_: unknown, found: readonly { readonly address: string }[]) =>
      void heard.push(`${who} ${found.map(({ address }) => address)}`);
    one.lookup('shop.example', listen('first'));
    one.lookup('shop.example', listen('withdrawn'))();
    system[0]?.(null, [v6, v4, { address: '192.0.2.2', family: 4 }]);
    one.lookup('shop.example', listen('late'));
    expect(heard).toEqual(['first 192.0.2.1,2001:db8::1']);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(heard).toEqual(['first 192.0.2.1,2001:db8::1', 'late 192.0.2.1,2001:db8::1']);
    expect({ asked: system.length, direct: direct.length, told: one.outcomes().size }).toEqual({
      asked: 1,
      direct: 1,
      told: 0,
    });
  });

  it('says nothing any more after the survey was cancelled', () => {
    const { system, survey, withdrawn } = resolvers();
    const one = survey();
    const heard: unknown[] = [];
    one.watch('shop.example');
    one.lookup('shop.example', (...answer) => void heard.push(answer));
    one.cancel();
    system[0]?.(null, [v4]);
    one.expire();
    expect({ heard, changes: one.seen.changes, withdrawn: withdrawn() }).toEqual({
      heard: [],
      changes: 0,
      withdrawn: 1,
    });
  });
});

describe('a lookup of the system that hangs from an earlier survey', () => {
  it('is not begun a second time, and its address counts', () => {
    const { system, survey } = resolvers();
    survey().watch('shop.example');
    const one = survey();
    one.watch('shop.example');
    expect(system.length).toBe(1);
    system[0]?.(null, [v4]);
    expect(one.outcome()).toBe('resolved');
  });

  it('is begun anew once it has come to nothing, for what was true then may not be now', () => {
    const { system, direct, survey } = resolvers();
    survey().watch('shop.example');
    const [one, two, gone] = [survey(), survey(), survey()];
    for (const each of [one, two, gone]) each.watch('shop.example');
    for (const answer of direct) answer(nothing('ETIMEOUT', 'ETIMEOUT'));
    gone.cancel();
    system[0]?.(coded('EAI_AGAIN'), []);
    expect({ calls: system.length, outcome: one.outcome() }).toEqual({ calls: 2, outcome: 'pending' });
    system[1]?.(null, [v4]);
    expect([one, two, gone].map((each) => each.outcome())).toEqual(['resolved', 'resolved', 'pending']);
  });
});
