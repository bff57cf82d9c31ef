/** The one window: made when it is wanted, hidden when it is closed, and gone after it has been hidden for a while. */
import { BrowserWindow, screen, type WebContents } from 'electron';
import { channels } from '../../preload/channels.ts';
import { type Limit, mayHappen, type Times } from './frequency.ts';
import { pageAt } from './page-address.ts';
import { type Placement, placeWindow, smallest } from './window-bounds.ts';

export type WindowOptions = {
  readonly preload: string;
  readonly icon: string;
  /** For whoever works on it. */
  readonly hasDevTools: boolean;
  readonly placement: () => Placement | undefined;
  readonly keepPlacement: (placement: Placement) => void;
  /** Whether the page will be dark: the window has this colour until it is painted. */
  readonly isDark: () => boolean;
  /** How long it is kept after it was hidden, milliseconds. */
  readonly keptHiddenMs: number;
  /** It is shown, hidden or gone. */
  readonly onVisibility: () => void;
  readonly warn: (message: string) => void;
};

export type DesktopWindow = {
  /** Shows it in front of others; at a place such as `#/incidents/ID` where one is given, else where it was. */
  open(hash?: string): void;
  hide(): void;
  /** Whether somebody may see it. */
  isShown(): boolean;
  isOurs(contents: WebContents): boolean;
  /** From now on closing it is not hiding it. */
  close(): void;
};

/** Longer than a page takes that is at hand; what is not painted by then is shown as it comes. */
const paintPatienceMs = 300;
/** One that cannot live must not keep the machine busy. */
const revivalLimit: Limit = { most: 3, withinMs: 60_000 };
/** A drag tells of every pixel. */
const settleMs = 500;
const colours = { light: '#ffffff', dark: '#1c1d21' } as const;

export function createDesktopWindow(options: WindowOptions): DesktopWindow {
  const { onVisibility, warn, keptHiddenMs } = options;
  let window: BrowserWindow | undefined;
  let unloading: NodeJS.Timeout | undefined;
  let settling: NodeJS.Timeout | undefined;
  let revivals: Times = [];
  /** Where it was when it was unloaded. */
  let lastHash = '';
  let isClosing = false;
  /** Whether its page hears what it is told. */
  let isLoaded = false;

  function make(hash: string): BrowserWindow {
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const { bounds, isMaximized } = placeWindow(options.placement(), areas);
    isLoaded = false;
    const made = new BrowserWindow({
      ...bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
      title: 'ASL Monitor',
      icon: options.icon,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: options.isDark() ? colours.dark : colours.light,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        navigateOnDragDrop: false,
        spellcheck: false,
        enableWebSQL: false,
        devTools: options.hasDevTools,
      },
    });
    if (isMaximized) made.maximize();
    made.on('close', (event) => {
      if (isClosing) return;
      event.preventDefault();
      hide();
    });
    made.on('show', shown);
    made.on('restore', shown);
    made.on('hide', hidden);
    made.on('minimize', hidden);
    made.on('resize', keepSoon);
    made.on('move', keepSoon);
    made.on('maximize', keepSoon);
    made.on('unmaximize', keepSoon);
    made.on('closed', () => forget(made));
    made.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit' || isClosing) return;
      crashed(made, `${reason}, exit code ${exitCode}`);
    });
    made.webContents.on('did-finish-load', () => {
      isLoaded = true;
    });
    made.webContents.on('preload-error', (_event, _path, error) => warn(`the window has no bridge: ${error.message}`));
    made.webContents.on('did-fail-load', (_event, code, description) => {
      // -3 is a load that another one has replaced.
      if (code !== -3) warn(`the window cannot load its page: ${description} (${code})`);
    });
    load(made, hash);
    return made;
  }

  /** A load that fails is told by the event. */
  function load(made: BrowserWindow, hash: string): void {
    made.loadURL(pageAt(hash)).catch(() => undefined);
  }

  function shown(): void {
    clearTimeout(unloading);
    onVisibility();
  }

  function hidden(): void {
    clearTimeout(unloading);
    unloading = setTimeout(unload, keptHiddenMs);
    onVisibility();
  }

  function unload(): void {
    if (window === undefined || isShown()) return;
    lastHash = hashOf(window);
    window.destroy();
  }

  function forget(gone: BrowserWindow): void {
    if (window !== gone) return;
    clearTimeout(unloading);
    clearTimeout(settling);
    window = undefined;
    onVisibility();
  }

  /** The monitoring goes on without it. It comes back by itself where somebody was looking, unless it crashes again and again. */
  function crashed(dead: BrowserWindow, how: string): void {
    const wasShown = isShown();
    const hash = hashOf(dead);
    const now = Date.now();
    dead.destroy();
    const { allowed, times } = mayHappen(revivals, now, revivalLimit);
    revivals = times;
    const next = wasShown && allowed ? 'it is opened again' : 'it is opened again when somebody wants to see it';
    warn(`the window has crashed (${how}); the monitoring goes on, and ${next}`);
    lastHash = hash;
    if (wasShown && allowed) open();
  }

  function keepSoon(): void {
    clearTimeout(settling);
    settling = setTimeout(keep, settleMs);
  }

  function keep(): void {
    if (window === undefined || window.isDestroyed() || window.isMinimized()) return;
    options.keepPlacement({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  }

  function open(hash?: string): void {
    if (window === undefined) {
      const made = make(hash ?? lastHash);
      window = made;
      const patience = setTimeout(() => present(made), paintPatienceMs);
      made.once('ready-to-show', () => {
        clearTimeout(patience);
        present(made);
      });
      return;
    }
    if (hash !== undefined && isLoaded) window.webContents.send(channels.go, hash);
    else if (hash !== undefined) load(window, hash);
    present(window);
  }

  function present(made: BrowserWindow): void {
    if (made.isDestroyed() || window !== made) return;
    if (made.isMinimized()) made.restore();
    if (!made.isVisible()) made.show();
    made.focus();
  }

  function hide(): void {
    keep();
    window?.hide();
  }

  function isShown(): boolean {
    return window !== undefined && !window.isDestroyed() && window.isVisible() && !window.isMinimized();
  }

  return {
    open,
    hide,
    isShown,
    isOurs: (contents) => window !== undefined && !window.isDestroyed() && window.webContents === contents,
    close() {
      isClosing = true;
      clearTimeout(unloading);
      clearTimeout(settling);
      keep();
      window?.destroy();
    },
  };
}

function hashOf(window: BrowserWindow): string {
  return URL.parse(window.webContents.getURL())?.hash ?? '';
}
