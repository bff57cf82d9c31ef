/** Everything the bench starts or writes, so that nothing of it outlives the bench, however that ends. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { family } from './usage.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();
/** @type {Set<string>} */
const folders = new Set();

const project = fileURLToPath(new URL('../..', import.meta.url));
/** What statfs says of file systems that live in memory: Linux's tmpfs and ramfs. */
const inMemory = new Set([0x01021994, 0x858458f6]);

process.on('exit', () => {
  for (const child of running) killFamily(child);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => process.exit(code));
}

/**
 * A child that is killed at the latest when the bench ends.
 *
 * @template {ChildProcess} Child
 * @param {Child} child
 * @returns {Child}
 */
export function own(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** @param {ChildProcess} child */
function killFamily(child) {
  for (const pid of child.pid === undefined ? [] : family(child.pid)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** A new folder on a real disk, since what is written there is measured. */
export function makeFolder() {
  const beside = join(project, 'out');
  const parent = inMemory.has(statfsSync(tmpdir()).type) ? beside : tmpdir();
  if (parent === beside) mkdirSync(beside, { recursive: true });
  const folder = mkdtempSync(join(parent, 'asl-monitor-bench-'));
  folders.add(folder);
  return folder;
}

/** @param {string} folder */
export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
}

/**
 * A text without the paths of this machine, fit to be shown to anybody.
 *
 * @param {string} text
 */
export function withoutPaths(text) {
  let clean = text;
  for (const folder of folders) clean = clean.replaceAll(folder, '…');
  return clean.replaceAll(project, '');
}

/** The environment for what is measured: proxies would come between it and the loopback services. */
export function plainEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^((https?|all|no)_proxy|SLACK_.*|NODE_OPTIONS)$/i.test(name),
  );
  return Object.fromEntries(kept);
}

/**
 * A program that is expected to run until it is stopped.
 *
 * @typedef {object} Program
 * @property {number} pid
 * @property {number} startedAt of the monotonic clock, just before it was started
 * @property {NodeJS.ReadableStream | null} stdout
 * @property {Promise<never>} broken rejects when the program ends without having been asked to
 * @property {() => Promise<number | null>} stop ends it and gives its exit code, null when it had to be killed
 */

/**
 * @param {string} name for messages
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, stdout: 'pipe' | 'ignore', now: () => number }} options
 * @returns {Promise<Program>}
 */
export async function startProgram(name, command, args, { cwd, env, stdout, now }) {
  const startedAt = now();
  const child = own(spawn(command, args, { cwd, env, stdio: ['ignore', stdout, 'pipe'] }));
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  let isAsked = false;
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  /** @type {Promise<never>} */
  const broken = new Promise((_, reject) => {
    child.once('error', (error) => reject(new Error(`${name} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (!isAsked) reject(new Error(`${name} ended by itself (${signal ?? code}): ${withoutPaths(lastWords.trim())}`));
    });
  });
  broken.catch(() => {});
  if (child.pid === undefined) return broken;
  return {
    pid: child.pid,
    startedAt,
    stdout: child.stdout,
    broken,
    async stop() {
      isAsked = true;
      const patience = setTimeout(() => killFamily(child), 10_000);
      child.kill('SIGTERM');
      const code = await exited;
      clearTimeout(patience);
      return code;
    },
  };
}

/**
 * Where an installed program lies, or undefined.
 *
 * @param {string} name
 */
export function installed(name) {
  return ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].map((folder) => join(folder, name)).find(existsSync);
}
