import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../preload/contract.ts';
import { openBrowser } from '../../support/chromium.ts';
import { type Headless, startHeadless } from '../../support/headless.ts';

/** The machine may be busy: this bounds a failure, not a wait. */
const soon = <T>(fact: () => T | Promise<T>): Promise<T> => vi.waitFor(fact, { timeout: 20_000 });

let browser: Browser;
let page: Page;
let folder: string;
let service: Server;
let complaints: string[];
let program: Headless;
let address: string;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asl-monitor-'));
  service = createServer((_, response) => response.end('hello'));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  await write('');
  complaints = [];
  program = start('--port', '0');
  address = String((await program.event('started')).dashboard);
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(address);
});

afterEach(async () => {
  await page.close();
  if (program.process.exitCode === null) await program.stop('SIGKILL');
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function start(...args: readonly string[]): Headless {
  return startHeadless(['--config', join(folder, 'config.yaml'), '--json', ...args]);
}

function write(more: string): Promise<void> {
  const { port } = service.address() as AddressInfo;
  const name = '  - {name: API, url: "http://127.0.0.1:PORT/", interval: 1}\n'.replace('PORT', String(port));
  return writeFile(
    join(folder, 'config.yaml'),
    `services:\n${name}dashboard: {token: a-token-that-stays-the-same}\n${more}`,
  );
}

/** What the page's own follower is told, as `live`, `snapshot`, `change` and so on. */
declare const window: { readonly aslMonitor: Bridge; told: string[]; end: () => void };
declare const document: EventTarget;

async function follow(): Promise<void> {
  await page.evaluate(() => {
    window.told = [];
    window.end = window.aslMonitor.follow({
      onPush: ({ type }) => window.told.push(type),
      onConnection: (connection) => window.told.push(connection),
    });
  });
}

const told = () => page.evaluate(() => window.told);

/** As if the person had turned to another tab, or back. */
const setHidden = (isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);

const requests = (path: string) => {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(path)) seen.push(request.url());
  });
  return seen;
};

describe('the window in a browser', () => {
  it('opens without a word of complaint from the browser, under the strictest policy', async () => {
    await soon(async () => expect(await page.locator('#app').textContent()).not.toBe(''));
    expect(await page.evaluate(() => window.aslMonitor.host)).toBe('browser');
    expect(complaints).toEqual([]);
  });

  it('asks the program, and is told in both languages why something cannot be', async () => {
    const ask = (run: string) => page.evaluate(`window.aslMonitor.ask(${run}).catch((error) => ({ error }))`);
    expect(await ask("'checkNow', { services: ['API'] }")).toEqual({ started: 1 });
    const invalid = { error: { kind: 'invalid', message: { en: expect.any(String), fr: expect.any(String) } } };
    expect(await ask("'checkNow', { services: 'API' }")).toEqual(invalid);
    const refused = await ask("'acknowledge', { targets: ['API'] }");
    expect(refused).toEqual({
      error: { kind: 'refused', message: { en: expect.any(String), fr: expect.any(String) } },
    });
    await program.stop('SIGKILL');
    expect(await ask("'checkNow', {}")).toMatchObject({ error: { kind: 'unreachable' } });
  });

  it('follows: a snapshot first, then what changes, until it is told to end', async () => {
    await follow();
    await soon(async () => expect(await told()).toEqual(expect.arrayContaining(['change'])));
    expect((await told()).slice(0, 4)).toEqual(['connecting', 'live', 'snapshot', 'change']);
    await page.evaluate(() => window.end());
    const before = (await told()).length;
    const checked = program.events.length;
    await soon(() => expect(program.events.length).toBeGreaterThan(checked + 2));
    expect((await told()).length).toBe(before);
  });

  it('says that the program is gone, and finds it again by itself', async () => {
    await follow();
    await soon(async () => expect(await told()).toContain('snapshot'));
    await program.stop('SIGKILL');
    await soon(async () => expect((await told()).at(-1)).toBe('lost'));
    await page.evaluate(() => window.told.splice(0));
    program = start('--port', new URL(address).port);
    await soon(async () => expect(await told()).toContain('snapshot'));
    // Not once more "lost" for each attempt.
    expect((await told()).slice(0, 2)).toEqual(['live', 'snapshot']);
  });

  it.skipIf(process.platform === 'win32')('takes a program that shows no sign of life for gone', async () => {
    await page.clock.install();
    await page.reload();
    await follow();
    await soon(async () => expect(await told()).toContain('snapshot'));
    program.process.kill('SIGSTOP');
    await page.clock.fastForward(30_000);
    expect(await told()).not.toContain('lost');
    await page.clock.fastForward(15_000);
    await soon(async () => expect((await told()).at(-1)).toBe('lost'));
    await page.evaluate(() => window.told.splice(0));
    program.process.kill('SIGCONT');
    await soon(async () => expect(await told()).toContain('snapshot'));
    expect((await told()).slice(0, 2)).toEqual(['live', 'snapshot']);
  });

  it('hidden, hears nothing and does nothing; shown again it is up to date at once', async () => {
    await follow();
    await soon(async () => expect(await told()).toContain('change'));
    const opened = requests('/events');
    await setHidden(true);
    await page.evaluate(() => window.told.splice(0));
    // A program that is gone meanwhile is not looked for either.
    await program.stop('SIGKILL');
    program = start('--port', new URL(address).port);
    await program.event('check');
    expect([await told(), opened]).toEqual([[], []]);
    await setHidden(false);
    await soon(async () => expect(await told()).toContain('snapshot'));
    expect((await told()).slice(0, 3)).toEqual(['connecting', 'live', 'snapshot']);
  });

  it('goes on when what it shows has a fault', async () => {
    await page.evaluate(() => {
      window.told = [];
      window.aslMonitor.follow({
        onPush({ type }) {
          window.told.push(type);
          if (type === 'snapshot') throw new Error('a fault of the page');
        },
        onConnection: () => undefined,
      });
    });
    await soon(async () => expect(await told()).toContain('change'));
    expect((await told()).filter((type) => type === 'snapshot')).toHaveLength(1);
    expect(complaints).toEqual(['a fault of the page']);
  });
});
