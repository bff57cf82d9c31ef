import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Behaviour, type MisbehavingServer, startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { expecting, observe, troubleOf } from './observe.ts';

let server: MisbehavingServer;

beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterEach(() => server.idle());
afterAll(() => server.close());

async function seeing(behaviour: Behaviour, expectations: Parameters<typeof expecting>[0]) {
  await server.become(behaviour);
  const seen = await observe(server.url, expecting(expectations));
  return troubleOf(seen).replace(`127.0.0.1:${server.port}`, 'PLACE');
}

it('finds what it was told to look for', async () => {
  const body = '{"status":"ok","checks":[{"name":"db","lag":3}]}';
  const all = {
    contains: ['"db"'],
    notContains: ['error'],
    matches: ['"lag":\\d'],
    json: [{ path: '$.checks[0]', equals: { lag: 3, name: 'db' } }],
    headers: [{ name: 'X-Version', contains: '2.' }],
  };
  expect(await seeing({ body, headers: { 'x-version': '2.1' } }, all)).toBe('fine');
});

it('tells what it found instead', async () => {
  expect(await seeing('wrong-content', { contains: ['welcome'] })).toBe(
    'content at body: body does not contain "welcome"; it begins with "under construction"',
  );
  expect(await seeing({ body: '' }, { contains: ['ok'] })).toBe(
    'content at body: body does not contain "ok"; it is empty',
  );
});

it('judges a header before the body has come', async () => {
  const behaviour = { raw: 'HTTP/1.1 200 OK\r\nx-node: b\r\ncontent-length: 5\r\n\r\n' };
  expect(await seeing(behaviour, { contains: ['ok'], headers: [{ name: 'x-node', equals: 'a' }] })).toBe(
    'content at first_byte: header x-node is "b", expected "a"',
  );
});

it('reads the charset that the answer names', async () => {
  const latin1 = {
    body: Buffer.from('déjà vu', 'latin1'),
    headers: { 'content-type': 'text/html; charset=ISO-8859-1' },
  };
  expect(await seeing(latin1, { contains: ['déjà'] })).toBe('fine');
  expect(await seeing({ body: '\ufeff{"a":1}' }, { json: [{ path: 'a', equals: 1 }] })).toBe('fine');
});

it.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
] as const)('reads a body that comes as %s although nobody asked for it', async (coding, compress) => {
  const body = compress(Buffer.from('all is well'));
  expect(await seeing({ body, headers: { 'content-encoding': coding } }, { contains: ['well'] })).toBe('fine');
});

it('undoes several codings, last first', async () => {
  const body = gzipSync(brotliCompressSync(Buffer.from('all is well')));
  expect(await seeing({ body, headers: { 'content-encoding': 'br, gzip' } }, { contains: ['well'] })).toBe('fine');
});

it('says which coding is broken or unknown', async () => {
  expect(await seeing({ body: 'plain', headers: { 'content-encoding': 'gzip' } }, { contains: ['ok'] })).toBe(
    'protocol at body: the body from PLACE cannot be read: its gzip coding is broken (incorrect header check)',
  );
  expect(await seeing({ body: 'plain', headers: { 'content-encoding': 'zip' } }, { contains: ['ok'] })).toBe(
    'protocol at body: the body from PLACE cannot be read: its content-encoding zip is unknown',
  );
});

it('unpacks no more than 1 MiB of a compression bomb', async () => {
  expect(await seeing('gzip-bomb', { contains: ['boom'] })).toBe(
    'too_large at body: body is longer than 1 MiB, and its first 1 MiB does not contain "boom"',
  );
  expect(await seeing('gzip-bomb', { contains: ['\0\0\0'] })).toBe('fine');
});

it('keeps exactly 1 MiB of body', async () => {
  const body = `${'x'.repeat(1024 * 1024 - 3)}end`;
  expect(await seeing({ body }, { contains: ['end'], notContains: ['gone'] })).toBe('fine');
  expect(await seeing({ body: `${body}!` }, { notContains: ['gone'] })).toBe(
    'too_large at body: body is longer than 1 MiB, and its first 1 MiB does not decide whether "gone" is in it',
  );
});

it('is not held up by an expression that backtracks for ever', async () => {
  const began = performance.now();
  const sentence = await seeing({ body: `${'a'.repeat(60)}!` }, { matches: ['^(a+)+$'] });
  expect(sentence).toContain('content at body: the expression "^(a+)+$" takes too long on this body; simplify it');
  expect(performance.now() - began).toBeLessThan(3000);
});
