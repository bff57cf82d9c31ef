/** From a change of state to Slack's `ok`, and what an outage of many services becomes in the channel. */
import { startFarm } from './farm.mjs';
import { runMonitor } from './monitor.mjs';
import { startSlack } from './slack.mjs';
import { nowMs, wait, waitUntil } from './timing.mjs';

/** @typedef {{ event: string, at: string, service?: string, kind?: string }} ProgramEvent */
/** @typedef {Awaited<ReturnType<typeof startSlack>>} Slack */
/** @typedef {{ farm: ReturnType<typeof startFarm>, monitor: import('./monitor.mjs').Monitor, events: ProgramEvent[] }} Stage */
/**
 * @typedef {object} Latencies
 * @property {number} changes
 * @property {number[]} toldMs from the change of state to the delivery, without what Slack itself took
 */

/** For what is measured from a change of state on, checks may come as often as they like. */
const often = {
  check_interval: 1,
  retry_interval: 0.3,
  failure_threshold: 2,
  recovery_threshold: 2,
  default_timeout: 2,
};
/** The seed's file. */
const usual = { check_interval: 20, failure_threshold: 2, default_timeout: 10 };
/** About what the real one takes. */
const slackAnswerMs = 100;
/** Two messages a second apart, and some more: nothing that is measured waits for Slack's limit. */
const betweenMs = 2_300;
const patienceMs = 20_000;
const crowdPatienceMs = 90_000;

/**
 * One service after the other turns bad and recovers.
 *
 * @param {import('../bench.mjs').Context} context
 * @param {{ outages: number }} run
 */
export async function runTelling({ program }, { outages }) {
  // Each only once: who fails again within five minutes goes on with the same incident.
  const names = Array.from({ length: outages }, (_, index) => `single-${index}-of-${outages}`);
  const slack = await startSlack({ answerMs: slackAnswerMs });
  try {
    const bareMs = await askBare(slack, outages);
    const setting = { program, slack, names, kind: 'status-500', monitoring: often };
    return await withServices(setting, async ({ farm, monitor, events }) => {
      const watched = [farm, monitor];
      /** @type {{ down: Latencies, up: Latencies }} */
      const found = { down: { changes: 0, toldMs: [] }, up: { changes: 0, toldMs: [] } };

      /** @param {Latencies} into @param {string} change @param {string} kind @param {string} service */
      const measure = async (into, change, kind, service) => {
        into.changes += 1;
        /** @param {ProgramEvent} event */
        const isDelivery = (event) =>
          event.event === 'alert.delivered' && event.service === service && event.kind === kind;
        const told = slack.messages.length;
        if (!(await waitUntil(() => events.some(isDelivery), patienceMs, watched, 20))) return;
        const changed = events.find((event) => event.event === change && event.service === service);
        const answersMs = slack.messages.slice(told).reduce((sum, { answerMs }) => sum + answerMs, 0);
        into.toldMs.push(timeOf(events.find(isDelivery)) - timeOf(changed) - answersMs);
      };

      for (const name of names) {
        await wait(betweenMs + Math.random() * 1_000, watched);
        await farm.ask('spoil', { moments: [[name, nowMs()]] });
        await measure(found.down, 'incident.opened', 'opened', name);
        await wait(betweenMs, watched);
        await farm.ask('mend', { names: [name] });
        await measure(found.up, 'incident.resolved', 'resolved', name);
      }
      return { ...found, bareMs };
    });
  } finally {
    slack.close();
  }
}

/**
 * Many services turn bad at once and recover at once, before a Slack that keeps its limit.
 *
 * @param {import('../bench.mjs').Context} context
 * @param {{ services: number, kind: 'refused' | 'status-500' }} run
 */
export async function runCrowd({ program }, { services, kind }) {
  const names = Array.from({ length: services }, (_, index) => `crowd-${index}-of-${services}`);
  const slack = await startSlack({ answerMs: slackAnswerMs, isLimited: true });
  try {
    const setting = { program, slack, names, kind, monitoring: usual };
    return await withServices(setting, async ({ farm, monitor, events }) => {
      const watched = [farm, monitor];
      /** @param {string} news */
      const toldOf = (news) =>
        new Set(events.filter((one) => one.event === 'alert.delivered' && one.kind === news).map((one) => one.service));
      /** @param {string} news */
      const untilTold = async (news) => {
        const from = nowMs();
        await waitUntil(() => toldOf(news).size === services, crowdPatienceMs, watched, 50);
        return { services: toldOf(news).size, afterMs: nowMs() - from };
      };
      await farm.ask('spoil', { moments: names.map((name) => [name, nowMs()]) });
      const down = await untilTold('opened');
      await wait(betweenMs, watched);
      await farm.ask('mend', { names });
      const up = await untilTold('resolved');
      const posts = slack.messages.filter(({ method }) => method === 'chat.postMessage');
      return {
        services,
        down,
        up,
        topLevel: posts.filter(({ isReply }) => !isReply).length,
        replies: posts.filter(({ isReply }) => isReply).length,
        edits: slack.messages.length - posts.length,
        refusals: slack.refusals(),
      };
    });
  } finally {
    slack.close();
  }
}

/**
 * @template Result
 * @param {object} setting
 * @param {string} setting.program
 * @param {Slack} setting.slack
 * @param {readonly string[]} setting.names
 * @param {string} setting.kind
 * @param {typeof often | typeof usual} setting.monitoring
 * @param {(stage: Stage) => Promise<Result>} use
 */
async function withServices({ program, slack, names, kind, monitoring }, use) {
  const farm = startFarm('outage-farm');
  try {
    const services = names.map((name) => ({ name, kind }));
    /** @type {Record<string, string>} */
    const urls = await farm.ask('open', { services });
    /** @type {ProgramEvent[]} */
    const events = [];
    const setup = {
      program,
      services: names.map((name) => ({ name, url: urls[name] })),
      monitoring,
      slackUrl: slack.url,
      onEvent: (/** @type {ProgramEvent} */ event) => void events.push(event),
    };
    return await runMonitor(setup, async (monitor) => {
      // Every service has been seen well, and checks have come to their usual rhythm.
      await wait(monitoring.check_interval * 1_400 + 2_000, [farm, monitor]);
      return await use({ farm, monitor, events });
    });
  } finally {
    farm.stop();
  }
}

/**
 * The same Slack asked by nothing but a loop, without what Slack itself took.
 *
 * @param {Slack} slack
 * @param {number} times
 */
async function askBare(slack, times) {
  /** @type {number[]} */
  const tookMs = [];
  const body = new URLSearchParams({ channel: '#asl-alerts', text: 'x'.repeat(2_000) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  // The first one opens the connection.
  for (let count = 0; count <= times; count += 1) {
    const from = nowMs();
    const response = await fetch(`${slack.url}chat.postMessage`, { method: 'POST', headers, body });
    await response.text();
    tookMs.push(nowMs() - from - (slack.messages.at(-1)?.answerMs ?? 0));
  }
  slack.messages.length = 0;
  return tookMs.slice(1);
}

/** @param {ProgramEvent | undefined} event */
function timeOf(event) {
  return Date.parse(event?.at ?? '');
}
