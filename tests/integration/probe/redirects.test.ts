import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MisbehavingServer, startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { observe, troubleOf } from './observe.ts';

let first: MisbehavingServer;
let second: MisbehavingServer;

beforeAll(async () => {
  first = await startMisbehavingServer();
  second = await startMisbehavingServer();
});
afterEach(async () => {
  await first.idle();
  await second.idle();
});
afterAll(async () => {
  await first.close();
  await second.close();
});

it('follows to the place where the answer is, over a fresh connection each time', async () => {
  await first.become({ redirectTo: `${second.url}login?next=1#top`, status: 301 });
  await second.become('ok');
  const seen = await observe(first.url);
  expect(seen).toMatchObject({ ok: true, statusCode: 200, address: `127.0.0.1:${second.port}` });
  expect(second.requests.at(-1)).toMatchObject({ method: 'GET', target: '/login?next=1' });
});

it('judges the redirect itself when it is not to be followed, or is the status that was asked for', async () => {
  await first.become({ redirectTo: second.url });
  expect(troubleOf(await observe(first.url, { followRedirects: false }))).toBe(
    'status at first_byte: expected status 200, got 302 Elsewhere',
  );
  expect(await observe(first.url, { expectedStatus: [{ from: 302, to: 302 }] })).toMatchObject({
    statusCode: 302,
    ok: true,
  });
});

it('gives up after ten', async () => {
  await first.become('redirect-loop');
  const before = first.requests.length;
  expect(troubleOf(await observe(`${first.url}loop`))).toBe(
    `protocol at first_byte: redirected more than 10 times (redirected to ${first.url}loop)`,
  );
  expect(first.requests.length - before).toBe(11);
});

it('says what is wrong with the place it is sent to', async () => {
  const place = `127.0.0.1:${first.port}`;
  await first.become('redirect-nowhere');
  expect(troubleOf(await observe(first.url))).toBe(
    `protocol at first_byte: ${place} redirects (302) without saying whereto`,
  );
  await first.become({ redirectTo: 'ftp://files.example/' });
  expect(troubleOf(await observe(first.url))).toBe(
    `protocol at first_byte: ${place} redirects to "ftp://files.example/", which is no web address`,
  );
});

it('names the trail when what follows a redirect fails, and keeps its secrets', async () => {
  await first.become({ redirectTo: `http://me:secret@127.0.0.1:${second.port}/path?token=secret` });
  await second.become('refuse');
  const seen = await observe(first.url);
  expect(troubleOf(seen)).toBe(
    `refused at tcp: 127.0.0.1:${second.port} refused the connection (redirected to ${second.url}path)`,
  );
  expect(seen).not.toHaveProperty('statusCode');
  await second.become('ok');
});

it.each([
  [301, 'POST', 'GET', ''],
  [302, 'POST', 'GET', ''],
  [303, 'PUT', 'GET', ''],
  [307, 'POST', 'POST', 'hello'],
  [308, 'PUT', 'PUT', 'hello'],
  [302, 'PUT', 'PUT', 'hello'],
])('after %i a %s becomes a %s', async (status, method, becomes, body) => {
  await first.become({ redirectTo: second.url, status });
  await second.become('ok');
  await observe(first.url, { method, body: 'hello', headers: { 'content-type': 'text/plain' } });
  const request = second.requests.at(-1);
  expect(request).toMatchObject({ method: becomes, body });
  expect(request?.headers['content-type']).toBe(body === '' ? undefined : 'text/plain');
});

it('tells another host no secret', async () => {
  const headers = { Authorization: 'Bearer x', Cookie: 'a=b', Host: 'shop.example', 'X-Own': 'kept' };
  await first.become({ redirectTo: second.url });
  await second.become({ redirectTo: '/again', status: 307 });
  await observe(first.url, { headers, timeoutMs: 2000 });
  expect(first.requests.at(-1)?.headers).toMatchObject({
    authorization: 'Bearer x',
    cookie: 'a=b',
    host: 'shop.example',
  });
  for (const { headers: seen } of second.requests.slice(-2)) {
    expect(seen).toMatchObject({ host: `127.0.0.1:${second.port}`, 'x-own': 'kept' });
    expect(seen).not.toHaveProperty('authorization');
    expect(seen).not.toHaveProperty('cookie');
  }
});

it('hands back the cookies of a site that redirects until it gets them', async () => {
  await first.become({
    raw: 'HTTP/1.1 302 Found\r\nlocation: /in\r\nset-cookie: seen=1; Path=/; HttpOnly\r\nset-cookie: b=2\r\ncontent-length: 0\r\n\r\n',
  });
  await observe(first.url, { headers: { Cookie: 'a=0; b=1' } });
  expect(first.requests.at(-1)).toMatchObject({ target: '/in', headers: { cookie: 'a=0; b=2; seen=1' } });
});

it('has one deadline for the whole way', async () => {
  await first.become({ redirectTo: second.url });
  await second.become('hang');
  const seen = await observe(first.url, { timeoutMs: 300 });
  expect(troubleOf(seen)).toMatch(
    /^timeout_response at first_byte: answer of .* timed out after 300 ms .*redirected to/,
  );
  expect(seen.durationMs).toBeLessThan(2000);
});
