/** What the system does not let this program do, each in one sentence with what to do about it. Pure. */
import type { DesktopView, Sentence } from '../../preload/snapshot.ts';
import type { Shown } from '../notify/notification-screen.ts';
import type { LoudnessSettings } from '../notify/quiet-hours.ts';
import { noServiceRefusal } from './notification-refusals.ts';
import type { NotificationHost, TrayHost } from './session-bus.ts';

/** Whether people see the icon. Where nobody can say, it is taken to be seen: on most desktops it is. */
export function trayShown(hasIcon: boolean, host: TrayHost): DesktopView['tray'] {
  if (!hasIcon || host.kind === 'absent') return 'absent';
  return host.kind === 'unknown' ? 'unknown' : 'shown';
}

export function remarksOf(host: NotificationHost): readonly Sentence[] {
  return host.kind === 'absent' ? [noNotifications] : [];
}

const noNotifications: Sentence = {
  en: 'This desktop shows no notifications: no program owns org.freedesktop.Notifications; install a notification daemon, such as dunst or mako',
  fr: 'Ce bureau n’affiche pas de notifications\u00a0: aucun programme ne répond à org.freedesktop.Notifications\u202f; installez un démon de notifications, comme dunst ou mako',
};

/** What the session bus says, as the answer to whether a notification would be seen. */
export function notificationAnswer(host: NotificationHost): Shown {
  return host.kind === 'absent' ? noServiceRefusal : { ok: true };
}

/** While nothing is watched there is nothing to tell. */
export const silentDesktop: LoudnessSettings = {
  enabled: false,
  severities: {
    critical: { notifications: false, sound: false, duringQuietHours: false },
    normal: { notifications: false, sound: false, duringQuietHours: false },
  },
};
