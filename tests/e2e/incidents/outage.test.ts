import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { openStage, soon, textOf } from './stage.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const list = (page: Page) => page.locator('.incident-list');
const title = (page: Page) => page.locator('.incident-title h2');
const moments = (page: Page) => page.locator('.incident-story > li');

describe('an outage, followed among the incidents', () => {
  it('appears as it happens, is taken care of by key, and its story is told to the end', async () => {
    await using stage = await openStage(browser, { services: ['API gateway'] });
    const page = await stage.open('#/incidents');
    await page.getByText(/^Nothing has failed since /).waitFor();

    stage.answer(503);
    await list(page)
      .getByRole('link', { name: /API gateway/ })
      .waitFor();
    expect(await list(page).locator('h3').allInnerTexts()).toEqual(['Open']);

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await soon(async () => expect(await textOf(title(page))).toMatch(/^API gateway has been down for \d+ s$/));
    expect(page.url()).toContain('#/incidents/API_gateway_');
    await moments(page)
      .getByText(/^told Slack after/)
      .waitFor();
    expect(await textOf(moments(page).first())).toContain('503');
    await moments(page)
      .last()
      .getByText(/^Still down after/)
      .waitFor();

    await page.keyboard.press('a');
    await moments(page)
      .getByText(/^Acknowledged by /)
      .waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor({ state: 'detached' });
    await list(page)
      .getByText(/^Acknowledged by /)
      .waitFor({ state: 'attached' });

    stage.answer(200);
    await soon(async () => expect(await textOf(title(page))).toMatch(/^API gateway was down for \d+ s$/));
    await moments(page).getByText('First good answer').waitFor();
    const resolved = await stage.slack.nextMessage(({ threadTs }) => threadTs !== undefined);
    expect(resolved.text).toContain('API gateway');
    const end = moments(page).filter({ hasText: 'Recovery confirmed' });
    await end.getByText(/told Slack after/).waitFor();
    await soon(async () => expect(await list(page).locator('h3').allInnerTexts()).toEqual(['Today']));
    expect(await page.getByRole('button', { name: /Snooze/ }).count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('is one row for all of its services, and one picture of when each of them was down', async () => {
    await using stage = await openStage(browser, { services: ['Shop', 'Mail', 'Search'] });
    const page = await stage.open('#/incidents');
    await page.getByText(/^Nothing has failed since /).waitFor();
    stage.answer(500);
    await list(page)
      .getByText(/^3\sservices · /)
      .waitFor();
    expect(await list(page).locator('a.incident-row').count()).toBe(1);

    await list(page)
      .getByRole('button', { name: /Show what belongs to it/ })
      .click();
    expect(await list(page).locator('a.incident-row.member .name').allInnerTexts()).toEqual(
      expect.arrayContaining(['Shop', 'Mail', 'Search']),
    );
    await list(page).locator('a.incident-row.member').filter({ hasText: 'Mail' }).click();
    await soon(async () => expect(await textOf(title(page))).toMatch(/^Mail has been down/));
    const members = page.locator('.outage-strip a');
    expect(await members.count()).toBe(3);
    expect(await members.filter({ hasText: 'Mail' }).getAttribute('aria-current')).toBe('true');

    await page.getByRole('button', { name: /^Acknowledge 3\sservices$/ }).click();
    await moments(page)
      .getByText(/^Acknowledged by /)
      .waitFor();
    await members.filter({ hasText: 'Search' }).click();
    await soon(async () => expect(await textOf(title(page))).toMatch(/^Search has been down/));
    await moments(page)
      .getByText(/^Acknowledged by /)
      .waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('moves nothing under the pointer: what is new waits until it is away', async () => {
    const past = [{ service: 'Old', from: new Date(Date.now() - 3_600_000), lastedSeconds: 60 }];
    await using stage = await openStage(browser, { services: ['Shop'], past });
    const page = await stage.open('#/incidents');
    const row = list(page).locator('a.incident-row').filter({ hasText: 'Old' });
    await row.waitFor();
    const before = await row.boundingBox();
    await row.hover();
    const wiggle = setInterval(() => void row.hover({ position: { x: 200 + Math.random() * 50, y: 10 } }), 1_000);
    stage.answer(503);
    await page.getByRole('button', { name: 'Show 1 new' }).waitFor();
    expect(await row.boundingBox()).toEqual(before);
    clearInterval(wiggle);
    await page.mouse.move(2, 2);
    await list(page).locator('a.incident-row').filter({ hasText: 'Shop' }).waitFor();
    expect(await textOf(list(page).locator('h3').first())).toBe('Open');
  });
});
