import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openBrowser } from '../../support/chromium.ts';
import { createSlackServer, type SlackServer } from '../../support/slack-server.ts';
import { button, difference, openStage, reads, type Stage, save, soon, toast, undo } from './stage.ts';

const content = (url: string): string => `services:
  - {name: Shop, url: "${url}/shop", group: Front}
  - {name: Slow, url: "${url}/slow", timeout: 25}
monitoring:
  check_interval: 20 # seconds
  heartbeat_url: ${url}/ping/very-secret
slack:
  channel: "#nowhere" # not there yet
maintenance:
  # Every night.
  - name: Restart
    groups: [Front]
    from: "03:00"
    to: "03:30"
    timezone: Europe/Paris
`;

let browser: Browser;
let slack: SlackServer;
let stage: Stage;
let original: string;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  slack = await createSlackServer({ token: 'xoxb-real', channels: ['#alerts', '#private'], uninvited: ['#private'] });
  stage = await openStage(browser, {
    content,
    dotenv: 'SLACK_BOT_TOKEN=xoxb-real\n',
    environment: { SLACK_API_URL: slack.url },
  });
  original = await stage.written();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await slack.close();
  await browser.close();
});
beforeEach(async () => {
  if ((await stage.written()) !== original) await stage.write(original);
  return () => page.close();
});

const field = (label: string) => page.getByLabel(label, { exact: true });

describe('the monitoring', () => {
  it('shows the worst case while one types, and for whom it cannot be kept', async () => {
    page = await stage.open('#/settings/monitoring');
    const sum = page.locator('.worst-case-sum');
    await reads(sum, /17 s until the next check, instead of 20 s \+ 1 × 2 s to confirm \+ 10 s timeout \+ 1 s sending/);
    await reads(sum, /= 30 s within your 30 s$/);
    await reads(page.locator('.promise-kept'), /Kept for all 2 services.*2 of 2 are checked more often/);
    await field('Until it is confirmed').fill('4');
    await reads(sum, /15 s until the next check, instead of 20 s \+ 1 × 4 s to confirm/);
    await reads(page.locator('.promise-kept'), /Cannot be kept for 1 of 2: ?Slow ?31 s/);
    await field('Told within').fill('1m');
    await reads(
      sum,
      /20 s until the next check \+ 1 × 4 s to confirm \+ 10 s timeout \+ 1 s sending = 35 s within your 1 min/,
    );
    await field('Told within').fill('never');
    await reads(page.locator('.promise-report'), 'Once every value can be read');
    await field('Told within').fill('1m');
    await save(page);
    await toast(page, 'Saved').waitFor();
    expect(difference(original, await stage.written())).toEqual({
      removed: '',
      added: expect.stringMatching(
        /^ {2}(?:retry_interval: 4\n {2}alert_within: 1m|alert_within: 1m\n {2}retry_interval: 4)$/,
      ),
    });
  });

  it('keeps the heartbeat’s address to the program, and can replace or remove it', async () => {
    page = await stage.open('#/settings/monitoring');
    const heartbeat = page.locator('.field').filter({ hasText: 'Heartbeat address' });
    await reads(heartbeat, stage.url);
    expect(await page.content()).not.toContain('very-secret');
    await heartbeat.getByRole('button', { name: 'Replace' }).click();
    await field('Heartbeat address').fill(`${stage.url}/ping/another`);
    await save(page);
    await toast(page, 'Saved').waitFor();
    expect(await stage.written()).toContain(`heartbeat_url: ${stage.url}/ping/another`);
    await heartbeat.getByRole('button', { name: 'Remove' }).click();
    await save(page);
    await soon(async () => expect(await stage.written()).not.toContain('heartbeat_url'));
    expect(await stage.written()).toContain('check_interval: 20 # seconds');
  });
});

describe('Slack', () => {
  it('says where the token comes from, why a test did not arrive and what to do, and where it did', async () => {
    page = await stage.open('#/settings/slack');
    await reads(page.locator('.slack-tokens'), 'There is one, from the file .env.');
    await button(page, 'Send a test').click();
    await reads(page.locator('.slack-report'), /The test message did not arrive\..*#nowhere/);
    await reads(page.locator('.slack-report'), /What to do.*Channel ?#nowhere/);

    await field('Channel').fill('#alerts');
    await button(page, 'Save and send a test').click();
    await reads(page.locator('.slack-report'), /The test message is in #alerts\..*Bot.*Workspace/);
    await slack.nextMessage(({ channel }) => channel !== undefined);
    expect(difference(original, await stage.written())).toEqual({
      removed: '  channel: "#nowhere" # not there yet',
      added: '  channel: "#alerts" # not there yet',
    });
  });

  it('says what the token may not do', async () => {
    await stage.write(original.replace('#nowhere', '#alerts'));
    page = await stage.open('#/settings/slack');
    await soon(async () => expect(await field('Channel').inputValue()).toBe('#alerts'));
    slack.misbehave(
      [{ error: 'missing_scope', more: { needed: 'chat:write', provided: 'chat:read' } }],
      'chat.postMessage',
    );
    await button(page, 'Send a test').click();
    await reads(page.locator('.slack-report'), /did not arrive.*chat:write/);
  });
});

describe('notifications and connectivity', () => {
  it('keep quiet at the hours of a person', async () => {
    page = await stage.open('#/settings/notifications');
    await page.getByLabel('Critical ones: Sound').uncheck();
    await field('Quiet hours').check();
    await field('From').fill('2130');
    await page.getByLabel('Sat').uncheck();
    await save(page);
    await toast(page, 'Saved').waitFor();
    const { desktop } = await meant();
    expect(desktop).toEqual({
      severities: { critical: { sound: false } },
      quiet_hours: { from: '21:30', to: '07:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sun'] },
    });
    await undo(page, 'Saved');
    await soon(async () => expect(await stage.written()).toBe(original));
  });

  it('asks canaries of one’s own, or the well-known ones again', async () => {
    page = await stage.open('#/settings/connectivity');
    await reads(page.locator('.connectivity-usual'), /https?:\/\//);
    await button(page, 'My own').click();
    await save(page);
    await reads(page.locator('.settings-fields'), 'Name at least one, or use the well-known ones.');
    await button(page, 'Add a canary').click();
    await page.getByLabel('Page, or host and port').fill('1.1.1.1:443');
    await save(page);
    await toast(page, 'Saved').waitFor();
    expect((await meant()).connectivity).toEqual({ canaries: ['1.1.1.1:443'] });
    await button(page, 'The well-known ones').click();
    await save(page);
    await soon(async () => expect(await stage.written()).not.toContain('1.1.1.1'));
  });
});

describe('the maintenance', () => {
  it('says when each window is next, and changes one with its comments', async () => {
    page = await stage.open('#/settings/maintenance');
    await reads(
      page.locator('.window'),
      /Restart ?group Front ?Every day, 03:00 to 03:30 \(Europe\/Paris\) ?(Next: .*03:00|In force)/,
    );
    await page.getByRole('link', { name: 'Restart' }).click();
    await field('To').fill('4');
    await page.getByLabel('Sun').uncheck();
    await save(page);
    await toast(page, 'Saved').waitFor();
    const after = await stage.written();
    expect(after).toContain('# Every night.');
    expect((await meant()).maintenance).toEqual([
      {
        name: 'Restart',
        groups: ['Front'],
        from: '03:00',
        to: '04:00',
        timezone: 'Europe/Paris',
        days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
      },
    ]);
  });

  it('is planned once, for some services, deleted, and put back with its comments', async () => {
    page = await stage.open('#/settings/maintenance');
    await page.getByRole('link', { name: 'Add a window' }).click();
    await field('Name').fill('Migration');
    await button(page, 'Once').click();
    await save(page);
    await reads(page.locator('.field').filter({ hasText: 'Start' }), 'A date and time such as');
    await field('Start').fill('2030-12-24T22:00');
    await field('End').fill('2030-12-25T02:00');
    await reads(page.locator('.window-preview'), /Next: 24 Dec 2030, 22:00/);
    await button(page, 'Some services').click();
    await field('Services').fill('Shop');
    await page.keyboard.press('Enter');
    await save(page);
    await toast(page, 'Migration is planned').waitFor();
    expect((await meant()).maintenance).toMatchObject([
      { name: 'Restart' },
      { name: 'Migration', start: '2030-12-24 22:00', end: '2030-12-25 02:00' },
    ]);
    expect(difference(original, await stage.written()).removed).toBe('');

    await button(page, 'What to do with Restart').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await soon(async () => expect(await stage.written()).not.toContain('# Every night.'));
    await undo(page, 'Restart is deleted');
    await soon(async () => expect(await stage.written()).toContain('  # Every night.\n  - name: Restart'));
    await soon(async () =>
      expect(await page.locator('.window .window-name > .name').allTextContents()).toEqual(['Restart', 'Migration']),
    );
  });
});

describe('the window itself', () => {
  it('looks and speaks as one likes, at once and from then on', async () => {
    page = await stage.open('#/settings/appearance');
    await button(page, 'Dark').click();
    await soon(async () => expect(await page.locator('html').getAttribute('data-theme')).toBe('dark'));
    await button(page, 'Français').click();
    await page.getByRole('heading', { name: 'Apparence et langue' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Apparence et langue' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.locator('.choices').last().getByRole('button', { name: 'Comme le système' }).click();
    await page.getByRole('heading', { name: 'Appearance and language' }).waitFor();
    await page.locator('.choices').first().getByRole('button', { name: 'As the system' }).click();
    await soon(async () => expect(await page.locator('html').getAttribute('data-theme')).toBeNull());
    expect(await stage.written()).toBe(original);
  });

  it('says where everything is', async () => {
    page = await stage.open('#/settings/files', { permissions: ['clipboard-read', 'clipboard-write'] });
    await reads(page.locator('.files'), stage.file);
    await button(page, 'Copy the path: Configuration').click();
    await toast(page, 'Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(stage.file);
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});

async function meant(): Promise<Readonly<Record<string, unknown>>> {
  return parse(await stage.written());
}
