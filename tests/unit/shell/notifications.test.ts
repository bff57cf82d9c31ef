import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notice, Shown } from '../../../main/notify/notification-screen.ts';
import { createNotifications, type NotificationsOptions } from '../../../main/shell/notifications.ts';
import { machine } from '../../support/desktop/machine.ts';

vi.mock('electron', async () => {
  const { StandInNotification } = await import('../../support/desktop/electron-notification.ts');
  return { Notification: StandInNotification };
});

beforeEach(() => {
  machine.notifications.clear();
  machine.shownNotifications.length = 0;
  machine.refusesNotifications = false;
});

const outage: Notice = {
  id: 'api_1',
  title: 'api is down',
  body: 'Critical',
  actions: ['acknowledge', 'snooze'],
  urgency: 'critical',
  isSilent: false,
  hash: '#/incidents/api_1',
};

function aScreen(more: Partial<NotificationsOptions> = {}) {
  const done: string[] = [];
  const screen = createNotifications({
    platform: 'linux',
    onOpen: (hash) => void done.push(`open ${hash}`),
    onAcknowledge: (id) => void done.push(`acknowledge ${id}`),
    onSnooze: (id) => void done.push(`snooze ${id}`),
    onShown: () => void done.push('shown'),
    isAvailable: async () => ({ ok: true }),
    language: () => 'en',
    ...more,
  });
  return { screen, done };
}

const there = () => [...machine.notifications];
const titles = () => there().map((one) => one.picture().title);

describe('a notification of the system', () => {
  it('is shown with its buttons, and opens its place, acknowledges or snoozes when pressed', async () => {
    const { screen, done } = aScreen();
    expect(await screen.show(outage)).toEqual({ ok: true });
    const [shown] = there();
    expect(shown?.picture()).toEqual({
      title: 'api is down',
      body: 'Critical',
      silent: false,
      urgency: 'critical',
      actions: ['Acknowledge', 'Snooze 1 h'],
    });
    shown?.click();
    shown?.act(0);
    shown?.act(1);
    expect(done).toEqual(['shown', 'open #/incidents/api_1', 'acknowledge api_1', 'snooze api_1']);
  });

  it('takes the place of the one before it, and is still known when that one has gone', async () => {
    const { screen } = aScreen();
    await screen.show(outage);
    await screen.show({ ...outage, title: '2 services are down' });
    await vi.waitFor(() => expect(titles()).toEqual(['2 services are down']));
    expect(screen.isShown('api_1')).toBe(true);
    screen.close('api_1');
    await vi.waitFor(() => expect(titles()).toEqual([]));
    expect(screen.isShown('api_1')).toBe(false);
  });

  it('of an earlier run goes too, where the system lets one program name it', async () => {
    await aScreen().screen.show(outage);
    const next = aScreen({ platform: 'darwin' });
    expect([next.screen.isShown('api_1'), titles()]).toEqual([false, ['api is down']]);
    next.screen.close('api_1');
    expect(titles()).toEqual([]);
  });

  it('is known to be gone once the person has closed it', async () => {
    const { screen } = aScreen();
    await screen.show(outage);
    there()[0]?.dismiss();
    expect(screen.isShown('api_1')).toBe(false);
  });

  it('is not shown that was closed, or replaced, while the system was asked', async () => {
    const asked = Promise.withResolvers<Shown>();
    const { screen } = aScreen({ isAvailable: () => asked.promise });
    const shows = [
      screen.show(outage),
      screen.show({ ...outage, title: 'newer' }),
      screen.show({ ...outage, id: 'b' }),
    ];
    screen.close('b');
    asked.resolve({ ok: true });
    await Promise.all(shows);
    expect(machine.shownNotifications.map(({ title }) => title)).toEqual(['newer']);
  });

  it('says why there is none where the system refuses it', async () => {
    machine.refusesNotifications = true;
    const { screen } = aScreen({ platform: 'darwin' });
    expect(await screen.show(outage)).toEqual({
      ok: false,
      reason: 'the system refused the notification: the system does not show notifications of this program',
      remedy: expect.stringContaining('signed application'),
    });
    expect(screen.isShown('api_1')).toBe(false);
  });

  it('is not tried where nothing would show it', async () => {
    const refusal = { ok: false, reason: 'no notification service runs in this session', remedy: 'start one' } as const;
    const { screen } = aScreen({ isAvailable: async () => refusal });
    expect(await screen.show(outage)).toEqual(refusal);
    expect(machine.shownNotifications).toEqual([]);
    expect(await screen.test()).toMatchObject({
      shown: false,
      reason: { en: refusal.reason, fr: 'aucun service de notification n’est actif dans cette session' },
    });
  });

  it('can be tried by the person, and all go with the program', async () => {
    const { screen } = aScreen();
    expect(await screen.test()).toEqual({ shown: true });
    await screen.show(outage);
    expect(titles()).toEqual(['Notifications arrive', 'api is down']);
    screen.closeAll();
    await vi.waitFor(() => expect(titles()).toEqual([]));
  });
});
