/**
 * The desktop's page and its bridge as they are built, in a real Chromium, before real monitoring of a real file. What
 * Electron would stand for is in the test's hand: the keychain, the tray, notifications, the file manager.
 */
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { contentPolicy } from '../../../main/dashboard/policy.ts';
import { createLog } from '../../../main/log.ts';
import { createMonitoring } from '../../../main/shell/monitoring.ts';
import { Refusal } from '../../../main/window/refusal.ts';
import { channels } from '../../../preload/channels.ts';
import type { NotificationReport, TokenKind } from '../../../preload/settings.ts';
import type { DesktopView, Preferences, Push, Sentence } from '../../../preload/snapshot.ts';
import { preloadScript, shownOrigin } from '../../support/desktop/page-world.ts';

const built = join(import.meta.dirname, '../../../out');
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};
const variables = { bot: 'SLACK_BOT_TOKEN', app: 'SLACK_APP_TOKEN' } as const satisfies Record<TokenKind, string>;

/** A system on which everything is allowed. */
const usualView: DesktopView = {
  tray: 'shown',
  remarks: [],
  startsAtLogin: false,
  keychain: 'encrypted',
  keptTokens: [],
  isSparing: false,
};

export type DesktopStage = AsyncDisposable & {
  readonly file: string;
  /** What was shown in the file manager, and in the browser. */
  readonly revealed: readonly string[];
  readonly opened: readonly string[];
  /** Tokens in the keychain, by the names of their variables. */
  readonly keychain: ReadonlyMap<string, string>;
  /** What the page complained of, and where a policy stopped it. */
  readonly complaints: readonly string[];
  /** From now on the system is like this. */
  is(view: Partial<DesktopView>): void;
  /** Until something else is said, it lets nothing be done, for this reason. */
  refuses(reason: Sentence | undefined): void;
  notifies(report: NotificationReport): void;
  open(hash: string, options?: BrowserContextOptions): Promise<Page>;
  /** As a click on a notification or in the tray's menu does. */
  go(page: Page, hash: string): Promise<void>;
  write(text: string): Promise<void>;
  /** A file of that name in the same folder. */
  writeBeside(name: string, text: string): Promise<void>;
};

export type DesktopStaging = {
  readonly content: string;
  readonly dotenv?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly view?: Partial<DesktopView>;
};

export async function openDesktopStage(browser: Browser, staging: DesktopStaging): Promise<DesktopStage> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'asl-desktop-page-')));
  const file = join(folder, 'config.yaml');
  await writeFile(file, staging.content);
  if (staging.dotenv !== undefined) await writeFile(join(folder, '.env'), staging.dotenv);
  const keychain = new Map<string, string>();
  const revealed: string[] = [];
  const opened: string[] = [];
  const complaints: string[] = [];
  const pages: Page[] = [];
  let view: DesktopView = { ...usualView, ...staging.view };
  let preferences: Preferences = {};
  let refusal: Sentence | undefined;
  let report: NotificationReport = { shown: true };

  const permitted = (): void => {
    if (refusal !== undefined) throw new Refusal('refused', refusal);
  };
  function changeTokens(): void {
    const kinds = ['bot', 'app'] as const;
    view = { ...view, keptTokens: kinds.filter((kind) => keychain.has(variables[kind])) };
    monitoring.application?.tokensChanged();
  }

  const monitoring = createMonitoring({
    version: '1.2.3',
    log: createLog(() => undefined),
    listen: () => undefined,
    onChange: () => undefined,
    wallMs: Date.now,
    keychain: () => Object.fromEntries(keychain),
    preferences: {
      get: () => preferences,
      set(next) {
        preferences = next;
      },
    },
    desktop: {
      view: () => view,
      async keepToken(kind, token) {
        permitted();
        keychain.set(variables[kind], token);
        changeTokens();
      },
      async forgetToken(kind) {
        permitted();
        keychain.delete(variables[kind]);
        changeTokens();
      },
      setStartAtLogin(startsAtLogin) {
        permitted();
        view = { ...view, startsAtLogin };
        monitoring.refresh();
      },
      reveal: (path) => void revealed.push(path),
      testNotification: async () => report,
      startDemo: async () => 'http://127.0.0.1:9/demo/',
    },
  });
  await monitoring.watch({ configFile: file, isDemo: false, environment: staging.environment ?? {} });
  const preload = await readFile(join(built, 'preload/index.cjs'), 'utf8');

  async function connect(page: Page): Promise<void> {
    let stop: (() => void) | undefined;
    page.on('close', () => stop?.());
    await page.exposeFunction('__electronInvoke', (_channel: string, [name, argument]: readonly [string, unknown]) =>
      monitoring.ask(name, argument),
    );
    await page.exposeFunction('__electronSend', (_channel: string, [isFollowing]: readonly [boolean]) => {
      stop?.();
      stop = isFollowing ? monitoring.follow((push) => void dispatch(page, channels.push, push)) : undefined;
    });
    await page.exposeFunction('__electronOpen', (url: string) => void opened.push(url));
    await page.addInitScript(preloadScript(preload, true));
  }

  return {
    file,
    revealed,
    opened,
    keychain,
    complaints,
    is(next) {
      view = { ...view, ...next };
      monitoring.refresh();
    },
    refuses(reason) {
      refusal = reason;
    },
    notifies(next) {
      report = next;
    },
    async open(hash, options = {}) {
      const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Paris', ...options });
      pages.push(page);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text());
      });
      await page.route('**/*', serve);
      await connect(page);
      await page.goto(`${shownOrigin}/index.html${hash}`);
      await page.locator('.headline h1').waitFor();
      return page;
    },
    go: (page, hash) => dispatch(page, channels.go, hash),
    write: (text) => writeFile(file, text),
    writeBeside: (name, text) => writeFile(join(folder, name), text),
    async [Symbol.asyncDispose]() {
      for (const page of pages) await page.close();
      await monitoring.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A page that goes away meanwhile is told nothing. */
async function dispatch(page: Page, channel: string, value: Push | string): Promise<void> {
  await page
    .evaluate(([name, one]) => Reflect.get(globalThis, '__electronDispatch')?.(name, [one]), [channel, value] as const)
    .catch(() => undefined);
}

/** As the program's own scheme does it. */
async function serve(route: Route): Promise<void> {
  const { pathname, origin } = new URL(route.request().url());
  const contentType = contentTypes[extname(pathname)];
  if (origin !== shownOrigin || contentType === undefined) return await route.abort('blockedbyclient');
  await route.fulfill({
    headers: { 'Content-Security-Policy': contentPolicy({ 'connect-src': "'none'" }), 'Content-Type': contentType },
    path: join(built, 'renderer', pathname),
  });
}
