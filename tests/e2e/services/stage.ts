/** Local services that each do as they are told, the built program that watches them, and real pages of its window. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { vi } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';

export type Stage = AsyncDisposable & {
  readonly program: Headless;
  readonly address: string;
  /** What went wrong in the pages. */
  readonly complaints: readonly string[];
  /** From now on these answer with 503, and all others with 200. */
  fail(...names: readonly string[]): void;
  open(hash: string, options?: BrowserContextOptions): Promise<Page>;
  closePages(): Promise<void>;
};

export type Staged = {
  readonly name: string;
  /** As YAML in one line, such as `group: Shop, tags: [eu]`. */
  readonly rest?: string;
  /** Hosts tell outages apart; all are this machine. */
  readonly host?: string;
};

const pace = `monitoring:
  check_interval: 1
  retry_interval: 0.2
  default_timeout: 2
slack: {enabled: false}
`;

export async function openStage(browser: Browser, services: readonly Staged[]): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'asl-services-'));
  let failing: readonly string[] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url?.slice(1) ?? '');
    response.writeHead(failing.includes(name) ? 503 : 200).end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const lines = services.map(({ name, rest = '', host = '127.0.0.1' }) => {
    const url = `http://${host}:${port}/${encodeURIComponent(name)}`;
    return `  - {name: ${JSON.stringify(name)}, url: "${url}"${rest === '' ? '' : `, ${rest}`}}\n`;
  });
  const config = join(folder, 'config.yaml');
  await writeFile(config, `services:\n${lines.join('')}${pace}`);
  const program = startHeadless(['--config', config, '--json', '--port', '0']);
  const address = String((await program.event('started')).dashboard);
  const complaints: string[] = [];
  const pages: Page[] = [];

  async function closePages(): Promise<void> {
    for (const page of pages.splice(0)) await page.close();
  }

  return {
    program,
    address,
    complaints,
    fail(...names) {
      failing = names;
    },
    closePages,
    async open(hash, options = {}) {
      const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Paris', ...options });
      pages.push(page);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(`${address}${hash}`);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await closePages();
      if (program.process.exitCode === null) await program.stop('SIGKILL');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The machine may be busy: this bounds a failure, not a wait. */
export const soon = <T>(fact: () => T | Promise<T>): Promise<T> => vi.waitFor(fact, { timeout: 30_000 });
