import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { looks } from '../../support/looks.ts';
import { button, openStage, type Stage } from './stage.ts';

const longName = 'Kundendatenbank-Synchronisationsdienst-'.repeat(5);
const rightToLeft = 'שירות תשלומים';

const content = (url: string): string => `services:
  - {name: "${longName}", url: "${url}/${'x'.repeat(300)}", group: "${longName}", tags: [a, b]}
  - name: ${rightToLeft}
    url: ${url}/pay
    method: POST
    headers: {Accept: application/json}
    body: {ping: true}
    tls: false
    expect:
      contains: ok
      json: {status: ok}
      headers: {Content-Type: {contains: json}}
    requires: {interface: lo}
monitoring: {heartbeat_url: "${url}/ping"}
slack: {enabled: false}
desktop: {quiet_hours: {from: "22:00", to: "07:00"}}
connectivity: {canaries: ["${url}/canary", "127.0.0.1:443"]}
maintenance:
  - {name: "${longName}", services: [${rightToLeft}], start: 2030-12-24 22:00, end: 2030-12-25 02:00}
  - {from: "03:00", to: "03:30", days: [sat, sun], timezone: Europe/Paris}
`;

let browser: Browser;
let stage: Stage;
let empty: Stage;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await openBrowser();
  stage = await openStage(browser, { content });
  empty = await openStage(browser, { content: () => 'slack: {enabled: false}\n' });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await empty[Symbol.asyncDispose]();
  await browser.close();
});

/** What is wrong on the page for people who see or use it otherwise: rule and place. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate<readonly string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`);
}

/** How far anything can be scrolled sideways that is not meant to, in pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>(`Math.max(...[document.documentElement, ...document.querySelectorAll('.settings-pane, .first-run')]
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))`);

const ofService = (name: string): string => `#/settings/services?service=${encodeURIComponent(name)}`;

const places = [
  { hash: '#/settings', ready: '.edited-list' },
  { hash: ofService(longName), ready: `.settings-form[aria-label="${longName}"]` },
  { hash: ofService(rightToLeft), ready: `.settings-form[aria-label="${rightToLeft}"]` },
  { hash: ofService('nobody'), ready: '.edited-missing' },
  { hash: '#/settings/services?add=1', ready: '.settings-form .primary:not(:disabled)' },
  { hash: '#/settings/monitoring', ready: '.promise-report' },
  { hash: '#/settings/slack', ready: '.slack-tokens' },
  { hash: '#/settings/notifications', ready: '.severities' },
  { hash: '#/settings/connectivity', ready: '.connectivity-fields' },
  { hash: '#/settings/maintenance', ready: '.windows' },
  { hash: '#/settings/maintenance?window=0', ready: 'input[name=start]' },
  { hash: '#/settings/maintenance?window=1', ready: 'input[name=from]' },
  { hash: '#/settings/appearance', ready: '.settings-pane fieldset:first-of-type .choices' },
  { hash: '#/settings/files', ready: '.files' },
];

describe.each(looks)('the settings, $look', ({ options }) => {
  let page: Page;

  beforeAll(async () => {
    page = await stage.open('#/settings', { ...options, reducedMotion: 'reduce' });
    return () => page.close();
  });

  it.each(places)('show $hash to everybody', async ({ hash, ready }) => {
    await page.goto(`${stage.address}${hash}`);
    await page.locator(ready).waitFor();
    await page.evaluate(`for (const part of document.querySelectorAll('details')) part.open = true`);
    expect(await findings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  it('show what is wrong, and a question, to everybody', async () => {
    await page.goto(`${stage.address}#/settings/services?add=1`);
    await page.locator('input[name=url]').fill('nowhere');
    await page.locator('.save-bar .primary').click();
    await page.locator('.field-fault').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.locator('.settings-sections a').nth(1).click();
    await page.locator('dialog[open]').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('and the first run are for everybody when there is nothing yet', async () => {
    const first = await empty.open('', { ...options, reducedMotion: 'reduce' });
    for (const hash of ['#/services', '#/settings', '#/settings/maintenance']) {
      await first.goto(`${empty.address}${hash}`);
      await first.locator(hash === '#/services' ? '.first-run h2' : '.settings-body h2').waitFor();
      expect(await findings(first)).toEqual([]);
      expect(await overflow(first)).toBeLessThanOrEqual(0);
    }
  });
});

describe('the settings of a thousand services', () => {
  it('are there at once, and are searched with every key', async () => {
    const services = Array.from(
      { length: 1_000 },
      (_, index) => `  - {name: Service ${index}, url: "http://127.0.0.1:9/${index}"}\n`,
    );
    const many = await openStage(browser, {
      content: () => `services:\n${services.join('')}slack: {enabled: false}\nmonitoring: {check_interval: 1h}\n`,
    });
    onTestFinished(() => many[Symbol.asyncDispose]());
    const page = await many.open('#/settings');
    await page.getByRole('searchbox').fill('Service 77');
    await button(page, 'What to do with Service 777').waitFor();
    expect(await page.locator('.edited-row').count()).toBe(11);
    await page.getByRole('searchbox').fill('');
    await page.locator('.edited-row').nth(20).waitFor();
    expect(await page.locator('.edited-row').count()).toBeLessThan(60);
    await page.evaluate(`document.querySelector('.settings-pane').scrollTo(0, 1e6)`);
    await button(page, 'What to do with Service 999').waitFor();
  });
});
