/** The file is changed in an editor while somebody has it open in the settings. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { button, openStage, reads, type Stage, save, soon, toast } from './stage.ts';

const content = (url: string): string => `services:
  - name: Shop
    url: ${url}/shop
    timeout: 5 # measured
    tags: [web]
monitoring:
  check_interval: 20 # seconds
slack: {enabled: false}
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
  page = await stage.open('#/settings/services?service=Shop');
  return () => page.close();
});

const timeout = () => page.getByLabel('Timeout', { exact: true });
const conflict = () => page.locator('.field').filter({ hasText: 'Timeout' }).locator('.conflict');

describe('a form whose file is changed meanwhile', () => {
  it('shows the new values by itself while nobody has touched it', async () => {
    await stage.write(original.replace('timeout: 5', 'timeout: 7'));
    await soon(async () => expect(await timeout().inputValue()).toBe('7'));
    expect(await page.locator('.conflict').count()).toBe(0);
  });

  it('keeps what was typed, and takes over the rest', async () => {
    await timeout().fill('6');
    await stage.write(original.replace('[web]', '[web, eu]'));
    await soon(async () => expect(await page.getByLabel('Tags', { exact: true }).inputValue()).toBe('web, eu'));
    expect(await timeout().inputValue()).toBe('6');
    await save(page);
    await toast(page, 'Saved').waitFor();
    expect(await stage.written()).toBe(original.replace('[web]', '[web, eu]').replace('timeout: 5', 'timeout: 6'));
  });

  it('shows both where both changed the same key, and writes nothing until somebody decides', async () => {
    const theirs = original.replace('timeout: 5 # measured', 'timeout: 9 # measured again');
    await timeout().fill('6');
    await stage.write(theirs);
    await reads(conflict(), /The file was changed meanwhile\. ?In the file ?9 ?Here ?6/);
    expect(await button(page, 'Save').isDisabled()).toBe(true);
    expect(await stage.written()).toBe(theirs);
    await conflict().getByRole('button', { name: 'Keep mine' }).click();
    await toast(page, 'Saved').waitFor();
    expect(await stage.written()).toBe(theirs.replace('timeout: 9', 'timeout: 6'));
  });

  it('is refused by the program where the page has not heard of the change yet, and loses nothing', async () => {
    await timeout().fill('6');
    // As when the file is changed between two keys of the keyboard.
    await page.route('**/api/settings', (route) => route.abort());
    await page.route('**/events', (route) => route.abort());
    await stage.write(original.replace('timeout: 5', 'timeout: 9'));
    await save(page);
    await reads(conflict(), /In the file ?9 ?Here ?6/);
    await conflict().getByRole('button', { name: 'Take the file’s' }).click();
    expect(await timeout().inputValue()).toBe('9');
    expect(await stage.written()).toContain('timeout: 9 # measured');
    await reads(page.locator('.save-state'), /What is saved here goes into config\.yaml, whose comments/);
  });

  it('says so when its service is gone, and finds it under its new name', async () => {
    await stage.write(original.replace('name: Shop', 'name: Store'));
    await page.getByRole('heading', { name: 'The file has no service “Shop”.' }).waitFor();
    await page.getByRole('link', { name: 'All services' }).click();
    await page.getByRole('link', { name: 'Store' }).click();
    expect(await timeout().inputValue()).toBe('5');
  });

  it('keeps what was typed into a service that is gone, and puts it back where that is wanted', async () => {
    await timeout().fill('6');
    await stage.write(original.replace('name: Shop', 'name: Store'));
    await reads(page.locator('.settings-lead'), 'The file has no service “Shop” any more. Saved, it is there again.');
    expect(await timeout().inputValue()).toBe('6');
    await save(page);
    await toast(page, 'Saved').waitFor();
    expect(await stage.written()).toMatch(/name: Store\n.*name: Shop\n.*timeout: 6/s);
  });

  it('asks before what was typed is lost, whichever way one goes', async () => {
    await page.getByRole('link', { name: 'All services' }).click();
    await page.getByRole('link', { name: 'Shop' }).click();
    await timeout().fill('6');
    await page.getByRole('link', { name: 'Monitoring' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect(page.url()).toContain('service=Shop');
    expect(await timeout().inputValue()).toBe('6');
    await page.goBack();
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await page.locator('body').press('2');
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect(page.url()).toContain('service=Shop');
    await page.getByRole('link', { name: 'Monitoring' }).click();
    await dialog.getByRole('button', { name: 'Save and leave' }).click();
    await page.getByRole('heading', { level: 2, name: 'Monitoring' }).waitFor();
    expect(await stage.written()).toBe(original.replace('timeout: 5', 'timeout: 6'));

    await page.getByLabel('Check interval', { exact: true }).fill('30');
    await page.getByRole('link', { name: 'Files' }).click();
    await dialog.getByRole('button', { name: 'Discard and leave' }).click();
    await page.getByRole('heading', { level: 2, name: 'Files' }).waitFor();
    expect(await stage.written()).toContain('check_interval: 20 # seconds');
  });

  it('cannot be changed while the file is broken, and shows where', async () => {
    await stage.write(original.replace('timeout: 5', 'timeout: 5x'));
    await reads(page.locator('.banner'), /config\.yaml:4:14 ?services\[0\]\.timeout expected seconds/);
    await reads(page.locator('.file-remarks.broken'), 'config.yaml has a problem, so nothing can be changed here.');
    expect(await timeout().isDisabled()).toBe(true);
    expect(await page.locator('.save-bar').count()).toBe(0);
    await page.getByRole('link', { name: 'All services' }).click();
    expect(await page.getByRole('link', { name: 'Add a service' }).count()).toBe(0);
    await stage.write(original);
    await page.getByRole('link', { name: 'Add a service' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Half typed');
    await stage.write(original.replace('timeout: 5', 'timeout: 5x'));
    await reads(page.locator('.save-state'), 'Not saved: the file has a problem');
    await stage.write(original);
    await reads(page.locator('.save-state'), 'Not saved yet.');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half typed');
    await page.getByRole('link', { name: 'All services' }).click();
    await button(page, 'Discard and leave').click();
    await page.locator('.file-remarks').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Shop' }).click();
    expect(await timeout().isEnabled()).toBe(true);
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});
