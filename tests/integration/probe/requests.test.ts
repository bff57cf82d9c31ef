import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MisbehavingServer, startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { observe, troubleOf } from './observe.ts';

let server: MisbehavingServer;

beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(() => server.close());

it('says who asks, and wants a fresh connection and no compression', async () => {
  await observe(`${server.url}health?full=1`);
  expect(server.requests.at(-1)).toEqual({
    method: 'GET',
    target: '/health?full=1',
    headers: {
      host: `127.0.0.1:${server.port}`,
      connection: 'close',
      'user-agent': 'asl-monitor/test',
      accept: '*/*',
      'accept-encoding': 'identity',
    },
    body: '',
  });
});

it('lets the service say it otherwise', async () => {
  const headers = { Host: 'shop.example', 'User-Agent': 'me', ACCEPT: 'text/html', 'Accept-Encoding': 'gzip' };
  await observe(server.url, { method: 'POST', headers, body: 'ünï' });
  expect(server.requests.at(-1)).toEqual({
    method: 'POST',
    target: '/',
    headers: {
      host: 'shop.example',
      connection: 'close',
      'user-agent': 'me',
      accept: 'text/html',
      'accept-encoding': 'gzip',
      'content-length': '5',
    },
    body: Buffer.from('ünï').toString('latin1'),
  });
});

it('turns the credentials of a URL into a header, and never into a sentence', async () => {
  const url = `http://me:s%40cret@127.0.0.1:${server.port}/`;
  await observe(url);
  const expected = `Basic ${Buffer.from('me:s@cret').toString('base64')}`;
  expect(server.requests.at(-1)?.headers.authorization).toBe(expected);
  const gone = await observe('http://me:secret@127.0.0.1:1/');
  expect(troubleOf(gone)).toBe('refused at tcp: 127.0.0.1:1 refused the connection');
});

it.each([
  [{ headers: { 'bad name': 'x' } }, 'the request cannot be sent: invalid header key'],
  [{ headers: { 'x-name': 'line\nbreak' } }, 'the request cannot be sent: invalid x-name header'],
  [{ headers: { 'x-name': '日本' } }, 'the request cannot be sent: invalid x-name header'],
  [{ method: 'CONNECT' }, 'the request cannot be sent: invalid onRequestUpgrade method'],
  [{ headers: { expect: '100-continue' } }, 'the request cannot be sent: expect header not supported'],
  [{ method: 'GE T' }, 'the request cannot be sent: invalid request method'],
  [{ url: 'not a url' }, 'the URL of shop is not one'],
])('fails, and does not throw, when the request is impossible: %j', async (overrides, sentence) => {
  expect(troubleOf(await observe(server.url, overrides))).toContain(sentence);
});
