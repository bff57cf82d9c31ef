/** The built program in a process of its own, on the stand-in for Electron. */
import { type ChildProcess, fork } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { openBrowser } from '../chromium.ts';
import type { Deed, Sight } from './control.ts';
import type { Ended, Process, Start } from './driver.ts';
import { freePort } from './free-port.ts';
import { shownOriginOf } from './page-world.ts';

const root = join(import.meta.dirname, '../../..');
const entry = join(root, 'out/main/index.js');

type Answer = { readonly id: number; readonly answer?: Sight; readonly error?: string };
type Message = Answer | { readonly needs: 'chromium' };

type Shared = { readonly address: string; readonly browser: Browser };
let shared: Promise<Shared> | undefined;

/** One for all applications of this worker, started when the first window is made; it ends with the worker. */
function chromiumForAll(): Promise<Shared> {
  shared ??= (async () => {
    const port = await freePort();
    await openBrowser([`--remote-debugging-port=${port}`]);
    const address = `http://127.0.0.1:${port}`;
    return { address, browser: await chromium.connectOverCDP(address) };
  })();
  return shared;
}

/** The same for those that use the same folder, one after the other. */
const windowName = (userData: string): string => `window-${hash('sha1', userData, 'hex').slice(0, 12)}`;

function launch({ args, env, userData }: Start): ChildProcess {
  return fork(entry, [`--user-data-dir=${userData}`, ...args], {
    execArgv: ['--import', new URL('register.ts', import.meta.url).href, '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...env, ASL_MONITOR_TEST_WINDOW: windowName(userData) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: userData,
  });
}

async function endOf(child: ChildProcess): Promise<Ended> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}

/** One that is to find another there already, and ends. */
export const startOnce = (start: Start): Promise<Ended> => endOf(launch(start));

export async function startProcess(start: Start): Promise<Process> {
  const origin = shownOriginOf(windowName(start.userData));
  const isWindow = (page: Page): boolean => page.url().startsWith(`${origin}/`) && !page.isClosed();
  const child = launch(start);
  const waiting = new Map<number, { resolve(sight: Sight | undefined): void; reject(error: Error): void }>();
  let asked = 0;
  child.on('message', (message: Message) => {
    if ('needs' in message) {
      chromiumForAll().then(
        ({ address }) => child.connected && child.send({ chromium: address }),
        (error: unknown) => child.kill() && console.error(error),
      );
      return;
    }
    const { id, answer, error } = message;
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(answer);
    else one?.reject(new Error(error));
  });
  let isOver = false;
  const ended = endOf(child).then(async (how) => {
    isOver = true;
    for (const one of waiting.values()) one.reject(new Error(`the application has ended: ${how.output}`));
    await closePages();
    return how;
  });

  function ask(deed: Deed): Promise<Sight | undefined> {
    return new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      if (child.connected) child.send({ id: asked, deed });
      // Else its end is on its way, and tells why.
      else if (isOver) reject(new Error('the application has ended before'));
    });
  }

  async function look(): Promise<Sight> {
    const sight = await ask({ do: 'look' });
    if (sight === undefined) throw new Error('nothing is seen');
    return sight;
  }

  async function findPage(): Promise<Page> {
    const context = await sharedContext();
    for (;;) {
      const found = context.pages().findLast(isWindow);
      if (found !== undefined) return found;
      // A page that is new has no address yet, and no event tells when it has.
      await Promise.race([context.waitForEvent('page'), wait(50)]);
    }
  }

  async function sharedContext(): Promise<BrowserContext> {
    const [context] = (await chromiumForAll()).browser.contexts();
    if (context === undefined) throw new Error('Chromium has no pages');
    return context;
  }

  /** Whoever ends leaves them behind. */
  async function closePages(): Promise<void> {
    if (shared === undefined) return;
    const context = await sharedContext();
    await Promise.all(
      context
        .pages()
        .filter(isWindow)
        .map((page) => page.close()),
    );
  }

  return {
    async perform(deed) {
      await ask(deed);
    },
    look,
    page: findPage,
    ended,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
