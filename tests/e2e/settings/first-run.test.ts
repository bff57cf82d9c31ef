import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { button, openStage, reads, type Stage, soon } from './stage.ts';

const nothing = `# What we watch.
services: [] # none yet
slack: {enabled: false} # later
`;

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await openStage(browser, { content: () => nothing });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});

describe('the first run', () => {
  it('opens the demo, which is another program with another window', async () => {
    const page = await stage.open('');
    await button(page, 'Open the demo').click();
    await page.getByText('This is the demo').waitFor();
    expect(new URL(page.url()).port).not.toBe(new URL(stage.address).port);
    await page.goBack();
    await page.getByRole('heading', { name: 'What is to be watched?' }).waitFor();
  });

  it('leads to the whole form', async () => {
    const page = await stage.open('');
    await page.getByRole('link', { name: 'Everything else is in the settings' }).click();
    await page.getByRole('heading', { name: 'Add a service' }).waitFor();
  });

  it('adds the first services by their addresses, after it has tried each', async () => {
    const page = await stage.open('');
    await reads(page.locator('.headline h1'), 'Nothing is watched yet.');
    const addresses = page.getByLabel('Addresses of services');
    await addresses.fill('to be decided');
    await page.getByText('No address is to be seen in this yet.').waitFor();
    await addresses.fill(`${stage.url}/one\n${stage.url}/broken`);
    const rows = page.locator('.candidate');
    await reads(rows.first(), /answers 200 in/);
    await reads(rows.last(), /503/);
    expect(await stage.written()).toBe(nothing);
    const names = page.locator('.candidate input');
    const host = new URL(stage.url).host;
    expect(await names.first().inputValue()).toBe(host);
    expect(await names.last().inputValue()).toBe(`${host} (2)`);
    await names.first().fill('First');
    await names.last().fill('First');
    await page.getByText('Names must differ.').waitFor();
    expect(await button(page, 'Watch these 2').isDisabled()).toBe(true);
    await names.last().fill('Second');
    await button(page, 'Watch these 2').click();
    await page.locator('.service-row').first().waitFor();
    const after = await stage.written();
    expect(after).toMatch(/^# What we watch\.\n/);
    expect(after).toContain('slack: {enabled: false} # later');
    expect(after).toMatch(/name: First.*\/one.*name: Second.*\/broken/s);
    await soon(async () => expect(await page.locator('.first-run').count()).toBe(0));
    await stage.program.event('check', ({ service }) => service === 'Second');
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});
