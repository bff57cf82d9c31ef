/** The window with all that stands behind it: its guard, its files, and the answers to what it asks. */
import { join } from 'node:path';
import { app, Menu, nativeTheme, session } from 'electron';
import { type Ipc, serveWindow } from './ipc.ts';
import type { MachinePreferences } from './machine-preferences.ts';
import type { Monitoring } from './monitoring.ts';
import { servePages } from './page-protocol.ts';
import { createDesktopWindow, type DesktopWindow } from './window.ts';
import { guardPages } from './window-guard.ts';

export type SurfaceOptions = {
  /** Where this program is built: the page and its bridge lie beside it. */
  readonly folder: string;
  readonly monitoring: Monitoring;
  readonly machine: Pick<MachinePreferences, 'placement' | 'setPlacement'>;
  /** How long the window is kept after it was hidden, milliseconds. */
  readonly keptHiddenMs: number;
  /** Somebody looks at it now, or nobody does any more. */
  readonly onVisibility: (isShown: boolean) => void;
  readonly warn: (message: string) => void;
};

export type Surface = {
  /** To be called once, when Electron is ready; what was to be opened before is opened then. */
  begin(): void;
  /** In front of others, at a place such as `#/incidents/ID` if one is given. */
  open(hash?: string): void;
  close(): void;
};

export function createSurface(options: SurfaceOptions): Surface {
  const { folder, monitoring, machine, keptHiddenMs, onVisibility, warn } = options;
  let window: DesktopWindow | undefined;
  let ipc: Ipc | undefined;
  /** What was asked for before there could be a window. */
  let wish: { readonly hash?: string } | undefined;

  function open(hash?: string): void {
    if (window === undefined) wish = hash === undefined ? {} : { hash };
    else window.open(hash);
  }

  return {
    open,
    begin() {
      setApplicationMenu();
      guardPages({ warn });
      servePages(session.defaultSession, join(folder, '../renderer'));
      const own = createDesktopWindow({
        preload: join(folder, '../preload/index.cjs'),
        icon: join(app.getAppPath(), 'assets/icon.png'),
        hasDevTools: !app.isPackaged,
        placement: machine.placement,
        keepPlacement: machine.setPlacement,
        isDark: () => nativeTheme.shouldUseDarkColors,
        keptHiddenMs,
        onVisibility() {
          ipc?.adapt();
          onVisibility(own.isShown());
        },
        warn,
      });
      window = own;
      ipc = serveWindow({ monitoring, isWindow: own.isOurs, isShown: own.isShown, warn });
      if (wish !== undefined) own.open(wish.hash);
    },
    close() {
      ipc?.close();
      window?.close();
    },
  };
}

/** Electron's own reloads pages and opens its tools. On macOS, copying and pasting are entries of a menu. */
function setApplicationMenu(): void {
  const isMac = process.platform === 'darwin';
  const roles = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] as const;
  Menu.setApplicationMenu(isMac ? Menu.buildFromTemplate([...roles]) : null);
}
