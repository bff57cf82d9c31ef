/** How fast the history answers what a window asks about the past, and what it takes on disk. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openHistory } from '../../main/history/history.ts';
import { makeFolder, removeFolder } from './belongings.mjs';
import { nameOf, writePast } from './past.mjs';
import { createPastClock } from './past-clock.mjs';
import { nowMs } from './timing.mjs';

/** @typedef {import('../../main/history/history.ts').History} History */
/** @typedef {{ databasePath: string, incidentsDir: string }} Place */

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {string} unit of what is counted in the answer
 * @property {(service: string, turn: number) => number} ask gives how much was found
 */

/**
 * @typedef {object} Asked
 * @property {string} name
 * @property {string} unit
 * @property {readonly number[]} tookMs
 * @property {number} found
 */

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** As many as a chart has room for in a window of usual width. */
const points = 720;
const starts = 5;

/**
 * @param {import('../bench.mjs').Context} context
 * @param {import('./past.mjs').PastPlan & { turns: number }} run
 */
export async function runHistory({ progress }, { turns, ...plan }) {
  const folder = makeFolder();
  const place = { databasePath: join(folder, 'history.db'), incidentsDir: join(folder, 'incidents') };
  try {
    const begunAt = nowMs();
    const { endsAt, checks } = await writePast(place, plan);
    progress(`history: ${checks} checks written in ${Math.round((nowMs() - begunAt) / 1_000)} s`);
    const { size: bytes } = statSync(place.databasePath);
    /** @type {number[]} */
    const openedMs = [];
    for (let start = 0; start < starts; start += 1) {
      const { history, tookMs } = openPast(place, endsAt, plan);
      openedMs.push(tookMs);
      await history.close();
    }
    const { history, database } = openPast(place, endsAt, plan);
    try {
      const rows = database.prepare('SELECT at, records FROM checks WHERE at > ? AND at <= ?');
      const reference = askOften(
        { name: 'the rows of one hour', unit: 'rows', ask: () => rows.all(endsAt - hourMs, endsAt).length },
        plan.services,
        turns,
      );
      const asked = questions(history, endsAt).map((question) => askOften(question, plan.services, turns));
      return { ...plan, checks, bytes, incidents: history.statistics().total, openedMs, reference, asked };
    } finally {
      await history.close();
    }
  } finally {
    removeFolder(folder);
  }
}

/**
 * @param {Place} place
 * @param {number} now
 * @param {{ days: number }} plan
 */
function openPast(place, now, { days }) {
  const clock = createPastClock(now);
  /** @type {DatabaseSync[]} */
  const opened = [];
  const from = nowMs();
  const history = openHistory({
    ...place,
    clock,
    rawDays: days + 1,
    rollupDays: 730,
    notifiers: ['slack', 'desktop'],
    openDatabase(path) {
      const database = new DatabaseSync(path);
      opened.push(database);
      return database;
    },
  });
  const tookMs = nowMs() - from;
  const [database] = opened;
  if (database === undefined) throw new Error(`${place.databasePath} was not opened`);
  return { history, database, tookMs };
}

/**
 * @param {History} history
 * @param {number} now
 * @returns {readonly Question[]}
 */
function questions(history, now) {
  const latest = history.incidents({ limit: 100 });
  const from = now - 90 * dayMs;
  /** @param {string} span @param {number} ms @returns {Question} */
  const chart = (span, ms) => ({
    name: `chart of one service, ${span}`,
    unit: 'buckets',
    ask: (service) => history.chart(service, now - ms, now, points).buckets.length,
  });
  return [
    {
      name: 'latest 60 checks of every service',
      unit: 'checks',
      ask: () => [...history.recentChecksOfAll(60).values()].reduce((sum, checks) => sum + checks.length, 0),
    },
    { name: 'latest 60 checks of one', unit: 'checks', ask: (service) => history.recentChecks(service, 60).length },
    {
      name: 'uptime of every service, 24 h, 7 d and 30 d',
      unit: 'services',
      ask: () => history.uptimes(now).size,
    },
    chart('1 h', hourMs),
    chart('24 h', dayMs),
    chart('7 d', 7 * dayMs),
    chart('30 d', 30 * dayMs),
    chart('90 d', 90 * dayMs),
    {
      name: 'response of one over 24 h, with percentiles',
      unit: 'checks',
      ask(service) {
        const { count, p99Ms } = history.responseSummary(service, now - dayMs, now);
        return p99Ms === undefined ? 0 : count;
      },
    },
    { name: 'incidents, a page of 100', unit: 'incidents', ask: () => history.incidentPage({ limit: 100 }).total },
    {
      name: 'incidents of one service',
      unit: 'incidents',
      ask: (service) => history.incidentPage({ service, limit: 100 }).total,
    },
    {
      name: 'incidents with a text',
      unit: 'incidents',
      ask: () => history.incidentPage({ text: 'GATEWAY', limit: 100 }).total,
    },
    {
      name: 'figures of 90 days',
      unit: 'incidents',
      ask: () => history.incidentFigures({ from, to: now, timeZone: 'Europe/Paris' }).total,
    },
    {
      name: "one incident's story",
      unit: 'points',
      ask: (_, turn) => history.incidentStory(latest[turn % latest.length]?.id ?? '')?.points.length ?? 0,
    },
  ];
}

/**
 * Asks about one service after the other, as somebody does who looks around.
 *
 * @param {Question} question
 * @param {number} services
 * @param {number} turns
 * @returns {Asked}
 */
function askOften({ name, unit, ask }, services, turns) {
  /** @type {number[]} */
  const tookMs = [];
  let found = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const service = nameOf((turn * 7) % services);
    const from = nowMs();
    found = Math.max(found, ask(service, turn));
    tookMs.push(nowMs() - from);
  }
  return { name, unit, tookMs, found };
}
