/** A configuration as somebody wrote it, the built program that reads it, and real pages of its window. */
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { type Headless, startHeadless } from '../../support/headless.ts';

export type Stage = AsyncDisposable & {
  readonly program: Headless;
  readonly address: string;
  readonly file: string;
  /** Of a service on this machine that answers 200 with `{"status":"ok"}`, below `/broken` 503. */
  readonly url: string;
  /** What the pages complained of, and where a policy stopped them. */
  readonly complaints: readonly string[];
  open(hash: string, options?: BrowserContextOptions): Promise<Page>;
  written(): Promise<string>;
  /** As an editor does. */
  write(text: string): Promise<void>;
};

export type Staging = {
  /** The file, given the address of the service. */
  readonly content: (url: string) => string;
  readonly dotenv?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

export async function openStage(browser: Browser, { content, dotenv, environment = {} }: Staging): Promise<Stage> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'asl-settings-')));
  const server = createServer((request, response) => {
    response.writeHead(request.url?.startsWith('/broken') ? 503 : 200).end('{"status":"ok"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = join(folder, 'config.yaml');
  await writeFile(file, content(url));
  if (dotenv !== undefined) await writeFile(join(folder, '.env'), dotenv);
  const program = startHeadless(['--config', file, '--json', '--port', '0'], environment);
  const address = String((await program.event('started')).dashboard);
  const complaints: string[] = [];
  const pages: Page[] = [];

  return {
    program,
    address,
    file,
    url,
    complaints,
    async open(hash, options = {}) {
      const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Paris', ...options });
      pages.push(page);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(`${address}${hash}`);
      await page.locator('.settings-body, .first-run').waitFor();
      return page;
    },
    written: () => readFile(file, 'utf8'),
    write: (text) => writeFile(file, text),
    async [Symbol.asyncDispose]() {
      for (const page of pages) await page.close();
      if (program.process.exitCode === null) await program.stop('SIGKILL');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The machine may be busy: this bounds a failure, not a wait. */
export const soon = <T>(fact: () => T | Promise<T>): Promise<T> => vi.waitFor(fact, { timeout: 30_000 });

export async function reads(place: Locator, text: string | RegExp): Promise<void> {
  await soon(async () => expect(((await place.textContent()) ?? '').replace(/\s+/g, ' ')).toMatch(text));
}

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const save = (page: Page): Promise<void> => page.locator('.save-bar').getByRole('button').last().click();
/** The latest one that says this. */
export const toast = (page: Page, text: string | RegExp): Locator =>
  page.locator('.toast').filter({ hasText: text }).last();

export const undo = (page: Page, text: string | RegExp): Promise<void> =>
  toast(page, text).getByRole('button', { name: 'Undo' }).click();

/** Lines of the second text that the first does not have, and the other way round. */
export function difference(before: string, after: string): { readonly added: string; readonly removed: string } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return {
    added: now.filter((line) => !old.includes(line)).join('\n'),
    removed: old.filter((line) => !now.includes(line)).join('\n'),
  };
}
