import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { looks } from '../../support/looks.ts';
import { openStage, type Past, type Stage, soon, textOf } from './stage.ts';

const longName = 'Kundendatenbank-Synchronisationsdienst-'.repeat(5);
const rightToLeft = 'שירות תשלומים';

const past: readonly Past[] = [longName, rightToLeft].map((service, index) => ({
  service,
  from: new Date(Date.now() - (index + 1) * 86_400_000),
  lastedSeconds: 600,
  error: `Something answered with a very long word: ${'x'.repeat(300)}`,
}));

let browser: Browser;
let stage: Stage;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await openBrowser();
  stage = await openStage(browser, { services: ['Shop', 'Mail', longName, rightToLeft], past });
  stage.answer(503);
  await stage.program.event('incident.opened', ({ service }) => service === rightToLeft);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});

/** What is wrong on the page for people who see or use it otherwise: rule and place. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<readonly string[]>(`axe.run('main', { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`);
}

/** How far the page can be scrolled sideways, in pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

const places = [
  { place: 'the list', hash: '#/incidents', ready: '.incident-list a.incident-row' },
  { place: 'the figures', hash: '#/incidents?tab=figures', ready: '.hour-map' },
  { place: 'nothing that fits', hash: '#/incidents?text=nowhere', ready: '.incident-empty h3' },
  { place: 'an unknown incident', hash: '#/incidents/nowhere', ready: '.detail-pane h2' },
] as const;

describe.each(looks)('the incidents, $look', ({ options }) => {
  it.each(places)('show $place to everybody', async ({ hash, ready }) => {
    const page = await stage.open(hash, { ...options, reducedMotion: 'reduce' });
    await page.locator(ready).first().waitFor({ state: 'attached' });
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('show one of them to everybody, whatever its service is called', async () => {
    const page = await stage.open('#/incidents', { ...options, reducedMotion: 'reduce' });
    for (const name of [longName, rightToLeft]) {
      await page.locator('.incident-list a.incident-row').filter({ hasText: name }).last().click();
      await soon(async () => expect(await textOf(page.locator('.incident-title h2'))).toContain(name));
      await page.locator('.incident-story > li').first().waitFor();
      expect(await findings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.goBack();
    }
    await page.close();
  });
});
