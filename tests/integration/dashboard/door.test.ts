import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDashboard, type TestDashboard } from '../../support/dashboard.ts';

let dashboard: TestDashboard;

beforeEach(async () => {
  dashboard = await openDashboard();
});
afterEach(() => dashboard.close());

const statusOf = async (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  (await dashboard.ask(path, { headers, method })).status;

describe('the address of the dashboard', () => {
  it('is on this machine, and holds 128 bits that nobody can guess', async () => {
    expect(dashboard.url).toBe(`http://127.0.0.1:${dashboard.port}/${dashboard.token}/`);
    expect(Buffer.from(dashboard.token, 'base64url')).toHaveLength(16);
    const other = await openDashboard();
    expect(other.token).not.toBe(dashboard.token);
    await other.close();
  });

  it('is the one that was asked for', async () => {
    const wanted = await openDashboard({ host: 'localhost', token: 'my-own-long-random-token' });
    expect(wanted.url).toBe(`http://localhost:${wanted.port}/my-own-long-random-token/`);
    expect(await wanted.ask('/my-own-long-random-token/')).toMatchObject({ status: 200 });
    await wanted.close();
  });

  it('opens the window, also when it was typed without its last slash', async () => {
    expect(await dashboard.ask(`/${dashboard.token}/`)).toMatchObject({ status: 200, text: /<title>Window/ });
    expect(await dashboard.ask(`/${dashboard.token}`)).toMatchObject({
      status: 308,
      headers: { location: `/${dashboard.token}/` },
    });
  });
});

describe('without the token', () => {
  it.each(['/', '', 'x/', 'x', 'x/events', 'x/api/status', 'x/assets/main-1a2b3c4d.js', 'favicon.ico'])(
    'there is nothing at /%s',
    async (path) => {
      const reply = await dashboard.ask(`/${path.replace('x', `${dashboard.token.slice(0, -1)}_x`)}`);
      expect(reply).toMatchObject({ status: 404, headers: { 'content-type': 'text/plain; charset=UTF-8' } });
      expect(reply.text).toMatch(/Open the address that ASL Monitor prints[\s\S]+Ouvrez celle/);
      expect(reply.text).not.toContain(dashboard.token);
    },
  );

  it('nothing can be asked, and no method tells more than another', async () => {
    const [without, unknown] = [
      await dashboard.ask('/guess/api/status', { method: 'POST', headers: { 'Content-Type': 'application/json' } }),
      await dashboard.ask(`/${dashboard.token}/nowhere`),
    ];
    expect(without).toMatchObject({ status: 404, text: unknown.text });
    expect(dashboard.asked).toEqual([]);
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'TRACE']) expect(await statusOf('/guess/', {}, method)).toBe(404);
  });

  it.each([
    (token: string) => `/${token.toUpperCase()}/`,
    (token: string) => `/${token}x/`,
    (token: string) => `/${token.slice(0, -1)}/`,
    (token: string) => `//${token}/`,
    (token: string) => `/?/${token}/`,
    (token: string) => `/x/../../${token.slice(1)}/`,
  ])('what only looks like it opens nothing', async (path) => {
    expect(await statusOf(path(dashboard.token))).toBe(404);
  });
});

describe('a name that somebody else points at this machine', () => {
  it.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.evil.example:PORT',
    '[::]:PORT',
  ])('is refused: Host %s', async (host) => {
    const reply = await dashboard.ask(`/${dashboard.token}/`, {
      headers: { Host: host.replace('PORT', String(dashboard.port)) },
    });
    expect(reply).toMatchObject({ status: 403 });
    expect(reply.text).not.toContain('Window');
  });

  it.each(['127.0.0.1:PORT', 'localhost:PORT', 'LocalHost:PORT', '[::1]:PORT'])('is not %s', async (host) => {
    expect(await statusOf(`/${dashboard.token}/`, { Host: host.replace('PORT', String(dashboard.port)) })).toBe(200);
  });

  it('is refused before the token is looked at', async () => {
    expect(await statusOf('/guess/', { Host: 'evil.example' })).toBe(403);
  });

  it('may not be left out, nor be hidden in the address', async () => {
    const ending = 'Connection: close\r\n\r\n';
    const heard = async (text: string) => {
      const socket = dashboard.dial(text);
      let answer = '';
      for await (const chunk of socket) answer += chunk;
      return answer.split('\r\n')[0];
    };
    const path = `/${dashboard.token}/`;
    expect(await heard(`GET ${path} HTTP/1.1\r\n${ending}`)).toBe('HTTP/1.1 400 Bad Request');
    expect(await heard(`GET ${path} HTTP/1.0\r\n${ending}`)).toBe('HTTP/1.1 400 Bad Request');
    const absolute = `http://127.0.0.1:${dashboard.port}${path}`;
    expect(await heard(`GET ${absolute} HTTP/1.1\r\nHost: evil.example\r\n${ending}`)).toBe('HTTP/1.1 403 Forbidden');
  });
});

describe('another page in the same browser', () => {
  const ask = (headers: Readonly<Record<string, string>>) =>
    dashboard.ask(`/${dashboard.token}/api/acknowledge`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: '{}',
    });

  it.each(['http://evil.example', 'null', 'https://127.0.0.1:PORT', 'http://127.0.0.1:1', 'http://localhost:PORT'])(
    'may not ask: Origin %s',
    async (origin) => {
      const reply = await ask({ Origin: origin.replace('PORT', String(dashboard.port)) });
      expect(reply).toMatchObject({ status: 403 });
      expect(dashboard.asked).toEqual([]);
    },
  );

  it.each(['cross-site', 'same-site'])('may not ask, read or follow: Sec-Fetch-Site %s', async (site) => {
    const headers = { 'Sec-Fetch-Site': site };
    expect(await ask(headers)).toMatchObject({ status: 403 });
    for (const path of ['', 'events', 'assets/main-1a2b3c4d.js'])
      expect(await statusOf(`/${dashboard.token}/${path}`, headers)).toBe(403);
    expect(dashboard.feed.snapshots).toBe(0);
  });

  it('may link to the window only where it is on this machine too, as the one that starts the demo', async () => {
    const link = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    const path = `/${dashboard.token}/`;
    expect(await statusOf(path, { ...link, 'Sec-Fetch-Site': 'same-site' })).toBe(200);
    expect(await statusOf(path, { ...link, 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await statusOf(path, { ...link, 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'iframe' })).toBe(403);
    expect(await statusOf(`${path}events`, { ...link, 'Sec-Fetch-Site': 'same-site' })).toBe(403);
  });

  it('is not the window itself', async () => {
    const headers = { Origin: `http://127.0.0.1:${dashboard.port}`, 'Sec-Fetch-Site': 'same-origin' };
    expect(await ask(headers)).toMatchObject({ status: 200 });
    expect(await statusOf(`/${dashboard.token}/`, { 'Sec-Fetch-Site': 'none' })).toBe(200);
  });

  it('is promised nothing in advance: no CORS, no OPTIONS', async () => {
    const headers = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' };
    const path = `/${dashboard.token}/api/acknowledge`;
    const foreign = await dashboard.ask(path, {
      method: 'OPTIONS',
      headers: { ...headers, Origin: 'http://evil.example' },
    });
    const own = await dashboard.ask(path, { method: 'OPTIONS', headers });
    expect([foreign.status, own.status, own.headers.allow]).toEqual([403, 405, 'POST']);
    const names = [foreign, own].flatMap((reply) => Object.keys(reply.headers));
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('methods', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'POST'])('%s is for no page', async (method) => {
    for (const path of ['', 'events', 'assets/main-1a2b3c4d.js', 'nowhere'])
      expect(await dashboard.ask(`/${dashboard.token}/${path}`, { method })).toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD' },
      });
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('%s is for no question', async (method) => {
    expect(await statusOf(`/${dashboard.token}/api/settings`, {}, method)).toBe(405);
    expect(dashboard.asked).toEqual([]);
  });
});

describe('every answer', () => {
  it('tells the browser to run and show nothing else', async () => {
    const json = { 'Content-Type': 'application/json' };
    const replies = [
      await dashboard.ask(`/${dashboard.token}/`),
      await dashboard.ask(`/${dashboard.token}`),
      await dashboard.ask(`/${dashboard.token}/assets/main-1a2b3c4d.js`),
      await dashboard.ask(`/${dashboard.token}/api/settings`, { method: 'POST', headers: json }),
      await dashboard.ask(`/${dashboard.token}/api/settings`, { method: 'POST' }),
      await dashboard.ask(`/${dashboard.token}/events`, { method: 'HEAD' }),
      await dashboard.ask(`/${dashboard.token}/`, { method: 'OPTIONS' }),
      await dashboard.ask('/guess/'),
      await dashboard.ask('/', { headers: { Host: 'evil.example' } }),
      await dashboard.ask('/', { headers: { Host: 'not a host' } }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 308, 200, 200, 415, 200, 405, 404, 403, 400]);
    for (const { headers } of replies) {
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'/,
        ),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(Object.keys(headers)).not.toContain('server');
      expect(Object.keys(headers)).not.toContain('x-powered-by');
    }
  });
});
