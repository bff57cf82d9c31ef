// Electron's runtime: its package has only the way to it, and brings it when it is first needed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @typedef {import('./obstacles.mjs').Obstacle} Obstacle */

/** Each start would wait for it again, on a machine that is offline or whose network does not let it through. */
const patienceAfterFailureMs = 60 * 60_000;
/** With `npm start` the services wait for it to be watched; whoever asks for the desktop wants nothing else. */
const longestFetchMs = { auto: 3 * 60_000, desktop: 30 * 60_000 };
const showEveryMs = 500;

/**
 * Where the package looks for it; see node_modules/electron/index.js.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ readonly kind: 'present', readonly binary: string } | { readonly kind: 'absent', readonly version: string }
 *   | { readonly kind: 'unknown' }} `unknown`: not even the package is here.
 */
export function findRuntime(root, environment) {
  const folder = join(root, 'node_modules/electron');
  const { version } = readJson(join(folder, 'package.json'));
  const name = contentOf(join(folder, 'path.txt'))?.trim();
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = environment;
  const brought = contentOf(join(folder, 'dist/version'))?.trim().replace(/^v/, '');
  // One of another version is left over from before the package was updated.
  const isOurs = name !== undefined && (brought === undefined || brought === version);
  const binary = override ? join(override, name || 'electron') : isOurs ? join(folder, 'dist', name) : undefined;
  if (binary !== undefined && existsSync(binary)) return { kind: 'present', binary };
  return version === undefined ? { kind: 'unknown' } : { kind: 'absent', version };
}

function readJson(path) {
  try {
    return JSON.parse(contentOf(path) ?? '{}');
  } catch {
    return {};
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
 * Brings it, or says why it cannot be had. After a failure, `auto` does not try again for an hour.
 *
 * @param {{ readonly root: string, readonly version: string, readonly mode: 'auto' | 'desktop',
 *   readonly environment: NodeJS.ProcessEnv, readonly signal: AbortSignal }} options
 * @returns {Promise<Obstacle | undefined>}
 */
export async function fetchRuntime({ root, version, mode, environment, signal }) {
  const note = join(root, 'node_modules/.cache/asl-monitor/electron-failed.json');
  const remedy =
    'npm start -- --desktop tries again; behind a proxy set HTTPS_PROXY, without the internet ELECTRON_MIRROR';
  if (environment.ELECTRON_OVERRIDE_DIST_PATH) {
    return {
      why: `there is no Electron in ELECTRON_OVERRIDE_DIST_PATH (${environment.ELECTRON_OVERRIDE_DIST_PATH})`,
      remedy: 'put it there, or leave that variable away',
    };
  }
  const failure = mode === 'auto' ? recentFailure(note, version) : undefined;
  if (failure !== undefined) {
    return { why: `Electron ${version} could not be fetched ${failure.minutes} min ago (${failure.reason})`, remedy };
  }
  const reason = await install(root, version, longestFetchMs[mode], environment, signal);
  if (reason === undefined) rmSync(note, { force: true });
  if (reason === undefined || signal.aborted) return undefined;
  keepFailure(note, version, reason);
  return { why: `Electron ${version} could not be fetched (${reason})`, remedy };
}

function recentFailure(note, version) {
  const { at, version: which, reason } = readJson(note);
  const age = Date.now() - at;
  const isRecent = which === version && age >= 0 && age < patienceAfterFailureMs;
  return isRecent ? { minutes: Math.round(age / 60_000), reason: String(reason) } : undefined;
}

/** Where it cannot be kept, the next start tries again. */
function keepFailure(note, version, reason) {
  try {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, JSON.stringify({ at: Date.now(), version, reason }));
  } catch {}
}

/** Undefined once it is here, else why it is not. */
async function install(root, version, longestMs, environment, signal) {
  console.error(`asl-monitor: fetching Electron ${version} for the desktop application, once (some 120 MB)`);
  // In a folder of its own, so that its growth can be shown, and nothing stays of a download that was broken off.
  const folder = mkdtempSync(join(tmpdir(), 'asl-monitor-electron-'));
  const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    env: { ...withProxy(environment), TMPDIR: folder, TMP: folder, TEMP: folder, ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
    signal,
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const show = process.stderr.isTTY ? setInterval(() => showSize(folder), showEveryMs) : undefined;
  try {
    const [code, killed] = await once(child, 'close');
    if (code === 0) return undefined;
    if (killed !== null) return `it took longer than ${longestMs / 60_000} min`;
    return complaintOf(complaints) ?? `its installer ended with ${code}`;
  } catch (error) {
    return error.message;
  } finally {
    clearInterval(show);
    if (show !== undefined) process.stderr.write('\r\u001b[K');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It obeys the variables for a proxy only where it is asked to. */
function withProxy(environment) {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
  const isNeeded = names.some((name) => environment[name]);
  return isNeeded ? { ELECTRON_GET_USE_PROXY: 'true', ...environment } : environment;
}

/** What it complains of; the rest is about where in its sources. */
function complaintOf(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const line = lines.find((each) => /error/i.test(each)) ?? lines.find((each) => each !== '');
  if (line?.endsWith('fetch failed')) return 'its server cannot be reached';
  return line?.slice(0, 200);
}

function showSize(folder) {
  try {
    const files = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))));
    const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
    process.stderr.write(`\r  ${(bytes / 1e6).toFixed(0)} MB\u001b[K`);
  } catch {
    // A file that is gone by now; it is shown again soon.
  }
}
