/** A list of many services while all of them are checked: somebody searches it and scrolls it, and stays for a while. */
import { barePlaces } from './bare-page.mjs';
import { median } from './figures.mjs';
import { wait } from './timing.mjs';
import { installProbe } from './window-probe.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').CDPSession} Session */
/** @typedef {{ readonly benchProbe: import('./window-probe.mjs').Probe }} Probed */
/** @typedef {Parameters<typeof installProbe>[0] & { search: string }} Places */

/** @type {Places} */
export const ourPlaces = {
  row: '.service-row',
  count: '.filter-count',
  scroller: '.service-list',
  search: '.service-search input',
  chartQuestion: '/api/chart',
};

/** A quick typist's. */
const keyGapMs = 120;
const searches = ['service-0042', 'payments eu', 'checkout', 'nothing at all'];
const scroll = { distancePx: 12_000, pixelsPerSecond: 4_000 };

/**
 * @typedef {object} Busy
 * @property {readonly number[]} keyMs until the frame after each key was made
 * @property {readonly number[]} eventMs as Chromium counts it, in steps of 8 ms; absent are those below 16 ms
 * @property {number} answered keys whose answer stood in the first frame after them
 * @property {number} keyCpuMs of the page's thread, for each key
 * @property {readonly number[]} longTasksMs
 * @property {number} framesPerSecond while the list is scrolled
 * @property {number} lateFrames that came a whole frame late or more
 * @property {number} frames
 * @property {number} holes frames in which the list was not covered with rows
 * @property {number} frameCpuMs of the page's thread, for each frame of scrolling
 * @property {number} restCpuShare of one core, used by the page's thread while nobody does anything
 */

/**
 * A page that is watched from its first moment on.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {Places} places
 */
export async function openPage(browser, address, places) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const { search: _, ...found } = places;
  await page.addInitScript(installProbe, found);
  const session = await context.newCDPSession(page);
  // Time that the thread was running: what other programs take away is not in it.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address);
  await page.waitForSelector(places.row);
  return { page, session, close: () => context.close() };
}

/**
 * @param {{ page: Page, session: Session }} opened
 * @param {Places} places
 * @param {{ rounds: number, restMs: number }} run
 * @returns {Promise<Busy>}
 */
export async function measureBusy({ page, session }, places, { rounds, restMs }) {
  const atRest = await cpuDuring(session, () => wait(restMs));
  await probed(page, (probe) => probe.forget());
  let keys = 0;
  const typing = await cpuDuring(session, async () => {
    for (let round = 0; round < rounds; round += 1) keys += await typeAll(page, places);
  });
  await wait(500);
  const typed = await probed(page, ({ keys, eventMs }) => ({ keys, eventMs }));
  /** @type {number[][]} */
  const gaps = [];
  let frames = 0;
  let holes = 0;
  const scrolling = await cpuDuring(session, async () => {
    for (let round = 0; round < rounds * 2; round += 1) {
      const seen = await scrollOnce(page, session, places, round % 2 === 0 ? -1 : 1);
      gaps.push(seen.gaps);
      frames += seen.gaps.length;
      holes += seen.holes;
    }
  });
  const all = gaps.flat();
  const longTasksMs = await probed(page, ({ longTasks }) => longTasks.map(({ ms }) => ms));
  const restMsPerMs = atRest.cpuMs / atRest.tookMs;
  return {
    keyMs: typed.keys.map(({ ms }) => ms),
    eventMs: typed.eventMs,
    answered: typed.keys.filter(({ first, settled }) => first === settled).length,
    keyCpuMs: (typing.cpuMs - restMsPerMs * typing.tookMs) / keys,
    longTasksMs,
    framesPerSecond: (1_000 * all.length) / all.reduce((sum, gap) => sum + gap, 0),
    lateFrames: all.filter((gap) => gap > 25).length,
    frames,
    holes,
    frameCpuMs: (scrolling.cpuMs - restMsPerMs * scrolling.tookMs) / frames,
    restCpuShare: restMsPerMs,
  };
}

/** Types each of the searches and takes it away again. @param {Page} page @param {Places} places */
export async function typeAll(page, { search }) {
  await page.focus(search);
  let keys = 0;
  for (const text of searches) {
    await page.keyboard.type(text, { delay: keyGapMs });
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Backspace', { delay: keyGapMs });
    keys += text.length + 1;
  }
  return keys;
}

/**
 * Turns the wheel over the list, as fast as somebody who looks for something.
 *
 * @param {Page} page
 * @param {Session} session
 * @param {Places} places
 * @param {1 | -1} direction
 */
async function scrollOnce(page, session, { scroller }, direction) {
  const box = await page.locator(scroller).boundingBox();
  if (box === null) throw new Error('the list is not there');
  await probed(page, (probe) => probe.watchFrames());
  await session.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 2),
    yDistance: direction * scroll.distancePx,
    speed: scroll.pixelsPerSecond,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
  const frames = await probed(page, (probe) => probe.frames());
  const gaps = frames.flatMap(({ at }, index) => {
    const before = frames[index - 1];
    return before === undefined ? [] : [at - before.at];
  });
  return { gaps, holes: frames.filter(({ isWhole }) => !isWhole).length };
}

/**
 * The heap that is left after collecting garbage, again and again.
 *
 * @param {{ page: Page, session: Session }} opened
 * @param {{ samples: number, everyMs: number }} run
 * @param {readonly { readonly broken: Promise<never> }[]} watched
 */
export async function watchHeap({ page, session }, { samples, everyMs }, watched) {
  /** @type {number[]} */
  const bytes = [];
  /** @type {number[]} */
  const nodes = [];
  for (let sample = 0; sample < samples; sample += 1) {
    if (sample > 0) await wait(everyMs, watched);
    await typeAll(page, ourPlaces);
    await session.send('HeapProfiler.collectGarbage');
    bytes.push((await session.send('Runtime.getHeapUsage')).usedSize);
    nodes.push((await metrics(session)).Nodes ?? 0);
  }
  const third = Math.ceil(samples / 3);
  /** @param {readonly number[]} all */
  const ends = (all) => ({ first: median(all.slice(0, third)), last: median(all.slice(-third)) });
  return { samples, everyMs, bytes: ends(bytes), nodes: ends(nodes) };
}

/** @param {Session} session @param {() => Promise<unknown>} act */
async function cpuDuring(session, act) {
  const before = await metrics(session);
  const begunAt = performance.now();
  await act();
  const after = await metrics(session);
  return {
    cpuMs: 1_000 * ((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)),
    tookMs: performance.now() - begunAt,
  };
}

/** @param {Session} session @returns {Promise<Readonly<Record<string, number>>>} */
export async function metrics(session) {
  const { metrics: all } = await session.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

/**
 * @template Result
 * @param {Page} page
 * @param {(probe: import('./window-probe.mjs').Probe) => Result} read runs in the page
 * @returns {Promise<Result>}
 */
export async function probed(page, read) {
  return page.evaluate(`(${read})(benchProbe)`);
}

export { barePlaces };
