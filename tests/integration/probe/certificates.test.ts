import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, getCACertificates, setDefaultCACertificates, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ResolveName } from '../../../main/probe/name-lookup.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
  type KeyPair,
  selfSign,
} from '../../support/certificates.ts';
import { startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { observe, troubleOf } from './observe.ts';

const resolve: ResolveName = (_host, done) => setImmediate(() => done(null, [{ address: '127.0.0.1', family: 4 }]));
const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const day = (date: Date) => date.toISOString().slice(0, 10);

let authority: CertificateAuthority;
let trustedBefore: string[];

beforeAll(async () => {
  authority = await createCertificateAuthority('Trusted Authority');
  trustedBefore = getCACertificates('default');
  setDefaultCACertificates([...trustedBefore, authority.cert]);
});
afterAll(() => setDefaultCACertificates(trustedBefore));

async function seeing(tls: KeyPair, host = 'shop.example', verify = true) {
  const server = await startMisbehavingServer({ tls });
  try {
    const overrides = { tls: { verify, expiryWarningDays: [] } };
    const seen = await observe(`https://${host}:${server.port}/`, overrides, { resolve });
    return { seen, requests: server.requests.length };
  } finally {
    await server.close();
  }
}

it('knows a good certificate, and what it says', async () => {
  const [notBefore, notAfter] = [inDays(-10), inDays(80)];
  const names = ['shop.example', '*.shop.example', '127.0.0.1'];
  const { seen } = await seeing(await authority.issue({ names, notBefore, notAfter }));
  expect(seen).toMatchObject({
    ok: true,
    certificate: {
      subject: 'shop.example',
      issuer: 'Trusted Authority',
      names,
      validFrom: Math.floor(notBefore.getTime() / 1000) * 1000,
      validTo: Math.floor(notAfter.getTime() / 1000) * 1000,
    },
  });
  expect(Object.keys(seen.phases)).toEqual(['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs']);
});

it('takes a certificate for an address, asked by address', async () => {
  const { seen } = await seeing(await authority.issue({ names: ['127.0.0.1'] }), '127.0.0.1');
  expect(troubleOf(seen)).toBe('fine');
});

it.each([
  [
    'has expired',
    { notBefore: inDays(-90), notAfter: inDays(-3) },
    `tls_expired at tls: the certificate of shop.example expired on ${day(inDays(-3))} (issued by Trusted Authority)`,
  ],
  [
    'is not valid yet',
    { notBefore: inDays(3), notAfter: inDays(90) },
    `tls_expired at tls: the certificate of shop.example is not valid before ${day(inDays(3))} (issued by Trusted Authority)`,
  ],
  [
    'is for somebody else',
    { names: ['a.example', 'b.example'] },
    'tls_name at tls: the certificate of shop.example is for a.example, b.example, not for shop.example',
  ],
])('refuses one that %s, before it sends a byte, and still reads it', async (_what, wish, sentence) => {
  const { seen, requests } = await seeing(await authority.issue({ names: ['shop.example'], ...wish }));
  expect(troubleOf(seen)).toBe(sentence);
  expect(seen.certificate?.issuer).toBe('Trusted Authority');
  expect(requests).toBe(0);
});

it('refuses one that nobody vouches for', async () => {
  const { seen } = await seeing(await selfSign({ names: ['shop.example'] }));
  expect(troubleOf(seen)).toBe(
    'tls_untrusted at tls: the certificate of shop.example is not trusted: it is self-signed ("shop.example")',
  );
  const stranger = await createCertificateAuthority('Unknown Authority');
  const { seen: other } = await seeing(await stranger.issue({ names: ['shop.example'] }));
  expect(troubleOf(other)).toBe(
    'tls_untrusted at tls: the certificate of shop.example is not trusted: its issuer "Unknown Authority" is unknown, or the server left out the chain',
  );
});

it('calls an expired certificate expired, also when it is self-signed', async () => {
  const { seen } = await seeing(
    await selfSign({ names: ['shop.example'], notBefore: inDays(-9), notAfter: inDays(-1) }),
  );
  expect(seen).toMatchObject({ ok: false, failure: { kind: 'tls_expired' } });
});

it('accepts anything when it was told not to verify, and still reads it', async () => {
  const { seen } = await seeing(
    await selfSign({ names: ['other.example'], notAfter: inDays(2) }),
    'shop.example',
    false,
  );
  expect(seen).toMatchObject({ ok: true, certificate: { subject: 'other.example' } });
});

it('names plain HTTP where TLS was expected', async () => {
  const plain = createHttpServer().listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const { port } = plain.address() as AddressInfo;
  expect(troubleOf(await observe(`https://127.0.0.1:${port}/`))).toBe(
    `protocol at tls: 127.0.0.1:${port} does not speak TLS; should the URL begin with http://?`,
  );
  plain.close();
});

it.each<[string, TlsOptions, RegExp]>([
  [
    'an old version only',
    { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
    /^protocol at tls: .* accepts no TLS version from 1\.2 on$/,
  ],
  ['no HTTP/1.1', { ALPNProtocols: ['h2'] }, /^protocol at tls: .* offers no HTTP\/1\.1 over TLS$/],
  [
    'a client certificate',
    { requestCert: true, rejectUnauthorized: true },
    /^(protocol at \w+: .* demands a client certificate|reset at first_byte: .*)$/,
  ],
])('says that a server wants %s', async (_what, options, sentence) => {
  const pair = await authority.issue({ names: ['127.0.0.1'] });
  const server = createServer({ ...pair, ...options }, (socket) => socket.on('error', () => {}).end());
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(troubleOf(await observe(`https://127.0.0.1:${port}/`))).toMatch(sentence);
  server.close();
});

it('tells a handshake that is broken off', async () => {
  const server = await startMisbehavingServer({ behaviour: 'slam' });
  expect(troubleOf(await observe(`https://127.0.0.1:${server.port}/`))).toBe(
    `reset at tls: 127.0.0.1:${server.port} broke off the TLS handshake`,
  );
  await server.close();
});
