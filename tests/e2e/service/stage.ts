/** Local services that misbehave one by one, a past that is known, the built program, and real pages of its window. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished, vi } from 'vitest';
import type { KeyPair } from '../../support/certificates.ts';
import { type Headless, startHeadless } from '../../support/headless.ts';
import { type Behaviour, type MisbehavingServer, startMisbehavingServer } from '../../support/misbehaving-server.ts';

export type Staged = {
  readonly name: string;
  /** As YAML in one line, such as `group: Shop, tags: [eu]`. */
  readonly rest?: string;
  readonly behaviour?: Behaviour;
  readonly tls?: KeyPair;
  /** What it is asked by; without TLS of its own, `https` is never answered as it wishes. */
  readonly scheme?: 'http' | 'https';
  readonly path?: string;
};

export type Stage = AsyncDisposable & {
  readonly program: Headless;
  /** What went wrong in the pages. */
  readonly complaints: readonly string[];
  server(name: string): MisbehavingServer;
  /** A page that shows the service until the test is over; `query` such as `?range=24h`. */
  open(name: string, options?: BrowserContextOptions & { readonly query?: string }): Promise<Page>;
  configuration(): Promise<string>;
};

const pace = `monitoring:
  check_interval: 1
  retry_interval: 0.3
  default_timeout: 1
slack: {enabled: false}
`;

/** `past` writes what happened before into that folder. */
export async function openStage(
  browser: Browser,
  services: readonly Staged[],
  past: (folder: string) => Promise<unknown> = async () => undefined,
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'asl-service-'));
  await past(folder);
  const servers = new Map<string, MisbehavingServer>();
  for (const { name, behaviour = 'ok', tls } of services) {
    servers.set(name, await startMisbehavingServer({ behaviour, ...(tls === undefined ? {} : { tls }) }));
  }
  const serverOf = (name: string): MisbehavingServer => {
    const server = servers.get(name);
    if (server === undefined) throw new Error(`nobody serves ${name}`);
    return server;
  };
  const lines = services.map(({ name, rest = '', tls, scheme = tls === undefined ? 'http' : 'https', path = '' }) => {
    const url = `${scheme}://127.0.0.1:${serverOf(name).port}/${path}`;
    return `  - {name: ${JSON.stringify(name)}, url: "${url}"${rest === '' ? '' : `, ${rest}`}}\n`;
  });
  const config = join(folder, 'config.yaml');
  await writeFile(config, `services:\n${lines.join('')}${pace}`);
  const program = startHeadless(['--config', config, '--json', '--port', '0']);
  const address = String((await program.event('started')).dashboard);
  const complaints: string[] = [];

  return {
    program,
    complaints,
    server: serverOf,
    configuration: () => readFile(config, 'utf8'),
    async open(name, { query = '', ...options } = {}) {
      const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Paris', ...options });
      onTestFinished(() => page.close());
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(`${address}#/services/${encodeURIComponent(name)}${query}`);
      await page.locator('.service-detail, .detail-pane .empty').first().waitFor();
      return page;
    },
    async [Symbol.asyncDispose]() {
      if (program.process.exitCode === null) await program.stop('SIGKILL');
      for (const server of servers.values()) await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The machine may be busy: this bounds a failure, not a wait. */
export const soon = <T>(fact: () => T | Promise<T>): Promise<T> => vi.waitFor(fact, { timeout: 30_000 });

/** As one reads it, with what layout puts between: each stretch of white space as one space. */
export async function textOf(page: Page, selector: string): Promise<string> {
  const element = page.locator(selector).first();
  await element.waitFor({ state: 'attached' });
  return (await element.allInnerTexts()).join('').replace(/\s+/g, ' ').trim();
}
