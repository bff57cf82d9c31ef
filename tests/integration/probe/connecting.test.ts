import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from '../../../main/monitor/model.ts';
import type { ResolveName } from '../../../main/probe/name-lookup.ts';
import { createProbe } from '../../../main/probe/probe.ts';
import { digBlackHole } from '../../support/black-hole.ts';
import { type MisbehavingServer, startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { aService } from '../../support/services.ts';
import { observe, realClock, troubleOf } from './observe.ts';

let server: MisbehavingServer;

beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterEach(() => server.idle());
afterAll(() => server.close());

/** A name server in the test's hand: answers with these addresses, a code, or never. */
function naming(answers: Readonly<Record<string, readonly string[] | string>>): ResolveName {
  return (host, done) => {
    const answer = answers[host];
    if (answer === undefined) return;
    setImmediate(() => {
      if (typeof answer === 'string') done(Object.assign(new Error('getaddrinfo'), { code: answer }), []);
      else
        done(
          null,
          answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
    });
  };
}

describe('a name', () => {
  it('is looked up, and the time is told apart', async () => {
    const resolve = naming({ 'shop.example': ['127.0.0.1'] });
    const seen = await observe(`http://shop.example:${server.port}/`, {}, { resolve });
    expect(seen).toMatchObject({ ok: true, address: `127.0.0.1:${server.port}` });
    expect(Object.keys(seen.phases)).toEqual(['dnsMs', 'tcpMs', 'firstByteMs', 'bodyMs']);
    expect(server.requests.at(-1)?.headers.host).toBe(`shop.example:${server.port}`);
  });

  it.each([
    ['ENOTFOUND', 'dns at dns: DNS lookup of shop.example failed: no such host (ENOTFOUND)'],
    ['EAI_AGAIN', 'dns at dns: DNS lookup of shop.example failed: no name server answered (EAI_AGAIN)'],
  ])('that gives %s is a failure of the name', async (code, sentence) => {
    const seen = await observe('http://shop.example/', {}, { resolve: naming({ 'shop.example': code }) });
    expect(troubleOf(seen)).toBe(sentence);
    expect(seen).not.toHaveProperty('address');
  });

  it('without an address is a failure of the name', async () => {
    const seen = await observe('http://shop.example/', {}, { resolve: naming({ 'shop.example': [] }) });
    expect(troubleOf(seen)).toBe('dns at dns: DNS lookup of shop.example failed: the name has no address (ENODATA)');
  });

  it('that does not exist fails in the real resolver too', async () => {
    const seen = await observe('http://no-such-host.invalid/');
    expect(seen).toMatchObject({ ok: false, failure: { kind: 'dns', phase: 'dns' } });
  });

  it('that nobody answers for ends with the timeout', async () => {
    const seen = await observe('http://shop.example/', { timeoutMs: 200 }, { resolve: naming({}) });
    expect(troubleOf(seen)).toBe('dns at dns: DNS lookup of shop.example timed out after 200 ms');
  });
});

describe('a name with several addresses', () => {
  it('is reached at whichever answers', async (context) => {
    const resolve = naming({ 'shop.example': ['::1', '127.0.0.1'] });
    const seen = await observe(`http://shop.example:${server.port}/`, {}, { resolve });
    if (seen.address?.startsWith('[')) context.skip('something else listens on this port of ::1');
    expect(seen).toMatchObject({ ok: true, address: `127.0.0.1:${server.port}` });
  });

  it('is refused only when all of them refuse', async () => {
    const resolve = naming({ 'shop.example': ['127.0.0.1', '127.0.0.2'] });
    const seen = await observe('http://shop.example:1/', {}, { resolve });
    expect(seen).toMatchObject({ ok: false, failure: { phase: 'tcp' } });
    expect(troubleOf(seen)).toContain('127.0.0.1:1 refused the connection');
  });
});

it('speaks IPv6', async (context) => {
  const six = await startMisbehavingServer({ host: '::1' }).catch(() => undefined);
  if (six === undefined) return context.skip('this machine has no ::1');
  try {
    expect(await observe(six.url)).toMatchObject({ ok: true, address: `[::1]:${six.port}` });
    expect(six.requests.at(-1)?.headers.host).toBe(`[::1]:${six.port}`);
    await six.become('refuse');
    expect(troubleOf(await observe(six.url))).toBe(`refused at tcp: [::1]:${six.port} refused the connection`);
  } finally {
    await six.close();
  }
});

it('tells of the address that answered, not of one that this machine cannot reach', async () => {
  await server.become('refuse');
  const resolve = naming({ 'shop.example': ['127.0.0.1', '255.255.255.255'] });
  const seen = await observe(`http://shop.example:${server.port}/`, {}, { resolve });
  await server.become('ok');
  expect(seen).toMatchObject({ ok: false, address: `127.0.0.1:${server.port}`, failure: { kind: 'refused' } });
  expect(seen).not.toHaveProperty('localAddress');
});

it('has no address of its own where the last connection did not come about', async () => {
  await server.become({ redirectTo: 'http://127.0.0.1:1/' });
  const seen = await observe(server.url);
  await server.become('ok');
  expect(seen).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(seen).not.toHaveProperty('localAddress');
});

describe('a host that swallows every packet', () => {
  let hole: { port: number; close(): void } | undefined;
  beforeAll(async () => {
    hole = await digBlackHole();
  });
  afterAll(() => hole?.close());

  it('ends with the timeout', async (context) => {
    if (hole === undefined) return context.skip('this system answers even when nobody accepts');
    const seen = await observe(`http://127.0.0.1:${hole.port}/`, { timeoutMs: 400 });
    expect(troubleOf(seen)).toBe(`timeout_connect at tcp: connection to 127.0.0.1:${hole.port} timed out after 400 ms`);
  });

  it('does not keep a name from being reached at its other address', async (context) => {
    if (hole === undefined) return context.skip('this system answers even when nobody accepts');
    const good = await startMisbehavingServer({ host: '127.0.0.2', port: hole.port }).catch(() => undefined);
    if (good === undefined) return context.skip('this system has no 127.0.0.2');
    try {
      const resolve = naming({ 'shop.example': ['127.0.0.1', '127.0.0.2'] });
      const seen = await observe(`http://shop.example:${hole.port}/`, { timeoutMs: 1000 }, { resolve });
      expect(seen).toMatchObject({ ok: true, address: `127.0.0.2:${hole.port}` });
    } finally {
      await good.close();
    }
  });
});

describe('an attempt that is called off', () => {
  it.each(['hang', 'drip', 'endless-body', 'drip-headers'] as const)(
    'closes its connection (%s) and is silent',
    async (behaviour) => {
      await server.become(behaviour);
      const { probe, close } = createProbe({ clock: realClock, userAgent: 'test', environment: {} });
      const seen: Observation[] = [];
      const seenBefore = server.requests.length;
      const cancel = probe(aService('shop', { url: server.url, timeoutMs: 60_000 }), (one) => seen.push(one));
      while (server.requests.length === seenBefore) await new Promise(setImmediate);
      cancel();
      cancel();
      await server.idle();
      expect(seen).toEqual([]);
      close();
    },
  );

  it('is also silent when it was about to tell', async () => {
    const { probe, close } = createProbe({ clock: realClock, userAgent: 'test', environment: {} });
    const seen: Observation[] = [];
    const cancel = probe(aService('shop', { url: 'not a url' }), (one) => seen.push(one));
    expect(seen).toEqual([]);
    cancel();
    await new Promise(setImmediate);
    expect(seen).toEqual([]);
    close();
  });
});

it('closes everything that is in flight, and begins nothing afterwards', async () => {
  await server.become('hang');
  const { probe, close } = createProbe({ clock: realClock, userAgent: 'test', environment: {} });
  const seen: Observation[] = [];
  for (const name of ['a', 'b', 'c']) probe(aService(name, { url: server.url }), (one) => seen.push(one));
  while (server.connections < 3) await new Promise(setImmediate);
  close();
  await server.idle();
  await server.become('ok');
  probe(aService('d', { url: server.url }), (one) => seen.push(one));
  await new Promise(setImmediate);
  expect(seen).toEqual([]);
  expect(server.connections).toBe(0);
});
