/** The built program on real Electron, through Playwright. */
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { Deed, Sight } from './control.ts';
import type { Process, Start } from './driver.ts';

const root = join(import.meta.dirname, '../../..');

/** What `spy.cjs` puts into the main process. */
type Spy = { perform(deed: Deed): Sight | undefined };
declare global {
  // An interface-like global can only be declared with `var`.
  var desktopSpy: Spy;
}

export async function startProcess({ args, env, userData }: Start, executablePath: string): Promise<Process> {
  const isRoot = process.getuid?.() === 0;
  const application = await _electron.launch({
    executablePath,
    args: [
      '-r',
      join(import.meta.dirname, 'spy.cjs'),
      ...(isRoot ? ['--no-sandbox'] : []),
      `--user-data-dir=${userData}`,
      root,
      ...args,
    ],
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
