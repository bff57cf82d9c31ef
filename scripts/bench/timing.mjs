/** Time for all processes of the bench: one monotonic clock that the machine shares among them. */
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds of the machine's monotonic clock, comparable between processes. */
export function nowMs() {
  return Number(process.hrtime.bigint()) / 1e6;
}

/**
 * Waits, and fails as soon as one of the watched processes ends.
 *
 * @param {number} ms
 * @param {readonly { readonly broken: Promise<never> }[]} watched
 */
export async function wait(ms, watched = []) {
  const over = new AbortController();
  try {
    await Promise.race([delay(ms, undefined, { signal: over.signal }), ...watched.map(({ broken }) => broken)]);
  } finally {
    over.abort();
  }
}

/**
 * Asks again and again until the answer is yes; false when it was not within `mostMs`.
 *
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {number} mostMs
 * @param {readonly { readonly broken: Promise<never> }[]} watched
 */
export async function waitUntil(isSo, mostMs, watched = [], everyMs = 250) {
  const end = nowMs() + mostMs;
  while (!(await isSo())) {
    if (nowMs() >= end) return false;
    await wait(everyMs, watched);
  }
  return true;
}
