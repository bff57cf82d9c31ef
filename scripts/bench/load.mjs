/** What watching costs: our program on the load farm. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder, removeFolder } from './belongings.mjs';
import { runMonitor } from './monitor.mjs';
import { measureSteady } from './steady.mjs';

/**
 * @param {readonly number[]} ports
 * @param {number} count
 */
export function farmServices(ports, count) {
  return Array.from({ length: count }, (_, index) => ({
    name: `service-${String(index).padStart(5, '0')}`,
    url: `http://127.0.0.1:${ports[index % ports.length]}/s/${index}`,
  }));
}

/**
 * Bytes that the history takes, including what still stands in the write-ahead log only. Looked up in a copy, since the
 * program may have the file for itself.
 *
 * @param {string} path
 */
export function historyBytes(path) {
  const folder = makeFolder();
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const database = new DatabaseSync(copy);
    try {
      const { page_count: pages } = database.prepare('PRAGMA page_count').get() ?? {};
      const { page_size: size } = database.prepare('PRAGMA page_size').get() ?? {};
      return Number(pages) * Number(size);
    } finally {
      database.close();
    }
  } catch {
    // A program that keeps no such file keeps nothing that could be measured.
    return undefined;
  } finally {
    removeFolder(folder);
  }
}

/**
 * @param {import('../bench.mjs').Context} context
 * @param {object} run
 * @param {number} run.services
 * @param {number} run.intervalMs
 * @param {number} run.warmUpMs
 * @param {number} run.windowMs
 */
export async function runLoad({ farm, ports, slack, program }, { services, intervalMs, warmUpMs, windowMs }) {
  await farm.ask('forget');
  const setup = {
    program,
    services: farmServices(ports, services),
    // With a timeout of 5 s the promise of 30 s leaves the interval as it is.
    monitoring: { check_interval: intervalMs / 1_000, failure_threshold: 2, default_timeout: 5 },
    slackUrl: slack.url,
  };
  return runMonitor(setup, (monitor) =>
    measureSteady({
      farm,
      programs: [monitor],
      keptBytes: () => historyBytes(monitor.database),
      services,
      intervalMs,
      warmUpMs,
      windowMs,
    }),
  );
}
