/** A past as a database holds it after a month, written by the store's own code. */

import { DatabaseSync } from 'node:sqlite';
import { setImmediate as aMoment } from 'node:timers/promises';
import { openHistory } from '../../main/history/history.ts';
import { createPastClock } from './past-clock.mjs';
import { createTroubles, failureOf, planTrouble } from './past-trouble.mjs';

/** It may be lost with the machine, and so it need not wait for the disk. */
class UnsafeDatabase extends DatabaseSync {
  /** @override @param {string} sql */
  exec(sql) {
    super.exec(sql.replace(/synchronous = \w+/, 'synchronous = OFF'));
  }
}

/**
 * @typedef {object} PastPlan
 * @property {number} days
 * @property {number} services
 * @property {number} intervalMs
 * @property {number} incidents about so many
 * @property {number} [startsAt] epoch milliseconds; if not given, the same every time
 */

const dayMs = 86_400_000;
const usualStart = Date.UTC(2026, 2, 1, 0, 7);
const lossesPerDay = 2;
const lossMs = 180_000;

/** @param {number} service */
export const nameOf = (service) => `service-${String(service).padStart(5, '0')}`;

/**
 * Fills a new file with checks, outages and losses of the network.
 *
 * @param {{ databasePath: string, incidentsDir: string }} place
 * @param {PastPlan} plan
 * @returns {Promise<{ endsAt: number, checks: number }>}
 */
export async function writePast(place, { days, services, intervalMs, incidents, startsAt = usualStart }) {
  const random = createRandom();
  const clock = createPastClock(startsAt);
  const history = openHistory({
    ...place,
    clock,
    rawDays: days + 1,
    rollupDays: 730,
    notifiers: ['slack', 'desktop'],
    openDatabase: (path) => new UnsafeDatabase(path),
  });
  const names = Array.from({ length: services }, (_, service) => nameOf(service));
  const cycles = Math.floor((days * dayMs) / intervalMs);
  const troubles = createTroubles(history, names, random);
  const planned = planTrouble({ cycles, services, incidents }, random);
  /** @type {Map<number, import('./past-trouble.mjs').Trouble>} by service */
  const failing = new Map();
  /** @type {{ trouble: import('./past-trouble.mjs').Trouble, incidents: ReturnType<typeof troubles.begin> }[]} */
  let open = [];
  let next = 0;
  let checks = 0;
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const now = clock.wallMs();
    for (let trouble = planned[next]; trouble?.first === cycle; trouble = planned[next]) {
      next += 1;
      for (const service of trouble.services) failing.set(service, trouble);
      open.push({ trouble, incidents: troubles.begin(trouble, now - 2_000, now) });
    }
    for (const { trouble, incidents: ofIt } of open.filter((one) => one.trouble.last === cycle)) {
      for (const service of trouble.services) failing.delete(service);
      troubles.end(trouble, ofIt, now - 2_000, now);
    }
    open = open.filter(({ trouble }) => trouble.last !== cycle);
    const isLost = (now - startsAt) % (dayMs / lossesPerDay) < lossMs && now - startsAt > dayMs / lossesPerDay;
    const lostSince = now - ((now - startsAt) % (dayMs / lossesPerDay));
    for (const [service, name] of names.entries()) {
      const startedAt = Math.round(clock.wallMs());
      const trouble = failing.get(service);
      if (isLost) history.noteUnobserved(name, { reason: 'offline', from: lostSince, to: startedAt });
      history.noteCheck(
        name,
        trouble === undefined
          ? {
              startedAt,
              durationMs: 20 + (service % 50) + 80 * random() ** 3,
              phases: {},
              statusCode: 200,
              ok: true,
              slow: false,
            }
          : { startedAt, durationMs: 12, phases: {}, ok: false, failure: failureOf(trouble.kind) },
        isLost ? 'offline' : undefined,
      );
      checks += 1;
      clock.advance(intervalMs / services);
    }
    // Whoever wants to end the bench is heard.
    if (cycle % 180 === 0) await aMoment();
  }
  await history.close();
  return { endsAt: clock.wallMs(), checks };
}

/** Numbers from 0 to 1 that are the same in every run (Park and Miller's). */
function createRandom() {
  let state = 20_260_301;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
