import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDesktop } from '../../support/desktop/driver.ts';
import { beginStory, isDown, isOpen, isWell } from '../../support/desktop/story.ts';

describe('the window of the desktop', () => {
  it('hides when it is closed, lets go of its page, and is there again where it was', async () => {
    const { desktop } = await beginStory({ windowed: true, env: { ASL_MONITOR_KEPT_HIDDEN_MS: '500' } });
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await page.getByRole('link', { name: /Shop/ }).first().click();
    await desktop.until(({ windows }) => windows[0]?.url.includes('services/Shop') === true);
    await desktop.closeWindow();
    await desktop.until(({ windows }) => windows.every(({ isVisible }) => !isVisible));
    await desktop.until(({ windows }) => windows.length === 0);
    expect((await desktop.look()).tray).toBeDefined();
    await desktop.choose('Open ASL Monitor');
    await desktop.until(isOpen);
    const again = await desktop.page();
    await again.waitForURL(/services\/Shop/);
    await again.getByText('All 2 services are well').waitFor();
  });

  it('may crash: the monitoring goes on, and it is opened again', async () => {
    const { desktop, watched } = await beginStory({ windowed: true });
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    const crash = page.waitForEvent('crash');
    await desktop.crashWindow();
    await crash;
    watched.fail();
    await desktop.until(isDown);
    await desktop.until(isOpen);
    const again = await desktop.page();
    await again.getByText(/down/i).first().waitFor();
  });

  it('goes nowhere else: links open in the browser of the system, and nothing is asked of the network', async () => {
    const runbook = 'https://wiki.example.com/runbook';
    const { desktop } = await beginStory({ windowed: true });
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await page.evaluate(`window.open(${JSON.stringify(runbook)}, '_blank', 'noreferrer')`);
    await page.evaluate(`window.open('file:///etc/passwd')`);
    await desktop.until(({ openedLinks }) => openedLinks.includes(runbook));
    expect((await desktop.look()).openedLinks).toEqual([runbook]);
    expect(await page.evaluate(`fetch('https://example.com/').then(() => 'answered', () => 'refused')`)).toBe(
      'refused',
    );
    const address = page.url();
    await page.evaluate(`location.href = 'https://example.com/'`).catch(() => undefined);
    await page.getByText('All 2 services are well').waitFor();
    expect(page.url()).toBe(address);
  });

  it('writes what is changed in its settings into the file, and leaves the rest as it is', async () => {
    const { desktop } = await beginStory({ windowed: true });
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await page.evaluate(`location.hash = '#/settings/monitoring'`);
    await page.getByLabel('Check interval', { exact: true }).fill('3');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await vi.waitFor(async () => {
      const text = await readFile(desktop.configFile, 'utf8');
      expect(text).toContain('check_interval: 3 # seconds');
      expect(text).toContain('# Watched by a test');
    }, 10_000);
  });

  it('keeps a token of Slack in the keychain, over a restart, and in no file that can be read', async () => {
    const first = await beginStory({ windowed: true, isKept: true, env: { SLACK_BOT_TOKEN: '' } });
    const page = await first.desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await page.evaluate(`location.hash = '#/settings/slack'`);
    const token = 'xoxb-1234567890-a-token-of-a-test';
    const bot = page.getByRole('group', { name: 'Bot token' });
    await bot.locator('input').fill(token);
    await bot.getByRole('button', { name: /^Keep/ }).click();
    await bot.getByText(/kept/i).first().waitFor();
    await bot.locator('input').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(token);
    await first.desktop.choose('Quit');
    await first.desktop.ended;
    const kept = await readFile(join(first.desktop.folder, 'user-data/machine.json'), 'utf8');
    expect(kept).toContain('SLACK_BOT_TOKEN');
    expect(kept).not.toContain('a-token-of-a-test');
    const again = await openDesktop({ config: '', folder: first.desktop.folder, env: { SLACK_BOT_TOKEN: '' } });
    try {
      const second = await again.page();
      await again.until(isWell);
      expect(await second.evaluate(`window.aslMonitor.ask('settings').then(({ slack }) => slack.token)`)).toBe(
        'keychain',
      );
    } finally {
      await again.close();
    }
  });

  it('lets what is exported be kept', async () => {
    const { desktop, watched } = await beginStory({ windowed: true });
    watched.fail('API');
    await desktop.until(isDown);
    const page = await desktop.page();
    await page.evaluate(`location.hash = '#/incidents'`);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem').first().click();
    await desktop.until(({ downloads }) => downloads.some((name) => /\.(csv|json)$/.test(name)));
  });
});
