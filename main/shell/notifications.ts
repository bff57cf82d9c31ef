/** The system's notifications, one for each id: shown, replaced, closed, and what people press on them. */
import { createHash } from 'node:crypto';
import { Notification } from 'electron';
import type { NotificationReport } from '../../preload/settings.ts';
import { testNotice } from '../notify/desktop-notices.ts';
import type { Notice, NoticeAction, NotificationScreen, Shown } from '../notify/notification-screen.ts';
import { type Language, wordingFor } from '../notify/wording.ts';
import { frenchReason } from '../window/french-reasons.ts';
import { failedRefusal, unsupportedRefusal } from './notification-refusals.ts';

export type NotificationsOptions = {
  readonly platform: NodeJS.Platform;
  /** An absolute path of an image; the application's own is shown if not given. */
  readonly iconOf?: (notice: Notice) => string;
  /** Somebody pressed one: the place in the window that it leads to. */
  readonly onOpen: (hash: string) => void;
  readonly onAcknowledge: (outageId: string) => void;
  readonly onSnooze: (outageId: string) => void;
  /** One came onto the screen. */
  readonly onShown: () => void;
  /** Whether anything of the system would show one, as on Linux a service on the session bus; asked before each. */
  readonly isAvailable: () => Promise<Shown>;
  readonly language: () => Language;
};

export type Notifications = NotificationScreen & {
  /** Shows one that says that they arrive. Never rejects. */
  test(): Promise<NotificationReport>;
  closeAll(): void;
};

/** Where the system says nothing against it for so long, it is taken as shown: Linux has no event for a failure. */
const believedAfterMs = 700;

export function createNotifications(options: NotificationsOptions): Notifications {
  const { platform, iconOf, onOpen, onShown, isAvailable, language } = options;
  /** Whatever nobody refers to is collected as garbage, and answers no click any more. */
  const live = new Map<string, Notification>();
  /** By id, the latest that is wanted: while the system is asked, another may take its place, or none. */
  const wanted = new Map<string, Notice>();

  async function show(notice: Notice): Promise<Shown> {
    wanted.set(notice.id, notice);
    if (!Notification.isSupported()) return unsupportedRefusal(platform);
    const available = await isAvailable().catch((error: unknown): Shown => failedRefusal(platform, messageOf(error)));
    if (!available.ok) return available;
    // It was closed or replaced meanwhile, and what is true by now is shown.
    if (wanted.get(notice.id) !== notice) return { ok: true };
    try {
      leave(notice.id);
      return await shown(notice);
    } catch (error) {
      return failedRefusal(platform, messageOf(error));
    }
  }

  function shown(notice: Notice): Promise<Shown> {
    const { id } = notice;
    const notification = new Notification(optionsFor(notice));
    const answer = Promise.withResolvers<Shown>();
    const timer = setTimeout(() => answer.resolve({ ok: true }), believedAfterMs);
    live.set(id, notification);
    // One that was replaced may be told to be closed after the other is shown.
    const forget = (): void => {
      if (live.get(id) === notification) live.delete(id);
    };
    notification.once('show', () => {
      answer.resolve({ ok: true });
      onShown();
    });
    notification.once('failed', (_, error) => {
      forget();
      answer.resolve(failedRefusal(platform, error));
    });
    notification.on('close', (details) => {
      // On Windows it only moves into the notification centre, where it can still be pressed.
      if (platform !== 'win32' || details.reason !== 'timedOut') forget();
    });
    notification.on('click', () => onOpen(notice.hash));
    notification.on('action', (details) => press(notice, notice.actions[details.actionIndex]));
    notification.show();
    return answer.promise.finally(() => clearTimeout(timer));
  }

  function press({ id, hash }: Notice, action: NoticeAction | undefined): void {
    if (action === 'acknowledge') options.onAcknowledge(id);
    else if (action === 'snooze') options.onSnooze(id);
    else onOpen(hash);
  }

  function optionsFor(notice: Notice): Electron.NotificationConstructorOptions {
    const { acknowledge, snoozeForAnHour } = wordingFor(language()).buttons;
    const labels: Readonly<Record<NoticeAction, string>> = { acknowledge, snooze: snoozeForAnHour };
    return {
      id: systemId(notice.id),
      title: notice.title,
      body: notice.body,
      silent: notice.isSilent,
      urgency: notice.urgency,
      actions: notice.actions.map((action) => ({ type: 'button', text: labels[action] })),
      ...(iconOf === undefined ? {} : { icon: iconOf(notice) }),
      // What is critical stays until somebody has seen it.
      timeoutType: notice.urgency === 'critical' ? 'never' : 'default',
    };
  }

  function leave(id: string): void {
    const notification = live.get(id);
    live.delete(id);
    notification?.close();
  }

  return {
    show,
    close(id) {
      wanted.delete(id);
      // One of an earlier run, too: elsewhere they go with the program, or nobody can name them.
      if (platform === 'darwin' && !live.has(id)) Notification.remove(systemId(id));
      leave(id);
    },
    isShown: (id) => live.has(id),
    async test() {
      const answer = await show(testNotice(language()));
      return answer.ok ? { shown: true } : reportOf(answer);
    },
    closeAll() {
      wanted.clear();
      for (const id of [...live.keys()]) leave(id);
    },
  };
}

/** Windows takes no more than 64 characters. */
function systemId(id: string): string {
  return id.length <= 64 ? id : createHash('sha256').update(id).digest('hex');
}

function reportOf({ reason, remedy }: Exclude<Shown, { readonly ok: true }>): NotificationReport {
  const inBoth = (text: string) => ({ en: text, fr: frenchReason(text) });
  return { shown: false, reason: inBoth(reason), ...(remedy === undefined ? {} : { remedy: inBoth(remedy) }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
