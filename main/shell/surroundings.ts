/** What the desktop's session lets this program do: whether its icon and its notifications are seen. */
import type { DesktopView, Sentence } from '../../preload/snapshot.ts';
import type { Shown } from '../notify/notification-screen.ts';
import { noServiceRefusal } from './notification-refusals.ts';
import type { NotificationHost, SessionBus, TrayHost } from './session-bus.ts';

export type SurroundingsOptions = {
  readonly sessionBus: SessionBus;
  /** Something of it is different. */
  readonly onChange: () => void;
  /** Nobody sees the icon, and nobody would find a program that hides behind it. */
  readonly onTrayAbsent: () => void;
};

export type Surroundings = {
  begin(): void;
  /** `hasIcon`: whether this program could put one up. */
  tray(hasIcon: boolean): DesktopView['tray'];
  /** What the system keeps this program from doing, each in one sentence with what to do about it. */
  remarks(): readonly Sentence[];
  /** Whether a notification would be seen, asked anew. */
  showsNotifications(): Promise<Shown>;
  close(): void;
};

export function createSurroundings({ sessionBus, onChange, onTrayAbsent }: SurroundingsOptions): Surroundings {
  let trayHost: TrayHost = { kind: 'not_needed' };
  let notificationHost: NotificationHost = { kind: 'not_needed' };

  async function askForNotifications(): Promise<NotificationHost> {
    const host = await sessionBus.notifications();
    const isOther = host.kind !== notificationHost.kind;
    notificationHost = host;
    if (isOther) onChange();
    return host;
  }

  return {
    begin() {
      sessionBus.onTrayHost((host) => {
        trayHost = host;
        onChange();
        if (host.kind === 'absent') onTrayAbsent();
      });
      void askForNotifications();
    },
    tray: (hasIcon) => trayShown(hasIcon, trayHost),
    remarks: () => (notificationHost.kind === 'absent' ? [noNotifications] : []),
    showsNotifications: async () => ((await askForNotifications()).kind === 'absent' ? noServiceRefusal : { ok: true }),
    close: sessionBus.close,
  };
}

/** Where nobody can say, it is taken to be seen: on most desktops it is. */
function trayShown(hasIcon: boolean, host: TrayHost): DesktopView['tray'] {
  if (!hasIcon || host.kind === 'absent') return 'absent';
  return host.kind === 'unknown' ? 'unknown' : 'shown';
}

const noNotifications: Sentence = {
  en: 'This desktop shows no notifications: start its notification service, or install one such as dunst or mako',
  fr: 'Ce bureau n’affiche pas de notifications\u00a0: démarrez son service de notifications, ou installez-en un, comme dunst ou mako',
};
