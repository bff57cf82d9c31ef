/** One steady run over the load farm: warm up, then measure a window. Ours and the peer go through the same. */

import { nowMs, wait } from './timing.mjs';
import { busyMs, usageOf, watchMemory } from './usage.mjs';

/**
 * @typedef {object} Steady
 * @property {number} windowMs
 * @property {number} checks made within the window, as the servers saw them
 * @property {number} checksPerSecond
 * @property {number | undefined} cpuShare of one core
 * @property {number | undefined} cpuPerCheckMs
 * @property {number | undefined} residentBytes at the end of the window
 * @property {number | undefined} mostResidentBytes
 * @property {number | undefined} writtenPerCheckBytes
 * @property {number | undefined} keptPerCheckBytes
 * @property {number} punctualShare of the intervals that were within 5 % of what was asked
 * @property {number} worstOffMs
 * @property {number} reused connections that served more than one check
 * @property {number | undefined} othersShare of one core, used meanwhile by what has nothing to do with the bench
 * @property {number | undefined} farmShare of one core, used by the servers and by the bench itself
 * @property {number | undefined} allCheckedMs from the start of the process to the first check of the last service
 */

/**
 * @param {object} run
 * @param {{ ask: (command: string, order?: object) => Promise<any>, broken: Promise<never> }} run.farm
 * @param {readonly { pid: number, startedAt: number, broken: Promise<never> }[]} run.programs
 * @param {() => number | undefined} run.keptBytes what is kept on disk at this moment
 * @param {number} run.services
 * @param {number} run.intervalMs
 * @param {number} run.warmUpMs
 * @param {number} run.windowMs
 * @returns {Promise<Steady>}
 */
export async function measureSteady({ farm, programs, keptBytes, services, intervalMs, warmUpMs, windowMs }) {
  const watched = [farm, ...programs];
  const pids = programs.map(({ pid }) => pid);
  const look = () => ({ ours: usageOf(pids), bench: usageOf([process.pid]), busyMs: busyMs(), keptBytes: keptBytes() });
  await wait(warmUpMs, watched);
  const firsts = await farm.ask('firsts');
  const from = nowMs();
  const before = look();
  const memory = watchMemory(pids);
  let mostResidentBytes;
  try {
    await wait(windowMs, watched);
  } finally {
    mostResidentBytes = memory.stop();
  }
  const to = nowMs();
  const after = look();
  const seen = await farm.ask('intervals', { from, to, services, intervalMs });
  const oursMs = grown(before.ours?.cpuMs, after.ours?.cpuMs);
  // The bench's children are the farm and what is measured.
  const benchMs = grown(before.bench?.cpuMs, after.bench?.cpuMs);
  /** @param {number | undefined} amount */
  const perCheck = (amount) => (amount === undefined || seen.checks === 0 ? undefined : amount / seen.checks);
  /** @param {number | undefined} ms */
  const share = (ms) => (ms === undefined ? undefined : ms / (to - from));
  return {
    windowMs: to - from,
    checks: seen.checks,
    checksPerSecond: (1_000 * seen.checks) / (to - from),
    cpuShare: share(oursMs),
    cpuPerCheckMs: perCheck(oursMs),
    residentBytes: after.ours?.residentBytes,
    mostResidentBytes: after.ours && mostResidentBytes,
    writtenPerCheckBytes: perCheck(grown(before.ours?.writtenBytes, after.ours?.writtenBytes)),
    keptPerCheckBytes: perCheck(grown(before.keptBytes, after.keptBytes)),
    punctualShare: seen.intervals === 0 ? 0 : seen.punctual / seen.intervals,
    worstOffMs: seen.worstMs,
    reused: seen.reused,
    farmShare: share(grown(oursMs, benchMs)),
    // The kernel samples the one and measures the other, so that a small difference may be below nothing.
    othersShare: share(Math.max(0, grown(benchMs, after.busyMs - before.busyMs) ?? 0)),
    allCheckedMs:
      firsts.services === services ? firsts.last - Math.min(...programs.map(({ startedAt }) => startedAt)) : undefined,
  };
}

/**
 * @param {number | undefined} from
 * @param {number | undefined} to
 */
function grown(from, to) {
  return from === undefined || to === undefined ? undefined : to - from;
}
