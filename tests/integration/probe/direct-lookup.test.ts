import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDirectLookup, type DirectAnswer } from '../../../main/probe/direct-lookup.ts';
import { type NameServer, startNameServer } from '../../support/name-server.ts';
import { observe, realClock } from './observe.ts';

let names: NameServer;
beforeAll(async () => {
  names = await startNameServer();
});
afterAll(() => names.close());

function ask(host: string, timeoutMs = 100): Promise<DirectAnswer> {
  const askDirectly = createDirectLookup(realClock, names.makeResolver);
  return new Promise((resolve) => askDirectly(host, { timeoutMs, tries: 3 }, resolve));
}

const both = ['192.0.2.1', '2001:db8::1'];

it('finds the addresses of both families', async () => {
  names.answer({ 'shop.example': { addresses: both } });
  const { addresses } = await ask('shop.example');
  expect(addresses.map(({ address, family }) => `${family} ${address}`).sort()).toEqual([
    '4 192.0.2.1',
    '6 2001:db8::1',
  ]);
});

it('asks again where a packet was lost', async () => {
  names.answer({ 'shop.example': { addresses: both, lost: 1 } });
  expect((await ask('shop.example')).addresses).toHaveLength(2);
});

it.each([
  ['no-such-name', ['ENOTFOUND', 'ENOTFOUND']],
  ['servfail', ['ESERVFAIL', 'ESERVFAIL']],
  ['silent', ['ETIMEOUT', 'ETIMEOUT']],
  [{ addresses: [] }, ['ENODATA', 'ENODATA']],
] as const)('tells %j apart', async (answer, codes) => {
  names.answer({ 'shop.example': answer });
  expect(await ask('shop.example')).toEqual({ addresses: [], codes });
});

it('is quiet after it was cancelled', async () => {
  names.answer({ 'silent.example': 'silent' });
  const heard: DirectAnswer[] = [];
  const askDirectly = createDirectLookup(realClock, names.makeResolver);
  const before = names.questions.length;
  const cancel = askDirectly('silent.example', { timeoutMs: 100, tries: 3 }, (answer) => heard.push(answer));
  while (names.questions.length < before + 2) await new Promise(setImmediate);
  cancel();
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(heard).toEqual([]);
  expect(names.questions.length).toBe(before + 2);
});

it('saves a check whose lookup hangs in the system', async () => {
  names.answer({ 'shop.example': { addresses: ['127.0.0.1'] } });
  const seen = await observe('http://shop.example:1/', {}, { resolve: () => {}, makeResolver: names.makeResolver });
  expect(seen).toMatchObject({ ok: false, address: '127.0.0.1:1', failure: { kind: 'refused' } });
  expect(seen.durationMs).toBeGreaterThan(950);
  expect(seen.durationMs).toBeLessThan(4_000);
});
