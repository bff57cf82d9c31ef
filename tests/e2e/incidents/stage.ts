/** The built program in front of local services that fail on demand, a local Slack, a past of its own, and real pages. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { vi } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';

/** An incident that a file tells of, as the Python tool left them behind. */
export type Past = {
  readonly service: string;
  readonly from: Date;
  readonly lastedSeconds: number;
  readonly error?: string;
  readonly statusCode?: number;
};

export type Stage = AsyncDisposable & {
  readonly program: Headless;
  readonly slack: SlackServer;
  /** What went wrong in the pages. */
  readonly complaints: readonly string[];
  /** From now on every service answers with that status. */
  answer(status: number): void;
  /** A new page at that place of the window. */
  open(hash: string, options?: BrowserContextOptions): Promise<Page>;
};

export type StageOptions = { readonly services: readonly string[]; readonly past?: readonly Past[] };

const pace = `monitoring:
  check_interval: 1
  retry_interval: 0.5
  default_timeout: 2
slack:
  channel: "#alerts"
  enabled: true
`;

export async function openStage(browser: Browser, { services, past = [] }: StageOptions): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'asl-incidents-'));
  let status = 200;
  const server = createServer((_, response) => response.writeHead(status).end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const slack = await createSlackServer();
  await mkdir(join(folder, 'incidents'));
  for (const incident of past) await leave(join(folder, 'incidents'), incident);
  const config = join(folder, 'config.yaml');
  const lines = services.map((name) => `  - {name: ${JSON.stringify(name)}, url: "http://127.0.0.1:${port}/"}\n`);
  await writeFile(config, `services:\n${lines.join('')}${pace}`);
  const program = startHeadless(['--config', config, '--json', '--port', '0'], {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_API_URL: slack.url,
  });
  const address = String((await program.event('started')).dashboard);
  const complaints: string[] = [];
  const pages: Page[] = [];

  return {
    program,
    slack,
    complaints,
    answer(next) {
      status = next;
    },
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
      for (const page of pages) await page.close();
      if (program.process.exitCode === null) await program.stop('SIGKILL');
      await closed(server);
      await slack.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function leave(folder: string, { service, from, lastedSeconds, error, statusCode }: Past): Promise<void> {
  const to = new Date(from.getTime() + lastedSeconds * 1_000);
  const [day = '', time = ''] = from.toISOString().replaceAll(/[-:]/g, '').split(/[T.]/);
  const document = {
    service,
    start_time: from.toISOString(),
    end_time: to.toISOString(),
    duration_seconds: lastedSeconds,
    status: 'resolved',
    details: {
      url: `https://${service.toLowerCase()}.example.com/`,
      error: error ?? 'Connection refused',
      ...(statusCode === undefined ? {} : { status_code: statusCode }),
      consecutive_failures: 2,
    },
  };
  await writeFile(join(folder, `${service.replaceAll(/[^\w.-]/g, '_')}_${day}_${time}.json`), JSON.stringify(document));
}

function closed(server: Server): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

/** As one reads it, with plain spaces. */
export async function textOf(locator: Locator): Promise<string> {
  return ((await locator.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** The machine may be busy: this bounds a failure, not a wait. */
export const soon = <T>(fact: () => T | Promise<T>): Promise<T> => vi.waitFor(fact, { timeout: 30_000 });
