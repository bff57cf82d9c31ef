/** How soon after its start the program does its work. */
import { farmServices } from './load.mjs';
import { prepareMonitor } from './monitor.mjs';
import { waitUntil } from './timing.mjs';

/**
 * Starts a few times in the same folder, as after a restart, and looks at the servers for when they were asked.
 *
 * @param {import('../bench.mjs').Context} context
 * @param {{ services: number, starts: number, mostMs: number }} run
 * @returns {Promise<{ firstMs: number[], allMs: number[], starts: number }>} of those starts in which every service was checked
 */
export async function runStarts({ farm, ports, slack, program }, { services, starts, mostMs }) {
  const prepared = prepareMonitor({
    program,
    services: farmServices(ports, services),
    monitoring: { check_interval: 20, failure_threshold: 2, default_timeout: 5 },
    slackUrl: slack.url,
  });
  /** @type {{ firstMs: number[], allMs: number[], starts: number }} */
  const found = { firstMs: [], allMs: [], starts };
  try {
    for (let start = 0; start < starts; start += 1) {
      await farm.ask('forget');
      await prepared.run(async (monitor) => {
        const areAll = async () => (await farm.ask('firsts')).services === services;
        const isDone = await waitUntil(areAll, mostMs, [farm, monitor], 50);
        const seen = await farm.ask('firsts');
        if (seen.services > 0) found.firstMs.push(seen.first - monitor.startedAt);
        if (isDone) found.allMs.push(seen.last - monitor.startedAt);
      });
    }
  } finally {
    prepared.remove();
  }
  return found;
}
