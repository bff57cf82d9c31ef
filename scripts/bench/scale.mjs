/** How far it goes on one core: the most checks a second. */
import { runLoad } from './load.mjs';

/** @typedef {import('./steady.mjs').Steady} Steady */

/** A core counts as used up from here on: above it, checks are late before the figure says 100 %. */
const fullShare = 0.95;

/**
 * Checks ever more services once a second, until the program uses up a core, or does not keep up any more.
 *
 * @param {import('../bench.mjs').Context} context
 * @param {{ warmUpMs: number, windowMs: number, tries: number }} run
 * @returns {Promise<Steady | undefined>} the most it kept up with
 */
export async function findLimit(context, { warmUpMs, windowMs, tries }) {
  const bounds = { kept: 0, missed: Number.POSITIVE_INFINITY };
  let best;
  let services = 1_500;
  for (let left = tries; left > 0; left -= 1) {
    const run = await runLoad(context, { services, intervalMs: 1_000, warmUpMs, windowMs });
    const keepsUp = run.checksPerSecond >= services * 0.98;
    const share = run.cpuShare ?? 0.5;
    const percent = Math.round(share * 100);
    context.progress(
      `  ${services} services every second: ${Math.round(run.checksPerSecond)} checks a second, ${percent} % of a core`,
    );
    if (keepsUp) {
      bounds.kept = services;
      best = run;
      if (share >= fullShare - 0.02) break;
    } else bounds.missed = services;
    const guess = keepsUp ? services * Math.min(2, fullShare / share) : run.checksPerSecond * 0.97;
    const isBetween = guess > bounds.kept && guess < bounds.missed;
    services = Math.round(isBetween ? guess : (bounds.kept + bounds.missed) / 2);
  }
  return best;
}
