/** What the desktop application has to say of itself above everything, the worst first. Pure. */
import type { DesktopView, NotifierView, Sentence } from '../../preload/snapshot.ts';

export type DesktopNews =
  /** Its notifications do not get onto the screen. */
  | { readonly kind: 'silent'; readonly since: number; readonly reason?: Sentence }
  | { readonly kind: 'remark'; readonly remark: Sentence }
  | { readonly kind: 'no_tray' }
  | { readonly kind: 'sparing' };

/** Without a `desktop`, as in a browser, nothing. `isTrayMissed`: somebody still wants to be told that there is none. */
export function desktopNews(
  desktop: DesktopView | undefined,
  notifiers: readonly NotifierView[],
  isTrayMissed: boolean,
): readonly DesktopNews[] {
  if (desktop === undefined) return [];
  const silent = silentNotifier(notifiers, 'desktop');
  const reason = silent?.reason;
  // Why notifications are not shown may be among them, and is said once.
  const remarks = desktop.remarks.filter(({ en }) => en !== reason?.en);
  return [
    ...(silent === undefined
      ? []
      : [{ kind: 'silent', since: silent.since, ...(reason === undefined ? {} : { reason }) } as const]),
    ...remarks.map((remark) => ({ kind: 'remark', remark }) as const),
    ...(desktop.tray === 'absent' && isTrayMissed ? [{ kind: 'no_tray' } as const] : []),
    ...(desktop.isSparing ? [{ kind: 'sparing' } as const] : []),
  ];
}

/** The notifier of that name, where what it has to tell does not arrive. */
export function silentNotifier(
  notifiers: readonly NotifierView[],
  wanted: 'slack' | 'desktop',
): (Pick<NotifierView, 'owed' | 'reason'> & { readonly since: number }) | undefined {
  const notifier = notifiers.find(({ name }) => name === wanted);
  if (notifier?.unreachableSince === undefined) return undefined;
  const { owed, unreachableSince: since, reason } = notifier;
  return { owed, since, ...(reason === undefined ? {} : { reason }) };
}
