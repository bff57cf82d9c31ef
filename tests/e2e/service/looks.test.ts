import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSign } from '../../support/certificates.ts';
import { openBrowser } from '../../support/chromium.ts';
import { looks } from '../../support/looks.ts';
import { writePast } from './past.ts';
import { openStage, type Stage, soon } from './stage.ts';

const longName = 'Kundendatenbank-Synchronisationsdienst-'.repeat(5);
const rightToLeft = 'שירות תשלומים';

let browser: Browser;
let stage: Stage;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await openBrowser();
  stage = await openStage(
    browser,
    [
      { name: 'Shop', behaviour: 'status-500', rest: 'group: Front, tags: [eu], runbook: "https://wiki.example.com/"' },
      {
        name: longName,
        rest: 'tls: {verify: false}',
        tls: await selfSign({ names: ['shop.example.com'], notAfter: new Date(Date.now() + 86_400_000) }),
      },
      { name: rightToLeft, path: 'a'.repeat(300), rest: 'critical: false' },
      { name: 'Paused', rest: 'paused: true' },
    ],
    (folder) => writePast(folder, 'Shop'),
  );
  await stage.program.event('incident.opened', ({ service }) => service === 'Shop');
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});

/** What is wrong on the page for people who see or use it otherwise: rule and place. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<readonly string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`);
}

/** How far anything can be scrolled sideways, in pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>(`Math.max(...[document.documentElement, ...document.querySelectorAll('.detail-pane')]
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))`);

describe.each(looks)('one service, $look', ({ options }) => {
  it.each([
    ['that is down', 'Shop'],
    ['with a long name and a certificate that ends', longName],
    ['with a name from right to left and a long address', rightToLeft],
    ['that is paused', 'Paused'],
    ['that nobody watches', 'nowhere'],
  ])('%s has nothing that axe finds, and nothing to scroll sideways', async (_, name) => {
    const page = await stage.open(name, { ...options, query: '?range=24h' });
    if (name !== 'nowhere') {
      await page.locator('.cadence').waitFor();
      await soon(async () => expect(await page.locator('.chart-total').textContent()).toMatch(/\d/));
      await page.evaluate(`for (const part of document.querySelectorAll('.service-detail details')) part.open = true`);
    }
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});
