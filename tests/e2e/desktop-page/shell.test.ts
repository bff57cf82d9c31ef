import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { button, openStage, reads, soon } from '../settings/stage.ts';
import { type DesktopStage, openDesktopStage } from './stage.ts';

const watched = `services:
  - name: API
    url: http://127.0.0.1:9/
    paused: true
`;
const broken = `services:
  - name: API
    url: not an address
monitoring:
  check_interval: never
`;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const banner = (page: Page, text: string) => page.locator('.banner', { hasText: text });
const startSwitch = (page: Page) => page.getByLabel('Start ASL Monitor when I log in');

describe('a configuration that is broken from the start', () => {
  let stage: DesktopStage;
  beforeAll(async () => {
    stage = await openDesktopStage(browser, { content: broken });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  it('is named as the reason why nothing is watched, and shown where it is', async () => {
    const page = await stage.open('');
    await reads(page.locator('.headline h1'), 'Nothing is watched, because config.yaml has 2 problems.');
    expect(await page.locator('.problems li').count()).toBe(2);
    await page.getByRole('heading', { name: 'Mend the configuration, and watching begins' }).waitFor();
    await page.getByText(stage.file, { exact: true }).waitFor();
    expect(await page.getByLabel('Addresses of services').count()).toBe(0);
    await button(page, 'Show the file in its folder').click();
    await soon(() => expect(stage.revealed).toEqual([stage.file]));
  });

  it('leaves its path to be copied', async () => {
    const page = await stage.open('');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button(page, 'Copy its path').click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(stage.file);
  });

  it('says so in French', async () => {
    const page = await stage.open('', { locale: 'fr-FR' });
    await reads(page.locator('.headline h1'), /^Rien n’est surveillé\s: config\.yaml contient 2 erreurs\./);
    await page.getByRole('heading', { name: 'Corrigez la configuration, et la surveillance commence' }).waitFor();
  });

  it('leaves the settings to say why there are none, and the appearance to be changed', async () => {
    const page = await stage.open('#/settings/slack');
    await page.getByRole('heading', { name: 'The configuration could not be read.' }).waitFor();
    await page.getByText('nothing is watched yet: correct the problems that are shown above').waitFor();
    await page.getByRole('link', { name: 'Appearance and language' }).click();
    await startSwitch(page).waitFor();
  });

  it('is watched once it is mended, and whatever was refused is asked anew', async () => {
    const services = await stage.open('');
    const settings = await stage.open('#/settings/monitoring');
    const incidents = await stage.open('#/incidents');
    await settings.getByRole('heading', { name: 'The configuration could not be read.' }).waitFor();
    await incidents.locator('.incident-empty[role="alert"]').waitFor();
    await stage.write(watched);
    await services.locator('.service-row').waitFor();
    await reads(services.locator('.headline h1'), 'Everything is paused or silenced.');
    await settings.locator('.settings-form').waitFor();
    await soon(async () => expect(await incidents.locator('.incident-empty[role="alert"]').count()).toBe(0));
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});

describe('the desktop, above everything', () => {
  let stage: DesktopStage;
  beforeAll(async () => {
    stage = await openDesktopStage(browser, { content: watched });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  it('says nothing while all of it works', async () => {
    const page = await stage.open('');
    await page.locator('.service-row').waitFor();
    expect(await page.locator('.banner').count()).toBe(0);
  });

  it('says that there is no tray until somebody closes it, for good', async () => {
    stage.is({ tray: 'absent' });
    const page = await stage.open('');
    const note = banner(page, 'This desktop has no tray');
    await note.waitFor();
    const link = note.getByRole('link');
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/extensions\.gnome\.org\//);
    expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual(['_blank', 'noreferrer']);
    await note.getByRole('button', { name: 'Close' }).click();
    await note.waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('.service-row').waitFor();
    expect(await note.count()).toBe(0);
    stage.is({ tray: 'shown' });
  });

  it('says what the system keeps it from, and that it spares the battery, as long as that is so', async () => {
    const page = await stage.open('');
    const remark = { en: 'Notifications are switched off.', fr: 'Les notifications sont désactivées.' };
    stage.is({ remarks: [remark], isSparing: true });
    await banner(page, remark.en).waitFor();
    expect(await banner(page, remark.en).getAttribute('class')).toBe('banner doubt');
    expect(await banner(page, 'On battery').getAttribute('class')).toBe('banner calm');
    stage.is({ remarks: [], isSparing: false });
    await soon(async () => expect(await page.locator('.banner').count()).toBe(0));
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});

describe('the start at login', () => {
  let stage: DesktopStage;
  beforeAll(async () => {
    stage = await openDesktopStage(browser, { content: watched });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  it('is switched on and off, and is shown as the system has it', async () => {
    const page = await stage.open('#/settings/appearance');
    expect(await startSwitch(page).isChecked()).toBe(false);
    await startSwitch(page).click();
    await soon(async () => expect(await startSwitch(page).isChecked()).toBe(true));
    stage.is({ startsAtLogin: false });
    await soon(async () => expect(await startSwitch(page).isChecked()).toBe(false));
  });

  it('stays as it is where the system does not let it, and says why', async () => {
    const page = await stage.open('#/settings/appearance');
    stage.refuses({ en: 'the folder autostart cannot be written', fr: 'le dossier autostart est protégé' });
    await startSwitch(page).click();
    await page.getByText('the folder autostart cannot be written').waitFor();
    expect(await startSwitch(page).isChecked()).toBe(false);
    stage.refuses(undefined);
  });
});

describe('a browser', () => {
  it('is shown none of it, and the first run as ever where the file is broken', async () => {
    await using stage = await openStage(browser, { content: () => 'services: []\nslack: {enabled: false}\n' });
    const page = await stage.open('#/settings/appearance');
    await page.getByText('How this window looks and speaks.').waitFor();
    expect(await startSwitch(page).count()).toBe(0);
    await stage.write('services: nothing\n');
    await stage.program.event('config.rejected');
    const first = await stage.open('');
    await first.getByRole('heading', { name: 'What is to be watched?' }).waitFor();
    await reads(first.locator('.headline h1'), 'Nothing is watched yet.');
    await banner(first, 'what was in force stays in force').waitFor();
    expect(await button(first, 'Show the file in its folder').count()).toBe(0);
  });
});
