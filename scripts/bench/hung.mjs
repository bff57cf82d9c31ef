/** Whether services that hang move the checks of those that do not. */
import { startFarm } from './farm.mjs';
import { median } from './figures.mjs';
import { runMonitor } from './monitor.mjs';
import { nowMs, wait } from './timing.mjs';

const hungCount = 10;
const wellCount = 20;
const longestIntervalMs = 20_000;

/**
 * @param {import('../bench.mjs').Context} context
 * @param {{ cyclesBefore: number, cyclesDuring: number }} run
 */
export async function runHung({ program, slack }, { cyclesBefore, cyclesDuring }) {
  const farm = startFarm('outage-farm');
  try {
    const names = Array.from(
      { length: hungCount + wellCount },
      (_, index) => `${index % 3 === 0 ? 'hung' : 'well'}-${index}`,
    );
    const services = names.map((name) => ({ name, kind: name.startsWith('hung') ? 'hung' : 'well' }));
    /** @type {Record<string, string>} */
    const urls = await farm.ask('open', { services });
    const setup = {
      program,
      services: names.map((name) => ({ name, url: urls[name] })),
      monitoring: { check_interval: longestIntervalMs / 1_000, failure_threshold: 2, default_timeout: 10 },
      slackUrl: slack.url,
    };
    return await runMonitor(setup, async (monitor) => {
      const watched = [farm, monitor];
      await wait(5_000 + cyclesBefore * longestIntervalMs, watched);
      const from = nowMs();
      await farm.ask('spoil', {
        moments: names.filter((name) => name.startsWith('hung')).map((name) => [name, from + Math.random() * 2_000]),
      });
      await wait(cyclesDuring * longestIntervalMs, watched);
      const seen = await farm.ask('look');
      const intervals = names
        .filter((name) => name.startsWith('well'))
        .flatMap((name) => intervalsOf(/** @type {number[]} */ (seen[name].arrivals)));
      const expectedMs = median(intervals.map(({ ms }) => ms)) ?? 0;
      /** @param {boolean} isDuring */
      const worstOff = (isDuring) =>
        Math.max(...intervals.filter(({ end }) => end > from === isDuring).map(({ ms }) => Math.abs(ms - expectedMs)));
      return {
        expectedMs,
        beforeMs: worstOff(false),
        duringMs: worstOff(true),
        intervals: intervals.filter(({ end }) => end > from).length,
      };
    });
  } finally {
    farm.stop();
  }
}

/** @param {readonly number[]} arrivals */
function intervalsOf(arrivals) {
  return arrivals.slice(1).map((end, index) => ({ end, ms: end - (arrivals[index] ?? end) }));
}
