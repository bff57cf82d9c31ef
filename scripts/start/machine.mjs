// What this machine is like for a desktop application.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSwitch } from './arguments.mjs';
import { libraryObstacle, loadingObstacle, missingLibraries } from './libraries.mjs';
import { beginningObstacle } from './obstacles.mjs';

/** @typedef {import('./obstacles.mjs').Obstacle} Obstacle */
/** @typedef {import('./obstacles.mjs').Sandbox} Sandbox */

const longestTryMs = 20_000;

/**
 * @param {string} binary Electron's own.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Sandbox}
 */
export function readSandbox(binary, environment) {
  const path = environment.CHROME_DEVEL_SANDBOX || join(dirname(binary), 'chrome-sandbox');
  const kernel = (name) => contentOf(`/proc/sys/${name}`)?.trim();
  return {
    helper: { path, isSetuid: isSetuidOfRoot(path) },
    usernsClone: kernel('kernel/unprivileged_userns_clone'),
    maxUserns: kernel('user/max_user_namespaces'),
    apparmorRestricts: kernel('kernel/apparmor_restrict_unprivileged_userns'),
  };
}

function isSetuidOfRoot(path) {
  try {
    const { uid, mode } = statSync(path);
    return uid === 0 && (mode & 0o4001) === 0o4001;
  } catch {
    return false;
  }
}

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Lets the loader load it, and no more: as a plain Node it needs neither a display nor a sandbox.
 *
 * @param {string} binary
 * @param {NodeJS.ProcessEnv} environment
 * @param {AbortSignal} signal
 * @returns {Promise<Obstacle | undefined>}
 */
export async function findLoadingObstacle(binary, environment, signal) {
  const attempt = await run(binary, ['--version'], { ...environment, ELECTRON_RUN_AS_NODE: '1' }, signal);
  const [first] = missingLibraries(attempt.text);
  if (first === undefined) return loadingObstacle(binary, attempt);
  // The loader names the first one only.
  const { text } = await run('ldd', [binary], environment, signal);
  const missing = new Set([first, ...missingLibraries(text)]);
  return libraryObstacle([...missing], contentOf('/etc/os-release') ?? '');
}

/**
 * Lets it begin with an application that does nothing, to tell what is the machine's fault.
 *
 * @param {{ readonly binary: string, readonly args: readonly string[], readonly environment: NodeJS.ProcessEnv,
 *   readonly sandbox: Sandbox | undefined, readonly signal: AbortSignal }} options Of `args` it gets Chromium's switches.
 * @returns {Promise<Obstacle | undefined>}
 */
export async function findBeginningObstacle({ binary, args, environment, sandbox, signal }) {
  const folder = mkdtempSync(join(tmpdir(), 'asl-monitor-nothing-'));
  const application = fileURLToPath(new URL('nothing.cjs', import.meta.url));
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = environment;
  try {
    const end = await run(binary, [application, ...args.filter(isSwitch), folder], rest, signal);
    return beginningObstacle(end, sandbox);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Never rejects; everything that it wrote is in `text`. */
async function run(file, args, environment, signal) {
  const stdio = ['ignore', 'pipe', 'pipe'];
  const child = spawn(file, args, { env: environment, stdio, timeout: longestTryMs, killSignal: 'SIGKILL', signal });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk;
    });
  }
  try {
    const [code, killed] = await once(child, 'close');
    return { code, signal: killed, text };
  } catch (error) {
    return { code: error.code, signal: null, text };
  }
}
