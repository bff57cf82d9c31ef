/** What a process and its children cost the machine, as the kernel of Linux counts it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { nowMs } from './timing.mjs';

/**
 * @typedef {object} Usage
 * @property {number} at monotonic milliseconds
 * @property {number} cpuMs user and system time since the start, with that of children that have ended
 * @property {number} residentBytes
 * @property {number} writtenBytes handed to the disk since the start
 */

const ticksPerSecond = readTicks();

/** Only Linux tells these figures without further tools. */
export const isUsageKnown = ticksPerSecond !== undefined;

function readTicks() {
  if (process.platform !== 'linux') return undefined;
  try {
    return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100;
  } catch {
    return 100;
  }
}

/**
 * The process and all its descendants, as far as the machine tells.
 *
 * @param {number} pid
 * @returns {number[]}
 */
export function family(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...(children === '' ? [] : children.split(' ').flatMap((child) => family(Number(child))))];
  } catch {
    return [pid];
  }
}

/**
 * The sum over these processes and their children, or undefined where the machine does not tell.
 *
 * @param {readonly number[]} pids
 * @returns {Usage | undefined}
 */
export function usageOf(pids) {
  if (ticksPerSecond === undefined) return undefined;
  const sum = { at: nowMs(), cpuMs: 0, residentBytes: 0, writtenBytes: 0 };
  for (const pid of pids.flatMap(family)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in parentheses may hold blanks; behind it the state is field 3, the four times are fields 14 to 17.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = fields.slice(11, 15).reduce((total, text) => total + Number(text), 0);
      sum.cpuMs += (ticks * 1_000) / ticksPerSecond;
      sum.residentBytes += 1_024 * number(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');
      sum.writtenBytes += number(readFileSync(`/proc/${pid}/io`, 'utf8'), 'write_bytes');
    } catch {
      // A child that has just ended: its times are in its parent's from now on.
    }
  }
  return sum;
}

/** @param {string} text @param {string} key */
function number(text, key) {
  return Number(new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

/** Milliseconds that all cores together have been busy since the machine started. */
export function busyMs() {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/**
 * Watches memory once a second until stopped.
 *
 * @param {readonly number[]} pids
 */
export function watchMemory(pids) {
  let mostBytes = 0;
  const look = () => {
    mostBytes = Math.max(mostBytes, usageOf(pids)?.residentBytes ?? 0);
  };
  look();
  const timer = setInterval(look, 1_000);
  return {
    /** The highest figure seen, in bytes. */
    stop() {
      clearInterval(timer);
      look();
      return mostBytes;
    },
  };
}
