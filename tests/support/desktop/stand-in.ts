/** The built program in a process of its own, on the stand-in for Electron. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { openBrowser } from '../chromium.ts';
import type { Deed, Sight } from './control.ts';
import type { Ended, Process, Start } from './driver.ts';
import { freePort } from './free-port.ts';
import { shownOrigin } from './page-world.ts';

const root = join(import.meta.dirname, '../../..');
const entry = join(root, 'out/main/index.js');

type Answer = { readonly id: number; readonly answer?: Sight; readonly error?: string };

export async function startProcess({ args, env, userData }: Start): Promise<Process> {
  const port = await freePort();
  let chromiumBehind: Promise<Browser> | undefined;
  // Begun before the first window asks for it: that need not wait then.
  const address = `http://127.0.0.1:${port}`;
  const launched = openBrowser([`--remote-debugging-port=${port}`]);
  await launched;
  const child = fork(entry, [`--user-data-dir=${userData}`, ...args], {
    execArgv: ['--import', new URL('register.ts', import.meta.url).href, '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...env, ASL_MONITOR_TEST_CHROMIUM: address },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: userData,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const waiting = new Map<number, { resolve(sight: Sight | undefined): void; reject(error: Error): void }>();
  let asked = 0;
  child.on('message', ({ id, answer, error }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(answer);
    else one?.reject(new Error(error));
  });
  const ended = once(child, 'close').then(([code]): Ended => {
    for (const one of waiting.values()) one.reject(new Error(`the application has ended: ${output}`));
    return { code, output };
  });

  function ask(deed: Deed): Promise<Sight | undefined> {
    return new Promise((resolve, reject) => {
      asked += 1;
      const id = asked;
      waiting.set(id, { resolve, reject });
      if (!child.connected || !child.send({ id, deed })) {
        if (!child.connected) reject(new Error(`the application has ended: ${output}`));
      }
    });
  }

  async function look(): Promise<Sight> {
    const sight = await ask({ do: 'look' });
    if (sight === undefined) throw new Error('nothing is seen');
    return sight;
  }

  async function findPage() {
    chromiumBehind ??= chromium.connectOverCDP(address);
    const [context] = (await chromiumBehind).contexts();
    if (context === undefined) throw new Error('Chromium has no pages');
    const isWindow = (page: { url(): string; isClosed(): boolean }) =>
      page.url().startsWith(shownOrigin) && !page.isClosed();
    for (;;) {
      const found = context.pages().findLast(isWindow);
      if (found !== undefined) return found;
      await Promise.race([context.waitForEvent('page'), new Promise((resolve) => setTimeout(resolve, 100))]);
    }
  }

  async function closeBrowsers(): Promise<void> {
    await (await chromiumBehind?.catch(() => undefined))?.close();
    await (await launched).close();
  }

  return {
    async perform(deed) {
      await ask(deed);
    },
    look,
    page: findPage,
    ended: ended.finally(closeBrowsers),
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await closeBrowsers();
    },
  };
}
