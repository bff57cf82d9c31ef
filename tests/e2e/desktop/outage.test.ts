import { describe, expect, it } from 'vitest';
import { beginStory, isDown, isWell } from '../../support/desktop/story.ts';

describe('an outage, in the tray', () => {
  it('is followed from its beginning to its end, down to the menu', async () => {
    const { desktop, watched } = await beginStory();
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

  it('is acknowledged, snoozed, and heard of again', async () => {
    const { desktop, watched } = await beginStory();
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

  it('is not looked for while everybody takes a rest, and found after it', async () => {
    const { desktop, watched } = await beginStory();
    await desktop.until(isWell);
    await desktop.choose('Pause all checks', 'Until I resume them');
    await desktop.until(({ tray }) => tray?.image.startsWith('paused') === true);
    watched.fail('API');
    await desktop.choose('Resume all checks');
    await desktop.until(isDown);
  });
});

describe('an outage, in a notification', () => {
  it('is one for all its services, opens its incident, and goes when it is over', async () => {
    const { desktop, watched } = await beginStory();
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

  it('is acknowledged there, and says so', async () => {
    const { desktop, watched } = await beginStory();
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

  it('is snoozed there, and goes from the screen', async () => {
    const { desktop, watched } = await beginStory();
    await desktop.until(isWell);
    watched.fail('API');
    await desktop.until(({ notifications }) => notifications.length === 1);
    await desktop.actOnNotification('API', 1);
    await desktop.until((sight) => sight.notifications.length === 0 && isWell(sight));
  });

  it('is not shown where the system shows none, and the tray and the window say so', async () => {
    const { desktop, watched } = await beginStory({ windowed: true });
    await desktop.until(isWell);
    await desktop.set({ refusesNotifications: true });
    watched.fail('API');
    await desktop.until(({ tray }) => tray?.tooltip.includes('Notifications are not shown') === true);
    const page = await desktop.page();
    await page.getByText('the system refused the notification').first().waitFor();
  });
});

describe('a machine that is left alone', () => {
  it('checks everything at once when it wakes', async () => {
    const connectivity = 'connectivity: {enabled: false}\n';
    const { desktop, watched } = await beginStory({ watch: { everySeconds: 300, more: connectivity } });
    await desktop.until(isWell);
    const before = watched.checksOf('Shop');
    await desktop.power('suspend');
    await desktop.power('resume');
    await desktop.until(() => watched.checksOf('Shop') > before);
  });

  it('sums up in one notification what began and ended while its screen was locked', async () => {
    const { desktop, watched } = await beginStory();
    await desktop.until(isWell);
    await desktop.power('lock-screen');
    watched.fail('API');
    await desktop.until(isDown);
    watched.repair();
    await desktop.until((sight) => isWell(sight) && sight.notifications.length === 0);
    await desktop.power('unlock-screen');
    const { notifications } = await desktop.until((sight) => sight.notifications.length > 0);
    expect(notifications).toHaveLength(1);
    expect(notifications[0]?.body).toContain('API');
  });

  it('has nothing to sum up where nothing happened', async () => {
    const { desktop, watched } = await beginStory();
    await desktop.until(isWell);
    await desktop.power('lock-screen');
    await desktop.power('unlock-screen');
    const before = watched.checksOf('Shop');
    await desktop.until(() => watched.checksOf('Shop') > before + 3);
    expect((await desktop.look()).shownNotifications).toEqual([]);
  });
});
