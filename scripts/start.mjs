// `npm start`: the desktop application, or, where that cannot run, the same engine without one in this very process.
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headlessArguments, help, readStart } from './start/arguments.mjs';
import { onAsked } from './start/asked.mjs';
import { startAgainCode, startDesktop } from './start/desktop.mjs';
import { findBeginningObstacle, findLoadingObstacle, readSandbox } from './start/machine.mjs';
import { fetchAgain, sandboxObstacle, sessionObstacle } from './start/obstacles.mjs';
import { fetchRuntime, findRuntime } from './start/runtime.mjs';

/** @typedef {import('./start/obstacles.mjs').Obstacle} Obstacle */

const root = fileURLToPath(new URL('..', import.meta.url));
const isBuilt = (name) => existsSync(join(root, 'out/main', name));
const { platform, env: environment } = process;

const start = readStart(process.argv.slice(2));
switch (start.kind) {
  case 'error':
    console.error(`asl-monitor: ${start.message}`);
    process.exitCode = 1;
    break;
  case 'help':
    process.stdout.write(help);
    await goHeadless(['--help']);
    break;
  case 'run':
    // Without either of the two, that one says so.
    if (start.mode === 'headless' || (start.mode === 'auto' && !isBuilt('headless.js'))) await goHeadless(start.args);
    else await tryDesktop(start.mode, start.args);
}

async function tryDesktop(mode, args) {
  const outcome = await openDesktop(mode, args);
  if ('code' in outcome) {
    process.exitCode = outcome.code;
    return;
  }
  const { why, remedy } = outcome;
  if (mode === 'desktop') {
    console.error(`asl-monitor: the desktop application cannot run: ${why}.\nTo get it: ${remedy}.`);
    process.exitCode = 1;
    return;
  }
  console.error(
    `asl-monitor: it goes on without the desktop application, since ${why}. To get that: ${remedy}.\n` +
      'Its window is a page in the browser: open the address after "Dashboard:". Ctrl+C ends it.',
  );
  await goHeadless(headlessArguments(args));
}

/** Whether it had begun or not, what comes next is for whoever called. */
async function openDesktop(mode, args) {
  const abort = new AbortController();
  let asked;
  let desktop;
  const stopListening = onAsked((signal, count) => {
    asked ??= signal;
    abort.abort();
    desktop?.end(count);
  });
  const session = { platform, environment, uid: process.getuid?.(), args };

  try {
    if (!isBuilt('index.js')) {
      return { why: 'it is not built yet', remedy: 'npm run build, or npm ci' };
    }
    const early = sessionObstacle(session);
    if (early !== undefined) return early;
    const found = await haveRuntime(mode, abort.signal);
    if (asked !== undefined) return { code: 128 + constants.signals[asked] };
    if ('why' in found) return found;
    const { binary } = found;
    const sandbox = platform === 'linux' ? readSandbox(binary, environment) : undefined;
    const late =
      sandbox && (sandboxObstacle(session, sandbox) ?? (await findLoadingObstacle(binary, environment, abort.signal)));
    if (asked !== undefined) return { code: 128 + constants.signals[asked] };
    if (late !== undefined) return late;
    for (;;) {
      desktop = startDesktop({ binary, args: [relative(process.cwd(), root) || '.', ...args], environment });
      const { code, signal, fault, hadBegun } = await desktop.ended;
      if (asked === undefined && code === startAgainCode) continue;
      if (fault !== undefined) return { why: `Electron cannot be started (${fault})`, remedy: fetchAgain };
      // Whether this was the machine's fault or its own, an application tells that has none.
      const isFailed = asked === undefined && code !== 0 && !hadBegun;
      const beginning = { binary, args, environment, sandbox, signal: abort.signal };
      const obstacle = isFailed ? await findBeginningObstacle(beginning) : undefined;
      return obstacle ?? { code: code ?? 128 + constants.signals[signal] };
    }
  } finally {
    stopListening();
  }
}

/** Electron's own program, or why there is none. */
async function haveRuntime(mode, signal) {
  const missing = {
    why: 'the package electron is not installed',
    remedy: 'npm ci, without leaving out development packages',
  };
  const found = findRuntime(root, environment);
  if (found.kind === 'unknown') return missing;
  if (found.kind === 'present') return found;
  const obstacle = await fetchRuntime({ root, version: found.version, mode, environment, signal });
  if (obstacle !== undefined) return obstacle;
  const fetched = findRuntime(root, environment);
  return fetched.kind === 'present' ? fetched : missing;
}

async function goHeadless(args) {
  process.argv.splice(2, process.argv.length, ...args);
  await import('./asl-monitor.mjs');
}
