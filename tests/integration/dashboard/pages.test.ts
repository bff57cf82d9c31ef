import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { built, openDashboard, type TestDashboard } from '../../support/dashboard.ts';

let dashboard: TestDashboard;

beforeEach(async () => {
  dashboard = await openDashboard();
});
afterEach(() => dashboard.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  dashboard.ask(`/${dashboard.token}/${path}`, { headers, method });

const scriptPath = 'assets/main-1a2b3c4d.js';

describe('the built window', () => {
  it('is served as it was built, each file as what it is', async () => {
    const types = {
      '': 'text/html; charset=utf-8',
      [scriptPath]: 'text/javascript; charset=utf-8',
      'assets/main-5e6f7a8b.css': 'text/css; charset=utf-8',
      'favicon.svg': 'image/svg+xml',
    };
    const contents: Readonly<Record<string, string>> = { ...built, '': built['browser.html'] };
    for (const [path, type] of Object.entries(types)) {
      const reply = await get(path);
      expect(reply).toMatchObject({ status: 200, headers: { 'content-type': type }, text: contents[path] });
    }
  });

  it('is kept by the browser where its name changes with its content, and nowhere else', async () => {
    expect((await get(scriptPath)).headers['cache-control']).toBe('private, max-age=31536000, immutable');
    for (const path of ['', 'favicon.svg', 'nowhere']) {
      expect((await get(path)).headers['cache-control']).toBe('no-store');
    }
  });

  it('does not include the page of the desktop, nor anything beside it', async () => {
    for (const path of ['index.html', 'browser.html', 'assets', 'assets/', 'assets/nothing.js']) {
      expect(await get(path)).toMatchObject({ status: 404 });
    }
  });

  it.each([
    '../package.json',
    'assets/../../../../../../../../etc/passwd',
    'assets/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    'assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    'assets/..%5c..%5c..%5cwindows%5cwin.ini',
    '..;/..;/etc/passwd',
    '%00',
    'browser.html%00.js',
    '/etc/passwd',
    '%',
    '%c0%ae%c0%ae/',
  ])('cannot be left by %s', async (path) => {
    expect((await get(path)).status).toBe(404);
    expect(dashboard.complaints).toEqual([]);
  });

  it('cannot be left by a path that no browser would send', async () => {
    expect(await dashboard.ask(`/${dashboard.token}\\..\\package.json`)).toMatchObject({ status: 400 });
  });

  it('says to HEAD what it would say to GET, without the content', async () => {
    const [whole, head] = [await get(scriptPath), await get(scriptPath, {}, 'HEAD')];
    expect(head.body).toHaveLength(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...whole.headers, date: '' });
  });
});

describe('compression', () => {
  const script = built[scriptPath];

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
  ])('is the best that "%s" allows', async (accepted, encoding) => {
    const reply = await get(scriptPath, { 'Accept-Encoding': accepted });
    expect(reply.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
    expect(reply.body.length).toBeLessThan(script.length / 10);
    const plain = encoding === 'br' ? brotliDecompressSync(reply.body) : gunzipSync(reply.body);
    expect(plain.toString()).toBe(script);
    // The second time from memory.
    expect((await get(scriptPath, { 'Accept-Encoding': accepted })).body.equals(reply.body)).toBe(true);
  });

  it.each(['', 'identity', 'br;q=0', 'deflate', 'broken;;,'])('is none where "%s" allows none', async (accepted) => {
    const reply = await get(scriptPath, { 'Accept-Encoding': accepted });
    expect(reply.headers['content-encoding']).toBeUndefined();
    expect(reply.text).toBe(script);
  });

  it('is not for what is small anyway', async () => {
    expect((await get('', { 'Accept-Encoding': 'br' })).headers['content-encoding']).toBeUndefined();
  });
});

describe('a window that is not built', () => {
  it('is said in the page and in the log, and is there as soon as it is built', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'asl-unbuilt-'));
    const rendererDir = join(folder, 'renderer');
    const bare = await openDashboard({ rendererDir });
    expect(await bare.ask(`/${bare.token}/`)).toMatchObject({
      status: 503,
      text: /Run "npm run build"[\s\S]+Lancez « npm run build »/,
    });
    expect(bare.complaints).toEqual([`the window is not built, ${rendererDir} is missing: run "npm run build" once`]);
    await bare.close();
    const emptied = await openDashboard({ rendererDir: folder });
    expect(await emptied.ask(`/${emptied.token}/`)).toMatchObject({ status: 503 });
    await writeFile(join(folder, 'browser.html'), 'built');
    expect(await emptied.ask(`/${emptied.token}/`)).toMatchObject({ status: 200, text: 'built' });
    await emptied.close();
    await rm(folder, { recursive: true, force: true });
  });
});
