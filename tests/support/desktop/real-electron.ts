/** The built program on real Electron, through Playwright. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { Deed, Sight } from './control.ts';
import type { Ended, Process, Start } from './driver.ts';

const root = join(import.meta.dirname, '../../..');

/** What `spy.cjs` puts into the main process. */
type Spy = { perform(deed: Deed): Sight | undefined };
declare global {
  // An interface-like global can only be declared with `var`.
  var desktopSpy: Spy;
}

const isRoot = process.getuid?.() === 0;
const switches = (userData: string): readonly string[] => [
  ...(isRoot ? ['--no-sandbox'] : []),
  `--user-data-dir=${userData}`,
];

/** One that is to find another there already, and ends. */
export async function startOnce({ args, env, userData }: Start, executablePath: string): Promise<Ended> {
  const child = spawn(executablePath, [...switches(userData), root, ...args], {
    cwd: userData,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}

export async function startProcess({ args, env, userData }: Start, executablePath: string): Promise<Process> {
  const application = await _electron.launch({
    executablePath,
    args: ['-r', join(import.meta.dirname, 'spy.cjs'), ...switches(userData), root, ...args],
    cwd: userData,
    env: { ...definedOnly(process.env), ...env },
  });
  const child = application.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  const ask = (deed: Deed) =>
    application.evaluate((_electronModule, wanted) => globalThis.desktopSpy.perform(wanted), deed);

  return {
    async perform(deed) {
      await ask(deed);
    },
    async look() {
      const sight = await ask({ do: 'look' });
      if (sight === undefined) throw new Error('nothing is seen');
      return sight;
    },
    page: () => application.firstWindow(),
    ended,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
