import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { selfSign } from '../../support/certificates.ts';
import { type MisbehavingServer, startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { observe, troubleOf } from './observe.ts';

let proxy: Server;
let proxyPort: number;
let plain: MisbehavingServer;
let secured: MisbehavingServer;
const asked: string[] = [];
const tunnels = new Set<Socket>();

beforeAll(async () => {
  plain = await startMisbehavingServer();
  secured = await startMisbehavingServer({ tls: await selfSign({ names: ['127.0.0.1'] }) });
  proxy = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? 'nobody'}`);
    const onward = httpRequest(request.url ?? '', { headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    onward.end();
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? 'nobody'}`);
    const [host, port] = (request.url ?? '').split(':');
    tunnels.add(socket);
    if (host === 'silent.example') return;
    if (host !== '127.0.0.1') {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const onward = connect(Number(port), host, () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    socket.pipe(onward).pipe(socket);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  proxyPort = (proxy.address() as AddressInfo).port;
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  for (const socket of tunnels) socket.destroy();
  proxy.close();
  await plain.close();
  await secured.close();
});

const unverified = { tls: { verify: false, expiryWarningDays: [] } };
const viaProxy = () => ({
  environment: { http_proxy: `http://127.0.0.1:${proxyPort}`, HTTPS_PROXY: `127.0.0.1:${proxyPort}` },
});

it('asks the proxy for a plain page, by its whole URL', async () => {
  const seen = await observe(`${plain.url}page?a=1`, {}, viaProxy());
  expect(seen).toMatchObject({ ok: true, address: `127.0.0.1:${proxyPort}` });
  expect(asked).toEqual([`GET ${plain.url}page?a=1 nobody`]);
  expect(plain.requests.at(-1)).toMatchObject({ target: '/page?a=1', headers: { host: `127.0.0.1:${plain.port}` } });
});

it('asks for a tunnel to a secure page, and speaks TLS with the server through it', async () => {
  const seen = await observe(secured.url, unverified, viaProxy());
  expect(seen).toMatchObject({ ok: true, certificate: { subject: '127.0.0.1' } });
  expect(asked).toEqual([`CONNECT 127.0.0.1:${secured.port} nobody`]);
  expect(Object.keys(seen.phases)).toEqual(['tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs']);
});

it('tells the proxy who it is, and nobody else', async () => {
  const environment = { all_proxy: `http://me:s%40cret@127.0.0.1:${proxyPort}` };
  const basic = `Basic ${Buffer.from('me:s@cret').toString('base64')}`;
  await observe(plain.url, {}, { environment });
  await observe(secured.url, unverified, { environment });
  expect(asked).toEqual([`GET ${plain.url} ${basic}`, `CONNECT 127.0.0.1:${secured.port} ${basic}`]);
  expect(secured.requests.at(-1)?.headers).not.toHaveProperty('proxy-authorization');
});

it('leaves the proxy out where it was told to', async () => {
  await observe(plain.url, {}, { environment: { ...viaProxy().environment, no_proxy: 'x.example, 127.0.0.0/8' } });
  expect(asked).toEqual([]);
});

it('says when it is the proxy that fails', async () => {
  const gone = await observe(
    'https://shop.example/',
    {},
    { environment: { https_proxy: 'http://me:secret@127.0.0.1:1' } },
  );
  expect(troubleOf(gone)).toBe('refused at tcp: the proxy 127.0.0.1:1 refused the connection');
  expect(troubleOf(await observe('https://shop.example/', {}, viaProxy()))).toBe(
    `protocol at tcp: the proxy 127.0.0.1:${proxyPort} refused a tunnel to shop.example:443: 403 Forbidden`,
  );
  expect(troubleOf(await observe('https://silent.example/', { timeoutMs: 300 }, viaProxy()))).toMatch(
    /^timeout_connect at tcp: connection to silent\.example:443 through the proxy 127\.0\.0\.1:\d+ timed out after 300 ms$/,
  );
});

it('says when a variable names no proxy that it can use', async () => {
  const seen = await observe(plain.url, {}, { environment: { ALL_PROXY: 'ftp://127.0.0.1:1080' } });
  expect(troubleOf(seen)).toContain('the variable all_proxy names the scheme ftp://; expected a proxy such as');
});
