/** How the application begins, goes on when it is started again, and ends. */
import { app } from 'electron';
import { type Launch, launchOf } from './command-line.ts';
import { relaunchOptions } from './relaunch.ts';

export type LifeOptions = {
  readonly launch: Launch;
  /** Somebody has started the application again, on this machine and as this user. */
  readonly onLaunch: (launch: Launch) => void;
  /** Puts everything on record. What takes longer than the program may is left behind. */
  readonly close: () => Promise<void>;
  readonly warn: (message: string) => void;
};

export type Life = {
  /** By intent: the window's close button only hides it. */
  quit(): void;
  /**
   * Ends in order, and lets `install` take this program's place. Where it rejects, the application begins anew as it is.
   */
  restart(install: () => Promise<never>): void;
  readonly isEnding: boolean;
};

/** Within two seconds, whatever hangs: everything owed is on record already. */
const longestCloseMs = 1_700;

/** Undefined where another instance runs already: that one is shown, and this one ends. */
export function beginLife({ launch, onLaunch, close, warn }: LifeOptions): Life | undefined {
  if (!app.requestSingleInstanceLock({ ...launch })) {
    app.quit();
    return undefined;
  }
  let isEnding = false;
  let isOver = false;

  app.on('second-instance', (_event, _argv, _cwd, data) => {
    if (isEnding) return;
    const wanted = launchOf(data);
    if (wanted === undefined) warn('the application was started again in a way that this version does not know');
    onLaunch(wanted ?? { demo: false, hidden: false });
  });
  // Lives in the tray: without a window it goes on.
  app.on('window-all-closed', () => undefined);
  // On macOS, somebody opens the application that runs already.
  app.on('activate', () => onLaunch({ demo: false, hidden: false }));
  app.on('before-quit', (event) => {
    if (isOver) return;
    event.preventDefault();
    void end();
  });
  // Not SIGHUP: under nohup it is meant to be ignored.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => app.quit());

  async function end(): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    await closeInTime();
    over();
  }

  async function closeInTime(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, longestCloseMs);
    const closed = close().catch((error: unknown) => warn(`not everything could be closed: ${error}`));
    await Promise.race([closed, late.promise]);
    clearTimeout(timer);
  }

  async function giveWay(install: () => Promise<never>): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    await closeInTime();
    // From here on, quitting is the installer's.
    isOver = true;
    app.releaseSingleInstanceLock();
    try {
      await install();
    } catch (error) {
      warn(`the newer version is not installed, the application begins again as it is: ${error}`);
      app.relaunch(relaunchOptions({ ...process, environment: process.env }));
      app.exit(0);
    }
  }

  function over(): void {
    if (isOver) return;
    isOver = true;
    app.exit(0);
  }

  return {
    quit: () => app.quit(),
    restart: (install) => void giveWay(install),
    get isEnding() {
      return isEnding;
    },
  };
}
