/** Why the system shows no notification, and what to do about it. Pure. */
import { oneLine } from '../notify/mrkdwn.ts';
import type { Shown } from '../notify/notification-screen.ts';

type Refusal = Exclude<Shown, { readonly ok: true }>;

/** The program is built or installed in a way in which the system gives it none. */
export function unsupportedRefusal(platform: NodeJS.Platform): Refusal {
  return { ok: false, reason: 'this system shows no notifications of programs', remedy: remedyOn(platform) };
}

/** `what` is the system's own word for it. */
export function failedRefusal(platform: NodeJS.Platform, what: string): Refusal {
  const said = oneLine(what).replace(/[.\s]+$/, '');
  const reason = said === '' ? 'the system refused the notification' : `the system refused the notification: ${said}`;
  return { ok: false, reason, remedy: remedyOn(platform) };
}

/** Nothing on the session bus shows notifications. */
export const noServiceRefusal: Refusal = {
  ok: false,
  reason: 'no notification service runs in this session',
  remedy: 'start the one of your desktop, or install one such as dunst or mako',
};

function remedyOn(platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return 'allow them in System Settings, Notifications, ASL Monitor; macOS takes them from a signed application only';
    case 'win32':
      return 'allow them in Settings, System, Notifications, ASL Monitor';
    default:
      return 'check that the notification service of your desktop runs, and that libnotify is installed';
  }
}
