import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { openStage, type Past, type Stage, soon, textOf } from './stage.ts';

let browser: Browser;
let stage: Stage;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** One every six hours, back from yesterday: of Billing every fifth, with another failure. */
const past: readonly Past[] = Array.from({ length: 250 }, (_, index) => ({
  from: new Date(Date.now() - dayMs - index * 6 * hourMs),
  lastedSeconds: index === 40 ? 7_200 : 60,
  ...(index % 5 === 0
    ? { service: 'Billing', error: 'HTTP 503', statusCode: 503 }
    : { service: 'Shop', error: 'Connection refused' }),
}));

beforeAll(async () => {
  browser = await openBrowser();
  stage = await openStage(browser, { services: ['Billing', 'Shop'], past });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});

const rows = (page: Page) => page.locator('.incident-list a.incident-row');
const total = (page: Page) => page.locator('.incident-total p');
const totalIs = (page: Page, text: string) => soon(async () => expect(await textOf(total(page))).toBe(text));

describe('incidents of the past', () => {
  it('come page by page as one scrolls, with the total said', async () => {
    const page = await stage.open('#/incidents');
    await totalIs(page, '250 incidents');
    expect(await textOf(page.locator('.incident-list h3').first())).toBe('Yesterday');
    const atFirst = await rows(page).count();
    expect(atFirst).toBeLessThan(250);
    await soon(async () => {
      await page.locator('.incident-list').hover();
      await page.mouse.wheel(0, 20_000);
      expect(await rows(page).count()).toBe(250);
    });
  });

  it('are narrowed down by filters that combine and stand in the address', async () => {
    const page = await stage.open('#/incidents');
    await totalIs(page, '250 incidents');
    await page.keyboard.press('/');
    await page.keyboard.type('503');
    await totalIs(page, '50 incidents');
    await page.getByLabel('Service', { exact: true }).selectOption('Billing');
    await page.getByLabel('Period', { exact: true }).selectOption('Last 7 days');
    await soon(async () => expect(await rows(page).count()).toBeLessThan(10));
    expect(page.url()).toMatch(/#\/incidents\?text=503&service=Billing&period=7d$/);
    const narrowed = await rows(page).count();

    await page.reload();
    await soon(async () => expect(await rows(page).count()).toBe(narrowed));
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText('No incident fits these filters.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear the filters' }).last().click();
    await totalIs(page, '250 incidents');
    expect(page.url()).toMatch(/#\/incidents$/);
  });

  it('are exported as the filters show them', async () => {
    const page = await stage.open('#/incidents?service=Billing');
    await totalIs(page, '50 incidents');
    for (const [format, count] of [
      ['CSV', (text: string) => text.trim().split('\r\n').length - 1],
      ['JSON', (text: string) => JSON.parse(text).length],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: format }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
      expect(count(await readFile(await file.path(), 'utf8'))).toBe(50);
      await page.getByText(`50 incidents in ${file.suggestedFilename()}.`).waitFor();
    }
  });

  it('are counted in pictures, from which one comes to what they count', async () => {
    const page = await stage.open('#/incidents');
    await totalIs(page, '250 incidents');
    await page.getByRole('link', { name: 'Figures' }).click();
    const figures = page.locator('.figure-line');
    await figures.waitFor();
    expect(await textOf(figures.locator('dd').first())).toBe('250');
    expect(await textOf(figures.locator('dd').last())).toBe('2 h Billing');

    const cells = page.locator('.hour-map tbody td');
    expect(await cells.count()).toBe(7 * 24);
    const counts = (await cells.allInnerTexts()).map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(250);

    await cells.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await textOf(page.locator('.hour-map .figure-readout'))).toMatch(/^Tuesday, 01:00–02:00: /);

    await page.locator('.day-columns-plot a').last().focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await soon(() => expect(page.url()).toMatch(/days=\d{4}-\d\d-\d\d/));
    await soon(async () => expect(await page.locator('.incident-list h3').count()).toBeGreaterThan(0));

    await page.goBack();
    await page
      .locator('.ranking')
      .getByRole('link', { name: /Billing/ })
      .click();
    await totalIs(page, '50 incidents');
  });

  it('say so where an address leads to none', async () => {
    const page = await stage.open('#/incidents/Nowhere_20240101_000000?service=Billing');
    await page.getByRole('heading', { name: 'There is no such incident.' }).waitFor();
    await page.getByText('Nowhere_20240101_000000').waitFor();
    await page.getByRole('link', { name: 'All incidents' }).click();
    await totalIs(page, '50 incidents');
  });

  it('keep the chosen one in sight, and the way back', async () => {
    const page = await stage.open('#/incidents', { viewport: { width: 420, height: 800 } });
    await totalIs(page, '250 incidents');
    const row = rows(page).nth(12);
    const service = await textOf(row.locator('.name').first());
    await row.click();
    await page.getByRole('heading', { name: `${service} was down for` }).waitFor();
    expect(await row.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Back' }).click();
    await soon(async () => expect(await row.evaluate((element) => element.matches(':focus'))).toBe(true));
    expect(stage.complaints).toEqual([]);
  });
});
