import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Desktop, type DesktopOptions, openDesktop } from '../../support/desktop/driver.ts';
import { openWatched, type Watched } from '../../support/desktop/watched.ts';

let desktop: Desktop | undefined;
let watched: Watched | undefined;

afterEach(async () => {
  await desktop?.close();
  await watched?.close();
  desktop = undefined;
  watched = undefined;
});

async function begin(options: Omit<DesktopOptions, 'config'> = {}) {
  const services = await openWatched('API', 'Shop');
  watched = services;
  const application = await openDesktop({ config: services.config, ...options });
  desktop = application;
  return { desktop: application, watched: services };
}

const isWell = ({ tray }: Awaited<ReturnType<Desktop['look']>>) => tray?.image.startsWith('ok') === true;
const isDown = ({ tray }: Awaited<ReturnType<Desktop['look']>>) => tray?.image.startsWith('down') === true;

describe('the desktop application', () => {
  it('shows its services in a window, and in the tray that they are well', async () => {
    const { desktop } = await begin();
    const { tray } = await desktop.until(isWell);
    expect(tray?.tooltip).toContain('All 2 services are well');
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await page.getByRole('link', { name: /Shop/ }).first().waitFor();
  });

  it('follows a real outage and its recovery in the tray, down to its menu', async () => {
    const { desktop, watched } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    watched.fail('API');
    const { tray } = await desktop.until(isDown);
    expect(tray).toMatchObject({ title: '1' });
    expect(tray?.menu.map(({ label }) => label)).toContainEqual(expect.stringMatching(/^■ API, down since \d\d:\d\d$/));
    watched.repair();
    const after = await desktop.until(isWell);
    expect(after.tray?.title).toBe('');
    expect(after.tray?.menu.some(({ label }) => label.startsWith('■'))).toBe(false);
  });

  it('acknowledges, snoozes and ends the snooze from the tray', async () => {
    const { desktop, watched } = await begin({ args: ['--hidden'] });
    watched.fail('API');
    await desktop.until(isDown);
    await desktop.choose('■ API', 'Acknowledge');
    await desktop.until(({ tray }) => tray?.menu.some(({ label }) => label.includes('acknowledged by')) === true);
    await desktop.choose('■ API', 'Snooze', 'For 1 h');
    const snoozed = await desktop.until(isWell);
    expect(snoozed.tray?.menu.map(({ label }) => label)).toContain('End all snoozes');
    await desktop.choose('End all snoozes');
    await desktop.until(isDown);
  });

  it('tells an outage by one notification, which opens its incident, and takes it away when it is over', async () => {
    const { desktop, watched } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    watched.fail('API', 'Shop');
    await desktop.until(({ notifications }) => notifications.some(({ title }) => title.includes('2 services')));
    const { notifications } = await desktop.look();
    expect(notifications).toHaveLength(1);
    const [{ title = '', urgency } = {}] = notifications;
    expect(urgency).toBe('critical');
    await desktop.clickNotification(title);
    const page = await desktop.page();
    await page.waitForURL(/#\/incidents\//);
    watched.repair();
    await desktop.until((sight) => sight.notifications.length === 0 && isWell(sight));
  });

  it('acknowledges from the notification, and says so in it', async () => {
    const { desktop, watched } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    watched.fail('API');
    const [notice] = (await desktop.until(({ notifications }) => notifications.length === 1)).notifications;
    expect(notice?.actions).toEqual(['Acknowledge', 'Snooze 1 h']);
    await desktop.actOnNotification('API', 0);
    await desktop.until(({ tray }) => tray?.menu.some(({ label }) => label.includes('acknowledged by')) === true);
    await desktop.until(({ notifications }) =>
      notifications.some(({ title, body }) => /acknowledged/i.test(title + body)),
    );
  });

  it('says that the system shows no notification', async () => {
    const { desktop, watched } = await begin();
    await desktop.until(isWell);
    await desktop.set({ refusesNotifications: true });
    watched.fail('API');
    await desktop.until(({ tray }) => tray?.tooltip.includes('Notifications are not shown') === true);
    const page = await desktop.page();
    await page.getByText('the system refused the notification').first().waitFor();
  });

  it('takes a rest from all checks, and goes on', async () => {
    const { desktop, watched } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    await desktop.choose('Pause all checks', 'Until I resume them');
    await desktop.until(({ tray }) => tray?.image.startsWith('paused') === true);
    watched.fail('API');
    await desktop.choose('Resume all checks');
    await desktop.until(isDown);
  });

  it('hides when it is closed, lets go of its page, and is there again where it was', async () => {
    const { desktop } = await begin({ env: { ASL_MONITOR_KEPT_HIDDEN_MS: '500' } });
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await page.getByRole('link', { name: /Shop/ }).first().click();
    await page.waitForURL(/services\/Shop/);
    await desktop.until(({ windows }) => windows[0]?.url.includes('services/Shop') === true);
    await desktop.closeWindow();
    await desktop.until(({ windows }) => windows.every(({ isVisible }) => !isVisible));
    await desktop.until(({ windows }) => windows.length === 0);
    expect((await desktop.look()).tray).toBeDefined();
    await desktop.choose('Open ASL Monitor');
    await desktop.until(({ windows }) => windows[0]?.isVisible === true);
    const again = await desktop.page();
    await again.waitForURL(/services\/Shop/);
    await again.getByText('All 2 services are well').waitFor();
  });

  it('is one application: who starts it again sees its window, and starts no second watch', async () => {
    const { desktop, watched } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    expect((await desktop.look()).windows).toEqual([]);
    const { code } = await desktop.startAgain();
    expect(code).toBe(0);
    await desktop.until(({ windows }) => windows[0]?.isVisible === true);
    expect(watched.checksOf('API')).toBeGreaterThan(0);
  });

  it('watches another configuration when it is started again with it', async () => {
    const { desktop } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    const other = join(desktop.folder, 'other.yaml');
    await writeFile(other, 'services: []\nslack: {enabled: false}\n');
    await desktop.startAgain(`--config=${other}`, '--hidden');
    await desktop.until(({ tray }) => tray?.tooltip.includes('there are no services yet') === true);
  });

  it('goes on when its window crashes, and opens it again', async () => {
    const { desktop, watched } = await begin();
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    await desktop.crashWindow();
    await page.waitForEvent('crash').catch(() => undefined);
    await desktop.until(({ windows }) => windows[0]?.isVisible === true);
    watched.fail();
    await desktop.until(isDown);
    const again = await desktop.page();
    await again.getByText(/down/i).first().waitFor();
  });

  it('shows what is wrong with its configuration, and begins when that is put right', async () => {
    const services = await openWatched('API');
    watched = services;
    desktop = await openDesktop({ config: services.config.replace('services:', 'servces:'), args: ['--hidden'] });
    await desktop.until(({ windows }) => windows[0]?.isVisible === true);
    const page = await desktop.page();
    await page
      .getByText(/did you mean/)
      .first()
      .waitFor();
    expect((await desktop.look()).tray?.tooltip).toContain('Nothing is watched');
    await writeFile(desktop.configFile, services.config);
    await desktop.until(isWell);
    await page
      .getByText(/is well/)
      .first()
      .waitFor();
  });

  it('hears of a sleep and of the network, and alerts of neither', async () => {
    const { desktop, watched } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    await desktop.power('suspend');
    await desktop.set({ isOnline: false });
    await desktop.power('resume');
    await desktop.set({ isOnline: true });
    const before = watched.checksOf('API');
    await desktop.until(({ tray }) => isWell({ tray } as never) && watched.checksOf('API') > before + 2);
    expect((await desktop.look()).shownNotifications).toEqual([]);
  });

  it('ends within two seconds when it is quit, with everything on record', async () => {
    const { desktop, watched } = await begin();
    watched.fail('API');
    await desktop.until(isDown);
    const began = Date.now();
    await desktop.choose('Quit');
    const { code, output } = await desktop.ended;
    expect(code).toBe(0);
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(output).toContain('Active incidents: 1');
  });

  it.runIf(process.platform !== 'win32')('ends in order when the system asks it to', async () => {
    const { desktop } = await begin({ args: ['--hidden'] });
    await desktop.until(isWell);
    desktop.signal('SIGTERM');
    const { code, output } = await desktop.ended;
    expect({ code, isTold: output.includes('Final statistics') }).toEqual({ code: 0, isTold: true });
  });

  it('writes what is changed in its settings into the file, and leaves the rest as it is', async () => {
    const { desktop } = await begin();
    const page = await desktop.page();
    await page.getByText('All 2 services are well').waitFor();
    const settings = await page.evaluate('window.aslMonitor.ask("settings")');
    expect(settings).toMatchObject({ file: desktop.configFile });
    await page.evaluate(
      `window.aslMonitor.ask('editSettings', { edits: [{ kind: 'set', path: ['monitoring', 'check_interval'], was: 1, value: 3 }] })`,
    );
    const text = await readFile(desktop.configFile, 'utf8');
    expect(text).toContain('check_interval: 3');
    expect(text).toContain('# Watched by a test');
  });
});
