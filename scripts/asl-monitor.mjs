#!/usr/bin/env node
// Starts the built headless program, or says in one sentence why it cannot.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../out/main/headless.js', import.meta.url);

/**
 * A light guest: V8 works without helper threads and with a small nursery, and the C library with one pool of memory.
 * Together that is a quarter less memory; the threads would only save time to a program that computes much.
 */
const frugalV8 = ['--single-threaded', '--max-semi-space-size=2'];
const frugalMalloc = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// Keeps undici's parser in its first, small translation; a flag that another V8 may not know.
if (major === 24) frugalV8.push('--liftoff-only');

if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    `asl-monitor: Node ${process.versions.node} is too old, 22.19 or later is needed; "npm run headless -- …" brings its own`,
  );
  process.exitCode = 1;
} else if (!existsSync(program)) {
  console.error('asl-monitor: the program is not built yet; "npm ci" or "npm run build" does that');
  process.exitCode = 1;
} else {
  becomeFrugal();
  await import(program.href);
}

/** Both can be set only when a process starts. Where it can, this one starts anew in its own place; else it goes on as it is. */
function becomeFrugal() {
  const isDone = process.execArgv.includes(frugalV8[0]);
  if (isDone || process.platform === 'win32' || typeof process.execve !== 'function') return;
  const args = [...process.execArgv, ...frugalV8, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  process.execve(process.execPath, [process.execPath, ...args], { ...frugalMalloc, ...process.env });
}
