import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Behaviour, type MisbehavingServer, startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { expecting, observe, troubleOf } from './observe.ts';

let server: MisbehavingServer;
let place: string;

beforeAll(async () => {
  server = await startMisbehavingServer();
  place = `127.0.0.1:${server.port}`;
});
// Whatever happened: no connection may be left.
afterEach(() => server.idle());
afterAll(() => server.close());

async function seeing(behaviour: Behaviour, overrides: Parameters<typeof observe>[1] = {}) {
  await server.become(behaviour);
  return observe(server.url, overrides);
}

describe('an answer', () => {
  it('is good when its status is the expected one, and every phase is timed', async () => {
    const before = Date.now();
    const seen = await seeing('ok');
    expect(seen).toEqual({
      ok: true,
      slow: false,
      startedAt: expect.any(Number),
      durationMs: expect.any(Number),
      address: place,
      localAddress: '127.0.0.1',
      statusCode: 200,
      phases: { tcpMs: expect.any(Number), firstByteMs: expect.any(Number), bodyMs: expect.any(Number) },
    });
    expect(seen.startedAt).toBeGreaterThanOrEqual(before);
    const sum = Object.values(seen.phases).reduce((total, ms) => total + ms, 0);
    expect(seen.durationMs).toBeCloseTo(sum, 6);
  });

  it('is good however late within the timeout, and slow when that was asked for', async () => {
    const late = { slowMs: 300 };
    expect(await seeing(late)).toMatchObject({ ok: true, slow: false });
    expect(await seeing(late, expecting({ maxResponseTimeMs: 200 }))).toMatchObject({ ok: true, slow: true });
  });

  it('may be preceded by interim answers', async () => {
    expect(troubleOf(await seeing('interim'))).toBe('fine');
  });

  it('may be preceded by a 100 that comes in pieces', async () => {
    const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
    expect(troubleOf(await seeing({ raw: `HTTP/1.1 100 Continue\r\nx: y\r\n\r\n${ok}` }))).toBe('fine');
    expect(troubleOf(await seeing({ raw: 'HTTP/1.1 10' }, { timeoutMs: 200 }))).toContain('timeout_response');
  });

  it.each<[Behaviour, string]>([
    ['status-500', 'status at first_byte: expected status 200, got 500 Internal Server Error'],
    ['reset', 'reset at first_byte: PLACE closed the connection without an answer'],
    ['close', 'reset at first_byte: PLACE closed the connection without an answer'],
    ['cut-body', 'reset at body: PLACE closed the connection before the end of its answer'],
    ['cut-chunks', 'reset at body: PLACE closed the connection before the end of its answer'],
    [
      'broken-chunks',
      'protocol at body: the body from PLACE breaks the HTTP protocol: Invalid character in chunk size',
    ],
    [
      'garbage',
      'protocol at first_byte: PLACE answered with something that is not HTTP: "SSH-2.0-OpenSSH_9.2p1 Debian-2"',
    ],
    [
      { raw: '\x15\x03\x01\x00\x02\x02\x46' },
      'protocol at first_byte: PLACE speaks TLS; should the URL begin with https://?',
    ],
    ['switch-protocols', 'protocol at first_byte: PLACE switched to another protocol (101), unasked'],
    ['endless-headers', 'too_large at first_byte: the headers of PLACE are longer than 64 KiB'],
    ['endless-status-line', 'too_large at first_byte: PLACE sends without end'],
    ['endless-interim', 'too_large at first_byte: PLACE sends without end'],
    ['refuse', 'refused at tcp: PLACE refused the connection'],
  ])('that is wrong in the way of %j is told in one sentence', async (behaviour, sentence) => {
    expect(troubleOf(await seeing(behaviour))).toBe(sentence.replace('PLACE', place));
  });

  it.each<[Behaviour, RegExp]>([
    ['hang', /^timeout_response at first_byte: answer of PLACE timed out after 300 ms \(TCP [\d.]+ ms\)$/],
    ['drip-headers', /^timeout_response at first_byte: answer of PLACE timed out after 300 ms \(TCP [\d.]+ ms\)$/],
    [
      'drip',
      /^timeout_response at body: body from PLACE was not complete after 300 ms \(TCP [\d.]+ ms, first byte [\d.]+ ms\)$/,
    ],
  ])('that never gets finished (%s) ends with the timeout', async (behaviour, sentence) => {
    const seen = await seeing(behaviour, { timeoutMs: 300 });
    expect(troubleOf(seen).replace(place, 'PLACE')).toMatch(sentence);
    expect(seen.durationMs).toBeGreaterThan(295);
    expect(seen.durationMs).toBeLessThan(2000);
  });

  it('ends a hung TLS handshake with the timeout', async () => {
    await server.become('silent');
    const seen = await observe(`https://${place}/`, { timeoutMs: 300 });
    expect(troubleOf(seen)).toMatch(
      /^timeout_tls at tls: TLS handshake with [\d.:]+ timed out after 300 ms \(TCP [\d.]+ ms\)$/,
    );
  });

  it('has no body after HEAD, whatever length it names', async () => {
    expect(troubleOf(await seeing({ body: 'twelve bytes' }, { method: 'HEAD' }))).toBe('fine');
    expect(server.requests.at(-1)?.method).toBe('HEAD');
  });
});

describe('an endless body', () => {
  it('is good after 1 MiB when nothing in it was asked for, and the server could not send much more', async () => {
    const before = server.bytesSent;
    expect(troubleOf(await seeing('endless-body'))).toBe('fine');
    expect(server.bytesSent - before).toBeLessThan(24 * 1024 * 1024);
  });

  it('is good when the wanted text is in its first 1 MiB', async () => {
    expect(troubleOf(await seeing('endless-body', expecting({ contains: ['xxx'], matches: ['x{9}'] })))).toBe('fine');
  });

  it('is too large when its first 1 MiB does not decide', async () => {
    expect(troubleOf(await seeing('endless-body', expecting({ contains: ['ready'] })))).toBe(
      'too_large at body: body is longer than 1 MiB, and its first 1 MiB does not contain "ready"',
    );
  });
});
