/** electron-updater, as this application uses it: it does nothing by itself and says nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import type { Environment } from '../config/environment.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';

/** What is used of it. */
export type Updater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'disableWebInstaller'
  | 'logger'
  | 'requestHeaders'
  | 'checkForUpdates'
  | 'downloadUpdate'
  | 'quitAndInstall'
> & { once(event: 'error', listener: (error: Error) => void): unknown };

export type Installation = {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly environment: Environment;
  /** `process.resourcesPath` of a package. */
  readonly resourcesPath: string;
};

/**
 * Whether this installation brings its newer versions itself. electron-builder writes `app-update.yml` into a package
 * that was told where releases are published; without it nobody knows where to look. A deb or rpm belongs to the
 * system's package manager: electron-updater could only go around it, with a password.
 */
export function offersUpdates({ isPackaged, platform, environment, resourcesPath }: Installation): boolean {
  if (!isPackaged || !existsSync(join(resourcesPath, 'app-update.yml'))) return false;
  return platform === 'linux' ? (environment.APPIMAGE ?? '') !== '' : platform === 'darwin' || platform === 'win32';
}

/** Only now is it read from disk and run. */
export async function loadUpdater(): Promise<Updater> {
  const { autoUpdater } = await import('electron-updater');
  return autoUpdater;
}

export function prepareUpdater(updater: Updater): Updater {
  updater.autoDownload = false;
  // Quitting takes two seconds at the most, and an outage may be open.
  updater.autoInstallOnAppQuit = false;
  updater.disableWebInstaller = true;
  // Of each step it writes a line, and of an error its stack; the caller tells what matters.
  updater.logger = null;
  // Else it gives each installation a number of its own, and shows that to the server.
  updater.requestHeaders = { 'x-user-staging-id': 'none' };
  return updater;
}

/** Longer than any system takes to unpack what was brought. */
const longestInstallMs = 180_000;

/** Ends the process; rejects where that does not happen. */
export function quitAndInstall(updater: Updater, clock: Pick<Clock, 'monotonicMs' | 'wakeAt'>): Promise<never> {
  return new Promise((_, reject) => {
    let cancelLate: Cancel | undefined;
    updater.once('error', (error) => {
      cancelLate?.();
      reject(error);
    });
    cancelLate = clock.wakeAt(clock.monotonicMs() + longestInstallMs, () =>
      reject(new Error(`the installer did not begin within ${longestInstallMs / 60_000} min`)),
    );
    // Without questions on Windows; the new version starts when it is installed.
    updater.quitAndInstall(true, true);
  });
}

export type Cause = {
  /** The same whenever it happens again. */
  readonly id: string;
  /** For the log. */
  readonly line: string;
};

const longestLine = 200;

/** Of a server's answer electron-updater's messages hold all headers and more, from the second line on. */
export function causeOf(error: unknown): Cause {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split(/[\r\n]/, 1);
  const line = first.length > longestLine ? `${first.slice(0, longestLine)}…` : first;
  // An address in a line may be another each time.
  const hasCode = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return { id: hasCode ? `${error.code}` : line, line };
}
