// The desktop application as a child of this program, from its beginning to its end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** With this exit code it asks to be started anew; see main/shell/starter.ts. */
export const startAgainCode = 75;
/** By it the desktop application knows that it has a starter: its number. */
export const starterVariable = 'ASL_MONITOR_STARTER';

/** One that ends later had begun. */
const beginningMs = 10_000;
/** It may take 1.7 s to put everything on record. */
const longestEndMs = 1_850;

/**
 * How it ended. `fault` is what the system said where it could not be started at all.
 *
 * @typedef {{ readonly code: number | null, readonly signal: NodeJS.Signals | null, readonly fault?: string }} DesktopEnd
 */

/**
 * @param {{ readonly binary: string, readonly args: readonly string[], readonly environment: NodeJS.ProcessEnv }} options
 * @returns {{ readonly ended: Promise<DesktopEnd & { readonly hadBegun: boolean }>, end(count: number): void }} `end` ends
 *   it: gently at first, and in any case within two seconds; on the spot where somebody asks again.
 */
export function startDesktop({ binary, args, environment }) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = environment;
  const begin = performance.now();
  const child = spawn(binary, args, {
    env: { ...rest, [starterVariable]: String(process.pid) },
    stdio: 'inherit',
    windowsHide: false,
  });
  return {
    ended: endOf(child).then((end) => ({ ...end, hadBegun: performance.now() - begin > beginningMs })),
    end(count) {
      if (count > 1) {
        child.kill('SIGKILL');
        return;
      }
      // Not the signal that came: where that was a key in the terminal, it has reached the child as well, and a second one
      // of the same kind would end it on the spot. Windows has only the key.
      if (process.platform !== 'win32') child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), longestEndMs).unref();
    },
  };
}

async function endOf(child) {
  try {
    const [code, signal] = await once(child, 'exit');
    return { code, signal };
  } catch (error) {
    return { code: 1, signal: null, fault: error.message };
  }
}
