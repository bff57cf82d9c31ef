import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { pastOf, writePast } from './past.ts';
import { openStage, type Stage, soon, textOf } from './stage.ts';

let browser: Browser;
let stage: Stage;
/** The present of the past that was written. */
let writtenAt: number;

beforeAll(async () => {
  browser = await openBrowser();
  // No check of a busy machine is to fail: the failures are those of the past.
  stage = await openStage(browser, [{ name: 'Shop', rest: 'timeout: 20' }, { name: 'Mail' }], async (folder) => {
    writtenAt = await writePast(folder, 'Shop');
  });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});

const wide = { viewport: { width: 1280, height: 1000 } };
const total = (page: Page) => textOf(page, '.chart-total');
const label = (page: Page) => textOf(page, '.chart-label');
const said = (page: Page) => textOf(page, '.response-chart [aria-live]');
const choose = (page: Page, range: string) => page.getByRole('button', { name: range, exact: true }).click();
const zoomOut = (page: Page) => page.getByRole('button', { name: 'Whole range' });

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error('it is not shown');
  return box;
}

/** The lines of so many minutes until now, and a pointer that is put so many minutes before the present of the past. */
async function plotOf(page: Page, shownMinutes: number) {
  const plot = page.locator('.chart-place .u-over');
  await plot.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await boxOf(plot);
  const middle = y + height / 2;
  const sinceThen = (Date.now() - writtenAt) / 60_000;
  const at = (minutesAgo: number): number => x + width * (1 - (minutesAgo + sinceThen) / shownMinutes);
  return {
    point: (minutesAgo: number) => page.mouse.move(at(minutesAgo), middle),
    async drag(from: number, to: number) {
      await page.mouse.move(at(from), middle);
      await page.mouse.down();
      await page.mouse.move(at(to), middle, { steps: 4 });
      await page.mouse.up();
    },
    doubleClick: () => page.mouse.dblclick(x + width / 2, middle),
  };
}

/** How light the colour is that most of what is drawn solidly has, 0 to 255: that of the grid. A mean may stay the same in the dark. */
const lightness = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const canvas = document.querySelector('.chart-place canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Array(256).fill(0);
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3] === 255) counts[Math.round((data[at] + data[at + 1] + data[at + 2]) / 3)] += 1;
    return counts.indexOf(Math.max(...counts));
  })()`);

const day = 24 * 60;

describe('the chart of response times', () => {
  it('shows the last hour by itself, and every new check in it at once', async () => {
    const page = await stage.open('Shop', wide);
    await soon(async () => expect(await total(page)).toMatch(/^\d+ checks, mean [\d.]+ ms$/));
    const count = async (): Promise<number> => Number.parseInt(await total(page), 10);
    const before = await count();
    expect(before).toBeGreaterThan((pastOf.absent.to - pastOf.ends) * 3);
    await soon(async () => expect(await count()).toBeGreaterThan(before + 2));
    expect(await textOf(page, '.chart-legend')).toBe('Mean Not observed');
  });

  it('shows a day, a week, a month and a quarter, keeps that in the address, and is one drawing all the time', async () => {
    const page = await stage.open('Shop', wide);
    const drawing = await page.locator('.chart-place canvas').elementHandle();
    for (const range of ['24 h', '7 d', '30 d', '90 d']) {
      await choose(page, range);
      await soon(async () => expect(await total(page)).toMatch(/^[5-9]\d\d checks, 30 failed, mean \d+/));
      expect(page.url()).toContain(`range=${range.replace(' ', '')}`);
      expect(await page.getByRole('button', { name: range, exact: true }).getAttribute('aria-pressed')).toBe('true');
    }
    expect(await textOf(page, '.chart-legend')).toContain('Failed checks Outage Not observed');
    expect(await drawing?.evaluate((canvas) => canvas.isConnected)).toBe(true);
    await page.reload();
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    expect(await page.getByRole('button', { name: '90 d', exact: true }).getAttribute('aria-pressed')).toBe('true');
  });

  it('tells the exact values at the pointer, and why there are none', async () => {
    const page = await stage.open('Shop', { ...wide, query: '?range=24h' });
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    const { point } = await plotOf(page, day);
    await point((pastOf.begins + pastOf.outage.from) / 2);
    expect(await label(page)).toMatch(/^\d\d:\d\d(–\d\d:\d\d)? mean 40 ms \d+ checks$/);
    await point((pastOf.outage.from + pastOf.outage.to) / 2);
    expect(await label(page)).toMatch(/^\d\d:\d\d(–\d\d:\d\d)? all \d+ failed outage: wrong status$/);
    await point((pastOf.absent.from + pastOf.absent.to) / 2);
    expect(await label(page)).toMatch(/^.*–\d\d:\d\d not observed: the program was not running$/);
    await point(20 * 60);
    expect(await label(page)).toMatch(/no checks$/);
    await page.mouse.move(10, 10);
    await page.locator('.chart-label').waitFor({ state: 'detached' });
  });

  it('is read by keyboard, step by step, shown and read out', async () => {
    const page = await stage.open('Shop', { ...wide, query: '?range=24h' });
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    await page.getByRole('application', { name: 'Response time, last 24 hours' }).focus();
    await page.keyboard.press('Home');
    await soon(async () => expect(await said(page)).toMatch(/, no checks$/));
    await page.keyboard.press('ArrowRight');
    await soon(async () => expect(await said(page)).toMatch(/^\d\d:\d\d(–\d\d:\d\d)?, (mean )?40 ms/));
    expect(await label(page)).toMatch(/^\d\d:\d\d(–\d\d:\d\d)? (mean )?40 ms/);
    await page.keyboard.press('End');
    // The program's own checks are quicker than those of the past.
    await soon(async () => expect(await said(page)).not.toMatch(/ 40 ms|no checks/));
    await page.keyboard.press('Tab');
    await page.locator('.chart-label').waitFor({ state: 'detached' });
  });

  it('stays at the moment where the keyboard is, though new checks come', async () => {
    const page = await stage.open('Shop', wide);
    await soon(async () => expect(await total(page)).toMatch(/checks/));
    await page.locator('.chart-frame').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('PageUp');
    const before = [await label(page), Number.parseInt(await total(page), 10)] as const;
    await soon(async () => expect(Number.parseInt(await total(page), 10)).toBeGreaterThan(before[1] + 1));
    expect(await label(page)).toBe(before[0]);
  });

  it('looks closer where one drags, with every check, and back again', async () => {
    const page = await stage.open('Shop', { ...wide, query: '?range=24h' });
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    expect(await zoomOut(page).isVisible()).toBe(false);
    const { drag } = await plotOf(page, day);
    await drag(pastOf.outage.from + 15, pastOf.outage.from - 5);
    await soon(async () => expect(await total(page)).toMatch(/^[4-8]\d checks, 1\d failed, mean 40 ms$/));
    await page.locator('.chart-frame').focus();
    await page.keyboard.press('ArrowLeft');
    await soon(async () => expect(await label(page)).toMatch(/^\d\d:\d\d:\d\d failed outage: wrong status$/));
    await zoomOut(page).click();
    await soon(async () => expect(await total(page)).toMatch(/^[5-9]\d\d checks/));

    await drag(pastOf.outage.from + 15, pastOf.outage.from - 5);
    await soon(async () => expect(await total(page)).toMatch(/^[4-8]\d checks/));
    await (await plotOf(page, day)).doubleClick();
    await soon(async () => expect(await total(page)).toMatch(/^[5-9]\d\d checks/));
    expect(await zoomOut(page).isVisible()).toBe(false);
  });

  it('looks closer by keyboard, and another range is shown whole', async () => {
    const page = await stage.open('Shop', { ...wide, query: '?range=24h' });
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    await page.locator('.chart-frame').focus();
    await page.keyboard.press('+');
    await soon(async () => expect(await total(page)).toBe('0 checks'));
    expect(await textOf(page, '.chart-note')).toBe('No checks in this time.');
    await page.keyboard.press('Escape');
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    expect(page.url()).toContain('/services/Shop');
    await page.keyboard.press('+');
    await zoomOut(page).waitFor();
    await choose(page, '7 d');
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    expect(await zoomOut(page).isVisible()).toBe(false);
  });

  it('can be read as a table', async () => {
    const page = await stage.open('Shop', { ...wide, query: '?range=24h' });
    await soon(async () => expect(await total(page)).toMatch(/failed/));
    await page.getByText('Show as table').click();
    const table = page.getByRole('region', { name: 'Response time as a table' }).locator('tbody tr');
    await soon(async () => expect(await table.count()).toBeGreaterThan(2));
    const rows = (await table.allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
    expect(rows.some((row) => / 40 ms 40 ms 40 ms \d+$/.test(row))).toBe(true);
    expect(rows.some((row) => / \d+ outage$/.test(row))).toBe(true);
  });

  it('follows the theme and the room that it has while it is shown', async () => {
    const page = await stage.open('Shop', { ...wide, colorScheme: 'light' });
    await soon(async () => expect(await total(page)).toMatch(/checks/));
    const light = await lightness(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Its grid is dark in the dark, and light in the light; its lines and figures the other way round.
    await soon(async () => expect(Math.abs((await lightness(page)) - light)).toBeGreaterThan(20));
    const widths = async () => {
      const [frame, canvas] = [page.locator('.chart-frame'), page.locator('.chart-place canvas')];
      return [Math.round((await boxOf(frame)).width), Math.round((await boxOf(canvas)).width)];
    };
    await page.setViewportSize({ width: 1000, height: 1000 });
    await soon(async () => {
      const [frame = 0, canvas] = await widths();
      expect([canvas, frame < 560]).toEqual([frame, true]);
    });
  });

  it('leaves nothing behind when one goes elsewhere', async () => {
    const page = await stage.open('Shop', wide);
    await page.locator('.chart-place canvas').waitFor();
    await page.evaluate(`globalThis.former = new WeakRef(document.querySelector('.chart-place canvas'))`);
    await page.evaluate(`location.hash = '#/services/Mail'`);
    await soon(async () => expect(await textOf(page, '.service-detail h2')).toBe('Mail'));
    expect(await page.locator('canvas').count()).toBe(1);
    const inspector = await page.context().newCDPSession(page);
    await soon(async () => {
      await inspector.send('HeapProfiler.collectGarbage');
      expect(await page.evaluate('former.deref() === undefined')).toBe(true);
    });
    await page.evaluate(`location.hash = '#/incidents'`);
    await soon(async () => expect(await page.locator('canvas').count()).toBe(0));
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});
