/** How long it takes from a service turning bad until Slack has accepted the news of it, and who is accused wrongly. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, removeFolder } from './belongings.mjs';
import { makeCertificates } from './certificates.mjs';
import { startFarm } from './farm.mjs';
import { runMonitor } from './monitor.mjs';
import { startSlack } from './slack.mjs';
import { nowMs, wait, waitUntil } from './timing.mjs';

/** What stands in the table for each kind of outage, and whether a check of that kind fails at once. */
export const outageKinds = /** @type {const} */ ({
  'status-500': { label: 'status 500', isFast: true },
  refused: { label: 'refused', isFast: true },
  reset: { label: 'reset', isFast: true },
  hung: { label: 'hung: never answers', isFast: false },
  dripping: { label: 'dripping body: a byte every 0.5 s', isFast: false },
  'unknown-host': { label: 'unknown host: redirects to name.invalid', isFast: true },
  'expired-certificate': { label: 'expired certificate', isFast: true },
  'wrong-content': { label: 'wrong content', isFast: true },
});

/** Services that must never alert: one is slow, one fails a single check now and then. */
export const healthyKinds = /** @type {const} */ ({
  slow: 'healthy, answers after 8 to 9.5 s',
  flaky: 'healthy, one check in four fails, never two in a row',
});

/**
 * @typedef {object} Outcome
 * @property {number[]} toldMs from turning bad to Slack's `ok`
 * @property {number[]} openedMs from turning bad to `incident.opened`
 * @property {number} outages
 * @property {number} falseAlerts services that Slack heard of without reason
 * @property {number} checks
 */

/** The seed's file. */
const monitoring = { check_interval: 20, failure_threshold: 2, default_timeout: 10 };
const warmUpMs = 28_000;
const patienceMs = 75_000;

/**
 * Several programs side by side, each with its own Slack: news are told at one message a second, and outages that
 * happen close together must not wait for each other's.
 *
 * @param {import('../bench.mjs').Context} context
 * @param {{ groups: number, eachPerGroup: number, spreadMs: number }} run
 * @returns {Promise<Record<string, Outcome>>} by kind
 */
export async function runDetection(context, { groups, eachPerGroup, spreadMs }) {
  const certificates = await makeCertificates();
  const folder = makeFolder();
  const issuerFile = join(folder, 'issuer.pem');
  writeFileSync(issuerFile, certificates.issuer);
  const farm = startFarm('outage-farm');
  try {
    const runs = Array.from({ length: groups }, (_, group) =>
      runGroup(context, { farm, certificates, issuerFile, group, eachPerGroup, spreadMs }),
    );
    const settled = await Promise.allSettled(runs);
    const outcomes = settled.flatMap((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    return sumUp(outcomes);
  } finally {
    farm.stop();
    removeFolder(folder);
  }
}

/**
 * @param {import('../bench.mjs').Context} context
 * @param {object} run
 * @param {ReturnType<typeof startFarm>} run.farm
 * @param {Awaited<ReturnType<typeof makeCertificates>>} run.certificates
 * @param {string} run.issuerFile
 * @param {number} run.group
 * @param {number} run.eachPerGroup
 * @param {number} run.spreadMs
 */
async function runGroup({ program, progress }, { farm, certificates, issuerFile, group, eachPerGroup, spreadMs }) {
  const kinds = [...Object.keys(outageKinds), ...Object.keys(healthyKinds)];
  const services = shuffled(
    kinds.flatMap((kind) =>
      Array.from({ length: eachPerGroup }, (_, index) => ({
        kind,
        name: `${kind}-g${group}n${String(index).padStart(2, '0')}`,
      })),
    ),
  );
  /** @type {Record<string, string>} */
  const urls = await farm.ask('open', { services, certificates });
  const slack = await startSlack();
  /** @type {Map<string, number>} */
  const openedAt = new Map();
  const setup = {
    program,
    services: services.map(({ name, kind }) => ({ name, url: urls[name], ...expectation(kind) })),
    monitoring,
    slackUrl: slack.url,
    env: { NODE_EXTRA_CA_CERTS: issuerFile },
    onEvent: (/** @type {{ event: string, service?: string }} */ { event, service }) => {
      if (event === 'incident.opened' && service && !openedAt.has(service)) openedAt.set(service, nowMs());
    },
  };
  try {
    return await runMonitor(setup, async (monitor) => {
      const watched = [farm, monitor];
      await wait(warmUpMs, watched);
      const doomed = services.filter(({ kind }) => kind in outageKinds).map(({ name }) => name);
      const slotMs = spreadMs / doomed.length;
      const start = nowMs() + 500;
      const moments = shuffled(doomed).map((name, slot) => [name, start + (slot + Math.random()) * slotMs]);
      await farm.ask('spoil', { moments });
      await wait(start + spreadMs - nowMs(), watched);
      if (group === 0) progress('every service that was to turn bad has; waiting for the last alerts');
      const isTold = () => doomed.every((name) => slack.messages.some(({ text }) => text.includes(name)));
      await waitUntil(isTold, patienceMs, watched);
      const seen = await farm.ask('look');
      return services.map(({ name, kind }) => ({
        kind,
        badSince: seen[name].badSince,
        checks: seen[name].arrivals.length,
        openedAt: openedAt.get(name),
        messages: slack.messages.filter(({ text }) => text.includes(name)).map(({ at }) => at),
      }));
    });
  } finally {
    slack.close();
  }
}

/** Bodies are read only where something is expected of them. @param {string} kind */
function expectation(kind) {
  return kind === 'dripping' || kind === 'wrong-content' ? { expect: { contains: 'all is well' } } : {};
}

/**
 * @param {readonly { kind: string, badSince?: number, checks: number, openedAt?: number | undefined, messages: readonly number[] }[]} services
 */
function sumUp(services) {
  /** @type {Record<string, Outcome>} */
  const outcomes = {};
  for (const { kind, badSince, checks, openedAt, messages } of services) {
    outcomes[kind] ??= { toldMs: [], openedMs: [], outages: 0, falseAlerts: 0, checks: 0 };
    const outcome = outcomes[kind];
    outcome.checks += checks;
    if (messages.some((at) => badSince === undefined || at < badSince)) outcome.falseAlerts += 1;
    if (badSince === undefined) continue;
    outcome.outages += 1;
    const told = messages.find((at) => at >= badSince);
    if (told !== undefined) outcome.toldMs.push(told - badSince);
    if (openedAt !== undefined) outcome.openedMs.push(openedAt - badSince);
  }
  return outcomes;
}

/** @template T @param {readonly T[]} items @returns {T[]} */
function shuffled(items) {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
