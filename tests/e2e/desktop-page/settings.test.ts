/** What the settings ask of the desktop: tokens in the keychain, notifications, files in their folder, the battery. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser } from '../../support/chromium.ts';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';
import { button, reads, save, soon, toast } from '../settings/stage.ts';
import { type DesktopStage, type DesktopStaging, openDesktopStage } from './stage.ts';

const content = `services:
  - {name: Shop, url: "http://127.0.0.1:9/", paused: true}
slack: {channel: "#alerts"}
`;

let browser: Browser;
let slack: SlackServer;

beforeAll(async () => {
  browser = await openBrowser();
  slack = await createSlackServer({ token: 'xoxb-1-real', channels: ['#alerts'] });
});
afterAll(async () => {
  await slack.close();
  await browser.close();
});

/** With the page of that section. */
async function open(section: string, staging: Partial<DesktopStaging> = {}): Promise<readonly [DesktopStage, Page]> {
  const stage = await openDesktopStage(browser, { content, environment: { SLACK_API_URL: slack.url }, ...staging });
  onTestFinished(async () => {
    expect(stage.complaints).toEqual([]);
    await stage[Symbol.asyncDispose]();
  });
  const page = await stage.open(`#/settings/${section}`);
  return [stage, page];
}

const token = (page: Page, name: 'Bot token' | 'App token'): Locator => page.getByRole('group', { name });
const entry = (page: Page, name: 'Bot token' | 'App token'): Locator => token(page, name).locator('input');

describe('a token of Slack', () => {
  it('is pasted, kept in the keychain, tried, and never shown again', async () => {
    const [stage, page] = await open('slack');
    await reads(token(page, 'Bot token'), 'There is none, so Slack is off.');
    expect(await entry(page, 'Bot token').getAttribute('type')).toBe('password');
    await entry(page, 'Bot token').fill(' SLACK_BOT_TOKEN="xoxb-1-real" ');
    await entry(page, 'Bot token').press('Enter');
    await reads(token(page, 'Bot token'), 'alerts go to Slack with it from now on');
    expect(Object.fromEntries(stage.keychain)).toEqual({ SLACK_BOT_TOKEN: 'xoxb-1-real' });
    expect(await page.content()).not.toContain('xoxb-1-real');
    expect(await readFile(stage.file, 'utf8')).toBe(content);

    const test = token(page, 'Bot token').getByRole('button', { name: 'Send a test' });
    await soon(async () => expect(await test.evaluate((element) => element.matches(':focus'))).toBe(true));
    await page.keyboard.press('Enter');
    await reads(page.locator('.slack-report'), 'The test message is in #alerts.');
    await slack.nextMessage();

    await page.reload();
    await reads(token(page, 'Bot token'), 'Kept in the keychain of this system.');
    expect(await entry(page, 'Bot token').count()).toBe(0);
    expect(await page.content()).not.toContain('xoxb-1-real');
  });

  it('is refused where it is none that works, with the one to take instead', async () => {
    const [stage, page] = await open('slack');
    const bot = token(page, 'Bot token');
    await button(page, 'Keep: Bot token').click();
    await reads(bot, 'This is needed.');
    await entry(page, 'Bot token').fill('xoxp-1-ana');
    await reads(bot, 'This is the token of a person (xoxp-). Take the Bot User OAuth Token');
    await entry(page, 'Bot token').fill('xapp-1-A1');
    await reads(bot, 'it belongs into the field below');
    expect(await entry(page, 'Bot token').getAttribute('aria-invalid')).toBe('true');
    await entry(page, 'App token').fill('xoxb-1-real');
    await entry(page, 'App token').press('Tab');
    await reads(token(page, 'App token'), 'it belongs into the field above');
    await entry(page, 'Bot token').fill('xoxb-1-real');
    await soon(async () => expect(await bot.locator('.field-fault').count()).toBe(0));
    expect(stage.keychain.size).toBe(0);
  });

  it('says why the system does not take it, and keeps what was entered', async () => {
    const [stage, page] = await open('slack');
    stage.refuses({ en: 'the keychain is locked: unlock it', fr: 'le trousseau est verrouillé' });
    await entry(page, 'App token').fill('xapp-1-A1');
    await button(page, 'Keep: App token').click();
    await reads(token(page, 'App token'), 'the keychain is locked: unlock it');
    expect(await entry(page, 'App token').inputValue()).toBe('xapp-1-A1');
    stage.refuses(undefined);
    await button(page, 'Keep: App token').click();
    await reads(token(page, 'App token'), 'the buttons in Slack work with it from now on');
    expect(stage.keychain.get('SLACK_APP_TOKEN')).toBe('xapp-1-A1');
  });

  it('is replaced by another one, or left as it is', async () => {
    const [stage, page] = await open('slack');
    await entry(page, 'Bot token').fill('xoxb-1-old');
    await entry(page, 'Bot token').press('Enter');
    await button(page, 'Replace: Bot token').click();
    await button(page, 'Leave it as it is').click();
    await reads(token(page, 'Bot token'), 'Kept in the keychain of this system.');
    await button(page, 'Replace: Bot token').click();
    await entry(page, 'Bot token').fill('xoxb-1-real');
    await entry(page, 'Bot token').press('Enter');
    await soon(() => expect(stage.keychain.get('SLACK_BOT_TOKEN')).toBe('xoxb-1-real'));
    await reads(token(page, 'Bot token'), 'alerts go to Slack with it from now on');
  });

  it('is removed after a question, since nobody can put it back', async () => {
    const [stage, page] = await open('slack');
    await entry(page, 'Bot token').fill('xoxb-1-real');
    await entry(page, 'Bot token').press('Enter');
    await button(page, 'Remove: Bot token').click();
    const dialog = page.getByRole('dialog', { name: 'Remove the bot token?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(stage.keychain.size).toBe(1);
    await button(page, 'Remove: Bot token').click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await toast(page, 'It is removed from the keychain.').waitFor();
    await reads(token(page, 'Bot token'), 'There is none, so Slack is off.');
    expect(stage.keychain.size).toBe(0);
    await soon(async () =>
      expect(await entry(page, 'Bot token').evaluate((element) => element.matches(':focus'))).toBe(true),
    );
  });

  it('of the environment or of .env comes first, and one that is kept as well can still be removed', async () => {
    const [stage, page] = await open('slack', {
      environment: { SLACK_API_URL: slack.url, SLACK_APP_TOKEN: 'xapp-1-environment' },
    });
    await reads(token(page, 'App token'), 'from the environment of the program. It comes before one in the keychain.');
    expect(await entry(page, 'App token').count()).toBe(0);
    await entry(page, 'Bot token').fill('xoxb-1-kept');
    await entry(page, 'Bot token').press('Enter');
    await reads(token(page, 'Bot token'), 'It is kept');
    await stage.writeBeside('.env', 'SLACK_BOT_TOKEN=xoxb-1-real\n');
    await reads(
      token(page, 'Bot token'),
      /from the file \.env\. It comes before.*One is kept.*as well, and is not used/,
    );
    await button(page, 'Remove: Bot token').click();
    await page.getByText('The one that is in use stays.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await soon(() => expect(stage.keychain.size).toBe(0));
    await reads(token(page, 'Bot token'), /There is one, from the file \.env\.(?!.*as well)/);
  });

  it('can be kept where everybody could read it, but not without a word about it', async () => {
    const [stage, page] = await open('slack', { view: { keychain: 'basic_text' } });
    await reads(page.locator('.kept-tokens-risk'), 'any program could read a token that is kept here');
    await entry(page, 'Bot token').fill('xoxb-1-real');
    await entry(page, 'Bot token').press('Enter');
    await soon(() => expect(stage.keychain.size).toBe(1));
  });

  it('goes into .env where no keychain takes it', async () => {
    const [stage, page] = await open('slack', { view: { keychain: 'none' } });
    await reads(
      page.locator('.kept-tokens'),
      /No keychain of this system is open to ASL Monitor.*Put it into the file/,
    );
    expect(await page.locator('input[type=password]').count()).toBe(0);
    await button(page, 'Show in folder: .env').click();
    await soon(() => expect(stage.revealed).toEqual([join(dirname(stage.file), '.env')]));
    await stage.writeBeside('.env', 'SLACK_BOT_TOKEN=xoxb-1-real\nSLACK_APP_TOKEN=xapp-1-A1\n');
    await reads(token(page, 'App token'), 'There is one, from the file .env.');
    expect(await page.locator('.kept-tokens-elsewhere').count()).toBe(0);
  });

  it('that the keychain does not give back is asked for again', async () => {
    const [, page] = await open('slack', { view: { keptTokens: ['bot'] } });
    await reads(token(page, 'Bot token'), 'does not give it back: enter it again');
    await entry(page, 'Bot token').fill('xoxb-1-real');
    await entry(page, 'Bot token').press('Enter');
    await reads(token(page, 'Bot token'), 'alerts go to Slack with it from now on');
  });

  it('is kept although the file is broken, of which it is not', async () => {
    const [stage, page] = await open('slack');
    await stage.write(`${content}nonsense: 1\n`);
    await page.locator('.file-remarks.broken').waitFor();
    expect(await page.getByLabel('Channel', { exact: true }).isDisabled()).toBe(true);
    await entry(page, 'Bot token').fill('xoxb-1-real');
    await entry(page, 'Bot token').press('Enter');
    await soon(() => expect(stage.keychain.size).toBe(1));
  });
});

describe('notifications', () => {
  it('are tried on this machine, and it is said why one is not shown', async () => {
    const [stage, page] = await open('notifications');
    const delivery = page.getByRole('region', { name: 'On this machine' });
    await button(page, 'Show a test notification').click();
    await reads(delivery, 'The system has taken it.');
    stage.notifies({
      shown: false,
      reason: { en: 'no notification server answers', fr: 'aucun serveur ne répond' },
      remedy: { en: 'Install one.', fr: 'Installez-en un.' },
    });
    await button(page, 'Show a test notification').click();
    await reads(delivery, 'It is not shown. no notification server answers Install one.');
  });

  it('come with everything that the system keeps from people', async () => {
    const [stage, page] = await open('notifications', {
      view: { remarks: [{ en: 'Notifications are off for this application.', fr: 'Désactivées.' }] },
    });
    const remarks = page.locator('.delivery-remarks > li');
    await reads(remarks.first(), 'Notifications are off for this application.');
    expect(await remarks.count()).toBe(1);
    stage.is({ tray: 'absent', remarks: [] });
    await reads(remarks.first(), 'This desktop has no tray');
    stage.is({ tray: 'shown' });
    await soon(async () => expect(await remarks.count()).toBe(0));
  });
});

describe('the rest of the settings', () => {
  it('shows each file in its folder', async () => {
    const [stage, page] = await open('files');
    const folder = dirname(stage.file);
    for (const name of ['Configuration', 'Variables and tokens', 'History']) {
      await button(page, `Show in folder: ${name}`).click();
    }
    await soon(() => expect(stage.revealed).toEqual([stage.file, join(folder, '.env'), join(folder, 'history.db')]));
  });

  it('spares the battery where that is wished, in the file', async () => {
    const [stage, page] = await open('monitoring');
    await page.getByLabel('On battery', { exact: true }).check();
    await save(page);
    await toast(page, 'Saved').waitFor();
    expect(await readFile(stage.file, 'utf8')).toBe(`${content}\ndesktop:\n  save_battery: true\n`);
    stage.is({ isSparing: true });
    await page.getByText('This machine runs on its battery, and it is so now.').waitFor();
  });
});
