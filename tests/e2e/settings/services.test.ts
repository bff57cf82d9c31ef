import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { button, difference, openStage, reads, type Stage, save, soon, toast, undo } from './stage.ts';

const content = (url: string): string => `# Ask Ana before you change the first one.
services:
  - name: Gateway   # the front door
    url: ${url}/gateway
    group: Platform

    # As agreed with the shop.
    timeout: 10s
  - { name: Shop, url: "${url}/shop", critical: false }
  - name: Mail
    url: ${url}/mail   # old one

monitoring:
  check_interval: 20   # seconds
slack: {enabled: false}
maintenance:
  # Every night.
  - name: Backup
    services: [Gateway, Mail]
    from: "03:00"
    to: "03:30"
`;

let browser: Browser;
let stage: Stage;
let original: string;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await openStage(browser, { content });
  original = await stage.written();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});
beforeEach(async () => {
  if ((await stage.written()) !== original) await stage.write(original);
  page = await stage.open('#/settings');
  return () => page.close();
});

const list = (): Promise<readonly string[]> => page.locator('.edited-list .edited-link > .name').allTextContents();
const row = (name: string) => page.locator('.edited-row').filter({ hasText: name });

async function openService(name: string): Promise<void> {
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
}

describe('a service in the settings', () => {
  it('is added by its form, after it was tried, and stands in the file without a change to anything else', async () => {
    await page.getByRole('link', { name: 'Add a service' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Search');
    await page.getByLabel('Address', { exact: true }).fill(`${stage.url}/broken`);
    await button(page, 'Test this check now').click();
    await reads(page.locator('.draft-verdict'), /expected status 200, got 503/i);
    await reads(page.locator('.draft-report'), /It would count as a failure.*TCP.*First byte.*Address ?127\.0\.0\.1/);

    await page.getByLabel('Address', { exact: true }).fill(`${stage.url}/search`);
    await reads(page.locator('.draft-test-result'), 'Changed since');
    await page.locator('summary').filter({ hasText: 'Expected answer' }).click();
    await button(page, 'Add a value in the JSON').click();
    await page.getByLabel('JSON, Path').fill('$.status');
    await page.getByLabel('JSON, Value').fill('ok');
    await button(page, 'Test this check now').click();
    await reads(page.locator('.draft-verdict'), /It answers 200 in/);
    expect(await stage.written()).toBe(original);

    await save(page);
    await toast(page, 'Search is added').waitFor();
    await soon(async () => expect(await list()).toEqual(['Gateway', 'Shop', 'Mail', 'Search']));
    const after = await stage.written();
    expect(difference(original, after).removed).toBe('');
    expect(difference(original, after).added).toMatch(
      /- name: Search\n\s+url: http.*\/search\n\s+expect:\n.*path: \$\.status.*equals: ok/s,
    );
    await stage.program.event('check', ({ service }) => service === 'Search');

    await undo(page, 'Search is added');
    await soon(async () => expect(await list()).toEqual(['Gateway', 'Shop', 'Mail']));
    expect(await stage.written()).toBe(original);
  });

  it('is changed key by key, with the comments around it, and changed back', async () => {
    await openService('Gateway');
    // What it holds is unfolded.
    expect(await page.getByLabel('Timeout', { exact: true }).inputValue()).toBe('10s');
    await page.getByLabel('Timeout', { exact: true }).fill('10');
    expect(await button(page, 'Save').isDisabled()).toBe(true);
    await page.getByLabel('Timeout', { exact: true }).fill('5');
    await reads(page.locator('.draft-test .worst-case-sum'), /20 s until the next check ?\+ 1 × 2 s .* = 28 s within/);
    await page.getByLabel('Group', { exact: true }).fill('');
    await save(page);
    await toast(page, 'Saved in config.yaml').waitFor();
    expect(difference(original, await stage.written())).toEqual({
      removed: '    group: Platform\n    timeout: 10s',
      added: '    timeout: 5',
    });
    await undo(page, 'Saved in config.yaml');
    await soon(async () => expect(await stage.written()).toContain('timeout: 10s'));
    await soon(async () => expect(await page.getByLabel('Group', { exact: true }).inputValue()).toBe('Platform'));
  });

  it('takes its maintenance windows along under a new name', async () => {
    await openService('Mail');
    await page.getByLabel('Name', { exact: true }).fill('Post');
    await save(page);
    await page.getByRole('heading', { level: 2, name: 'Post' }).waitFor();
    const after = await stage.written();
    expect(after).toContain('- name: Post\n');
    expect(after).toContain('services: [Gateway, Post]');
    await undo(page, 'Saved');
    await soon(async () => expect(await stage.written()).toBe(original));
  });

  it('is deleted, and put back with its comments where it was', async () => {
    await button(page, 'What to do with Mail').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await soon(async () => expect(await list()).toEqual(['Gateway', 'Shop']));
    const after = await stage.written();
    expect(after).not.toContain('old one');
    expect(after).toContain('services: [Gateway]');
    expect(after).toContain('# Every night.');
    await undo(page, 'Mail is deleted');
    await soon(async () => expect(await list()).toEqual(['Gateway', 'Shop', 'Mail']));
    expect(await stage.written()).toBe(original);
  });

  it('cannot be deleted while a maintenance window is for it alone, and says so', async () => {
    await stage.write(original.replace('[Gateway, Mail]', '[Mail]'));
    await openService('Mail');
    await soon(async () => {
      await button(page, 'Delete').click();
      await toast(page, 'the maintenance “Backup” is for it alone').waitFor({ timeout: 500 });
    });
    expect(await stage.written()).toContain('old one');
  });

  it('begins as a copy of another one, behind which it then stands', async () => {
    await button(page, 'What to do with Gateway').click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Gateway (2)');
    expect(await page.getByLabel('Group', { exact: true }).inputValue()).toBe('Platform');
    await save(page);
    await soon(async () => expect(await list()).toEqual(['Gateway', 'Gateway (2)', 'Shop', 'Mail']));
    expect(difference(original, await stage.written()).removed).toBe('');
  });

  it('takes another place by keys, as one change of the file, and by dragging', async () => {
    const handle = row('Mail').getByRole('button', { name: 'Move Mail' });
    await handle.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    expect(await list()).toEqual(['Mail', 'Gateway', 'Shop']);
    await reads(page.locator('p.only-heard[role=status]'), 'Mail is number 1 of 3.');
    await toast(page, 'Mail has another place in the file').waitFor();
    const after = await stage.written();
    expect(after.indexOf('name: Mail')).toBeLessThan(after.indexOf('# the front door'));
    expect(difference(original, after)).toEqual({ added: '', removed: '' });
    await undo(page, 'Mail has another place');
    await soon(async () => expect(await stage.written()).toBe(original));
    await soon(async () => expect(await list()).toEqual(['Gateway', 'Shop', 'Mail']));

    const [from, to] = [
      await row('Gateway').getByRole('button').first().boundingBox(),
      await row('Mail').boundingBox(),
    ];
    if (from === null || to === null) throw new Error('the rows are not there');
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 8, to.y + to.height - 4, { steps: 8 });
    await page.locator('.edited-row.after').waitFor();
    await page.mouse.up();
    await soon(async () => expect(await list()).toEqual(['Shop', 'Mail', 'Gateway']));
    await toast(page, 'Gateway has another place').waitFor();
    expect((await stage.written()).indexOf('the front door')).toBeGreaterThan(
      (await stage.written()).indexOf('old one'),
    );
  });

  it('says beside each field what is wrong, and saves none of it', async () => {
    await openService('Gateway');
    await page.getByLabel('Name', { exact: true }).fill('Shop');
    await page.getByLabel('Address', { exact: true }).fill('gateway.example');
    await page.getByLabel('Timeout', { exact: true }).fill('soon');
    await save(page);
    await reads(page.locator('.field').filter({ hasText: 'Name' }).first(), 'Another service has this name.');
    await reads(page.locator('.field').filter({ hasText: 'Address' }).first(), 'An address begins with http');
    await reads(page.locator('.field').filter({ hasText: 'Timeout' }).first(), 'Seconds, or a time such as');
    expect(await page.evaluate('document.activeElement.name')).toBe('name');
    expect(await stage.written()).toBe(original);
  });

  it('shows the program’s own complaint beside the field that it is about', async () => {
    await openService('Mail');
    await page.locator('summary').filter({ hasText: 'Request' }).click();
    await button(page, 'Add a header').click();
    await page.getByLabel('Headers, Name').fill('X-Key');
    await page.getByLabel('Headers, Value').fill(`\${NOWHERE_SET}`);
    const headers = page.locator('.field').filter({ hasText: 'Headers' }).last();
    await button(page, 'Test this check now').click();
    await reads(page.locator('.draft-test-result'), 'It cannot be asked yet.');
    await reads(headers, 'NOWHERE_SET is not set');
    await page.getByLabel('Headers, Name').fill('X-Token');
    await reads(headers, /^Headers(?!.*NOWHERE)/);
    await save(page);
    await reads(headers, 'NOWHERE_SET is not set');
    expect(await stage.written()).toBe(original);
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});
