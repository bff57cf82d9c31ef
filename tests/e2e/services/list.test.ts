import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { looks } from '../../support/looks.ts';
import { openStage, type Stage, soon } from './stage.ts';

const longName = 'Kundendatenbank-Synchronisationsdienst-'.repeat(5);
const rightToLeft = 'שירות תשלומים';

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await openStage(browser, [
    { name: 'Shop', rest: 'group: Front, tags: [eu]', host: '127.0.0.1' },
    { name: 'Checkout', rest: 'group: Front, tags: [eu, pay]', host: '127.0.0.1' },
    { name: 'Mail', rest: 'group: Office, critical: false', host: 'localhost' },
    { name: longName, rest: 'group: Office', host: 'localhost' },
    { name: rightToLeft, rest: 'paused: true', host: 'localhost' },
  ]);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});

/** Pages that nobody looks at any more would still cost what they show. */
afterEach(() => stage.closePages());

const headline = (page: Page) => page.locator('.headline h1');
const row = (page: Page, name: string) => page.locator(`.service-row[data-service="${name}"]`);
const names = (page: Page): Promise<readonly string[]> =>
  page.locator('.service-row .service-name > .name:first-child').allTextContents();
const focused = (page: Page) => page.locator('.service-row:focus');

/** As when somebody looks at another tab and comes back. */
const hideAndShow = [true, false]
  .map(
    (hidden) => `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));`,
  )
  .join('');

describe('the list of services', () => {
  it('opens on one line that says that all is well, and what is paused', async () => {
    const page = await stage.open('');
    await soon(async () => expect(await headline(page).textContent()).toContain('4 services are well, 1 paused.'));
    expect(await page.locator('.silent-row').textContent()).toContain('paused: 1');
    expect(await row(page, 'Shop').textContent()).toMatch(/Front.*Up/);
    await soon(async () =>
      expect(await row(page, 'Shop').locator('.bars').getAttribute('aria-label')).toMatch(
        /Last \d+\schecks?, none failed/,
      ),
    );
  });

  it('finds services as one types, narrows them by group, tag and state, and keeps all of it in the address', async () => {
    const page = await stage.open('');
    await row(page, 'Shop').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('FRONT pay');
    expect(await names(page)).toEqual(['Checkout']);
    await soon(() => expect(page.url()).toContain('q=FRONT+pay'));
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Group').selectOption({ label: 'Front (2)' });
    await page.getByLabel('Tag').selectOption({ label: 'pay (1)' });
    expect(await names(page)).toEqual(['Checkout']);
    await page.reload();
    await row(page, 'Checkout').waitFor();
    expect(await names(page)).toEqual(['Checkout']);
    await page.getByRole('button', { name: 'Paused: 1' }).click();
    await page.getByText('No service fits.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Show all' }).last().click();
    expect((await names(page)).length).toBe(5);
  });

  it('is come back to as it was left, also by somebody who left while typing', async () => {
    const page = await stage.open('');
    await row(page, 'Shop').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('FRONT pay');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/services\/Checkout\?q=FRONT\+pay$/);
    await page.goBack();
    await page.waitForURL(/#\/services\?q=FRONT\+pay$/);
    expect(await page.getByLabel('Search services').inputValue()).toBe('FRONT pay');
    expect(await names(page)).toEqual(['Checkout']);
  });

  it('is moved through, opened and left by keys alone', async () => {
    const page = await stage.open('#/services?sort=name');
    await row(page, 'Checkout').waitFor();
    await page.keyboard.press('j');
    await focused(page).filter({ hasText: 'Checkout' }).waitFor();
    await page.keyboard.press('j');
    await focused(page).filter({ hasText: 'Kundendaten' }).waitFor();
    await page.keyboard.press('k');
    await focused(page).filter({ hasText: 'Checkout' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/services\/Checkout/);
    await page.locator('.detail-pane').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/#\/services(\?|$)/);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.waitForURL(/#\/incidents/);
  });

  it('tells an outage once, from the first sentence to the end, and who takes care of it', async () => {
    const page = await stage.open('');
    await row(page, 'Shop').waitFor();
    stage.fail('Shop', 'Checkout');
    await soon(async () =>
      expect(await headline(page).textContent()).toMatch(
        /One outage: 127\.0\.0\.1, 2 services, for .*Not acknowledged/,
      ),
    );
    expect((await names(page)).slice(0, 2).toSorted()).toEqual(['Checkout', 'Shop']);
    expect(await page.locator('.outage-row a').textContent()).toBe('127.0.0.1 · 2 services down');
    expect(await page.title()).toBe('2 down · ASL Monitor');
    await soon(async () => expect(await page.locator('[aria-live=assertive]').textContent()).toMatch(/^New outage\./));
    await page.getByRole('button', { name: 'Hide the services of 127.0.0.1' }).click();
    expect((await names(page)).includes('Shop')).toBe(false);
    await page.getByRole('button', { name: 'Show the services of 127.0.0.1' }).click();

    await page.locator('.headline').getByRole('button', { name: 'Acknowledge' }).click();
    await soon(async () => expect(await headline(page).textContent()).toMatch(/Acknowledged by /));
    expect(await page.getByRole('status').filter({ hasText: 'Acknowledged:' }).count()).toBe(1);

    stage.fail();
    await soon(async () => expect(await headline(page).textContent()).toContain('services are well'));
    await soon(async () => expect(await page.locator('[aria-live=assertive]').textContent()).toMatch(/^Over\./));
  });

  it('sets a snoozed service apart, and takes it back by one click', async () => {
    const page = await stage.open('');
    await row(page, 'Mail').focus();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Snooze Mail' });
    await dialog.getByLabel('Why').fill('moving house');
    await dialog.getByRole('button', { name: '15 min' }).click();
    await soon(async () => expect(await row(page, 'Mail').textContent()).toMatch(/Snoozed until \d\d:\d\d/));
    await page.getByRole('button', { name: 'Undo' }).click();
    await soon(async () => expect(await row(page, 'Mail').textContent()).toMatch(/Up/));
  });

  it('says when the program is gone, and goes on by itself when it is shown again', async () => {
    const page = await stage.open('');
    await row(page, 'Shop').waitFor();
    await page.context().setOffline(true);
    await page.route('**/events', (route) => route.abort());
    await page.evaluate(hideAndShow);
    await page.getByText(/The program has not answered since/).waitFor();
    await page.unroute('**/events');
    await page.context().setOffline(false);
    await page.getByText(/The program has not answered since/).waitFor({ state: 'detached' });
    expect(await row(page, 'Shop').count()).toBe(1);
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});

describe.each(looks)('the whole page, $look', ({ options }) => {
  it('leaves axe nothing to find, and nothing to scroll sideways', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const page = await stage.open('', options);
    await row(page, 'Shop').waitFor();
    await page.evaluate(axe);
    expect(
      await page.evaluate<
        readonly string[]
      >(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`),
    ).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  });
});
