/** What a test asks and does from outside: the other end is in `stand-in.ts`. */
import { app, nativeTheme } from './electron.ts';
import { type MenuEntry, machine, type ShownNotification, type TrayPicture, type WindowPicture } from './machine.ts';

export type Deed =
  | { readonly do: 'look' }
  | { readonly do: 'choose'; readonly labels: readonly string[] }
  | { readonly do: 'power'; readonly event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' }
  | { readonly do: 'set'; readonly changes: Partial<Settable> }
  | { readonly do: 'click' | 'dismiss'; readonly title: string }
  | { readonly do: 'act'; readonly title: string; readonly index: number }
  | { readonly do: 'close_window' | 'crash_window' };

export type Settable = Pick<
  typeof machine,
  'isOnline' | 'isOnBattery' | 'isDark' | 'keychain' | 'refusesNotifications'
>;

/** Everything that a person could see at this moment. */
export type Sight = {
  readonly isReady: boolean;
  readonly tray: TrayPicture | undefined;
  readonly notifications: readonly ShownNotification[];
  readonly shownNotifications: readonly ShownNotification[];
  readonly windows: readonly WindowPicture[];
  readonly openedLinks: readonly string[];
  readonly revealedPaths: readonly string[];
  readonly downloads: readonly string[];
  readonly relaunches: readonly (readonly string[])[];
  readonly openAtLogin: boolean;
};
export type { MenuEntry };

export function serveControl(): void {
  // Electron's own loop keeps a program alive that has no window.
  setInterval(() => undefined, 2 ** 30);
  process.on('message', ({ id, deed }: { readonly id: number; readonly deed?: Deed }) => {
    if (deed === undefined) return;
    try {
      process.send?.({ id, answer: perform(deed) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
  // Whoever started this is gone.
  process.on('disconnect', () => process.exit(1));
}

function perform(deed: Deed): Sight | undefined {
  if (deed.do === 'look') return look();
  act(deed);
  return undefined;
}

function act(deed: Exclude<Deed, { readonly do: 'look' }>): void {
  switch (deed.do) {
    case 'choose': {
      const [tray] = machine.trays;
      if (tray === undefined) throw new Error('there is no tray');
      tray.click(deed.labels);
      break;
    }
    case 'power':
      machine.power.emit(deed.event);
      break;
    case 'set':
      Object.assign(machine, deed.changes);
      if (deed.changes.isDark !== undefined) nativeTheme.emit('updated');
      if (deed.changes.isOnBattery !== undefined) machine.power.emit(deed.changes.isOnBattery ? 'on-battery' : 'on-ac');
      break;
    case 'click':
      notification(deed.title).click();
      break;
    case 'dismiss':
      notification(deed.title).dismiss();
      break;
    case 'act':
      notification(deed.title).act(deed.index);
      break;
    case 'close_window':
      theWindow().close();
      break;
    case 'crash_window':
      theWindow().crash();
      break;
  }
}

function look(): Sight {
  const [tray] = machine.trays;
  return {
    isReady: app.isReady(),
    tray: tray?.picture(),
    notifications: [...machine.notifications].map((one) => one.picture()),
    shownNotifications: machine.shownNotifications,
    windows: [...machine.windows].map((one) => one.picture()),
    openedLinks: machine.openedLinks,
    revealedPaths: machine.revealedPaths,
    downloads: machine.downloads,
    relaunches: machine.relaunches,
    openAtLogin: machine.openAtLogin,
  };
}

function notification(title: string) {
  const all = [...machine.notifications];
  const found = all.find((one) => one.picture().title.includes(title));
  if (found === undefined)
    throw new Error(`no notification says "${title}", but ${all.map((one) => one.picture().title).join(', ')}`);
  return found;
}

function theWindow() {
  const [window] = machine.windows;
  if (window === undefined) throw new Error('there is no window');
  return window;
}
