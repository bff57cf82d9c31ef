/** The window in a real Chromium before the real program: with a thousand busy services, and on a month of history. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { openBrowser } from '../../tests/support/chromium.ts';
import { barePlaces, openBarePage } from './bare-page.mjs';
import { farmServices } from './load.mjs';
import { prepareMonitor, runMonitor } from './monitor.mjs';
import { nameOf, writePast } from './past.mjs';
import { nowMs, wait } from './timing.mjs';
import { measureBusy, metrics, openPage, ourPlaces, probed, watchHeap } from './window-busy.mjs';

/** @typedef {import('./window-busy.mjs').Busy} Busy */
/** @typedef {import('playwright-core').Browser} Browser */

const dayMs = 86_400_000;
/** As they stand side by side. */
const ranges = ['1 h', '24 h', '7 d', '30 d', '90 d'];
const groups = ['payments', 'search', 'mail', 'data'];

/**
 * @param {import('../bench.mjs').Context} context
 * @param {object} run
 * @param {number} run.services
 * @param {number} run.warmUpMs
 * @param {number} run.rounds
 * @param {number} run.restMs
 * @param {{ samples: number, everyMs: number }} run.heap
 * @param {import('./past.mjs').PastPlan} run.past
 * @param {number} run.openings
 */
export async function runWindow(context, run) {
  const browser = await openBrowser();
  try {
    const busy = await measureThousand(browser, context, run);
    context.progress('window: a month of history');
    const past = await measurePast(browser, context, run);
    return { ...busy, ...past, services: run.services, script: scriptBytes() };
  } finally {
    await browser.close();
  }
}

/**
 * @param {Browser} browser
 * @param {import('../bench.mjs').Context} context
 * @param {Parameters<typeof runWindow>[1]} run
 */
async function measureThousand(browser, { farm, ports, program, slack }, { services, warmUpMs, rounds, restMs, heap }) {
  await farm.ask('forget');
  const setup = {
    program,
    services: farmServices(ports, services).map((service, index) => ({
      ...service,
      group: groups[index % groups.length],
      tags: [index % 2 === 0 ? 'eu' : 'us'],
    })),
    monitoring: { check_interval: 20, failure_threshold: 2, default_timeout: 5 },
    slackUrl: slack.url,
    hasDashboard: true,
  };
  const bare = await openBarePage();
  try {
    return await runMonitor(setup, async (monitor) => {
      const address = await monitor.address();
      await wait(warmUpMs, [monitor]);
      const ours = await openPage(browser, address, ourPlaces);
      const busy = await measureBusy(ours, ourPlaces, { rounds, restMs });
      const heapSeen = await watchHeap(ours, heap, [monitor]);
      const hidden = await measureHidden(ours, restMs);
      await ours.close();
      const plain = await openPage(browser, bare.address, barePlaces);
      const reference = await measureBusy(plain, barePlaces, { rounds, restMs });
      await plain.close();
      return { busy, reference, heap: heapSeen, hidden };
    });
  } finally {
    bare.close();
  }
}

/**
 * What a page does that nobody sees.
 *
 * @param {Awaited<ReturnType<typeof openPage>>} opened
 * @param {number} forMs
 */
async function measureHidden({ page, session }, forMs) {
  let requests = 0;
  let responses = 0;
  page.on('request', () => {
    requests += 1;
  });
  session.on('Network.dataReceived', () => {
    responses += 1;
  });
  await session.send('Network.enable');
  await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));`);
  // What was on its way arrives.
  await wait(1_000);
  [requests, responses] = [0, 0];
  const before = await metrics(session);
  await wait(forMs);
  const after = await metrics(session);
  const cpuMs = 1_000 * ((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0));
  return { requests, responses, cpuShare: cpuMs / forMs };
}

/**
 * @param {Browser} browser
 * @param {import('../bench.mjs').Context} context
 * @param {Parameters<typeof runWindow>[1]} run
 */
async function measurePast(browser, { ports, program, slack, progress }, { past, openings }) {
  const urls = farmServices(ports, past.services);
  const prepared = prepareMonitor({
    program,
    services: urls.map(({ url }, index) => ({ name: nameOf(index), url })),
    monitoring: { check_interval: past.intervalMs / 1_000, failure_threshold: 2, default_timeout: 5 },
    slackUrl: slack.url,
    hasDashboard: true,
  });
  try {
    const begunAt = nowMs();
    const { checks } = await writePast(prepared.place, { ...past, startsAt: Date.now() - past.days * dayMs - 60_000 });
    progress(`window: ${checks} checks written in ${Math.round((nowMs() - begunAt) / 1_000)} s`);
    return await prepared.run(async (monitor) => {
      const address = await monitor.address();
      await wait(5_000, [monitor]);
      /** @type {number[]} */
      const pictureMs = [];
      for (let opening = 0; opening < openings; opening += 1) {
        const opened = await openPage(browser, address, ourPlaces);
        await wait(300, [monitor]);
        pictureMs.push((await probed(opened.page, (probe) => probe.pictureMs ?? Number.NaN)) ?? Number.NaN);
        await opened.close();
      }
      return { checks, pictureMs, chartMs: await measureCharts(browser, address, openings) };
    });
  } finally {
    prepared.remove();
  }
}

/** @param {Browser} browser @param {string} address @param {number} turns */
async function measureCharts(browser, address, turns) {
  const opened = await openPage(browser, `${address}#/services/${nameOf(7)}`, ourPlaces);
  /** @type {Record<string, number[]>} */
  const found = {};
  await wait(1_000);
  for (let turn = 0; turn < turns; turn += 1) {
    // The one that is shown already asks nothing when it is chosen.
    for (const range of [...ranges.slice(1), '1 h']) {
      const ms = await opened.page.evaluate(
        `benchProbe.chartAfter(() => document.querySelectorAll('.detail-pane .choices > *')[${ranges.indexOf(range)}].click())`,
      );
      found[range] = [...(found[range] ?? []), Number(ms)];
      await wait(200);
    }
  }
  await opened.close();
  return found;
}

/** What a browser loads to show the window, as it may cross a wire. */
function scriptBytes() {
  const folder = fileURLToPath(new URL('../../out/renderer/assets', import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const texts = files.map((name) => readFileSync(`${folder}/${name}`));
  /** @param {(text: Buffer) => Buffer} compress */
  const sum = (compress) => texts.reduce((bytes, text) => bytes + compress(text).length, 0);
  return { gzip: sum(gzipSync), brotli: sum(brotliCompressSync) };
}
