/** The window in a browser, as the configuration and the command line want it. */
import type { DashboardSettings } from './config/configuration.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import type { Log } from './log.ts';
import type { ProgramWindow } from './window/window.ts';

/** What the command line says of it. */
export type BrowserOptions = {
  /** In place of the configuration's port; opens it also where the configuration does not want it. */
  readonly port?: number;
  /** Where the window is built. */
  readonly rendererDir: string;
};

export type BrowserWindowOptions = BrowserOptions & {
  readonly settings: DashboardSettings;
  readonly window: ProgramWindow;
  readonly log: Log;
};

/** Never rejects: without it, which the log then explains, the services are watched all the same. */
export async function openBrowserWindow(options: BrowserWindowOptions): Promise<Dashboard | undefined> {
  const { settings, window, log, rendererDir } = options;
  const { enabled, host, token } = settings;
  if (!enabled && options.port === undefined) return undefined;
  const port = options.port ?? settings.port;
  try {
    const { createDashboard } = await import('./dashboard/dashboard.ts');
    return await createDashboard({
      host,
      port,
      ...(token === undefined ? {} : { token }),
      answer: window.ask,
      feed: window.feed,
      rendererDir,
      complain: log.error,
    });
  } catch (error) {
    log.error(`there is no dashboard, everything else goes on: ${reason(error, `${host}:${port}`)}`);
    return undefined;
  }
}

function reason(error: unknown, place: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const choose = 'choose another one with --port or dashboard.port (0 takes any free one) and start again';
  if (code === 'EADDRINUSE') return `another program uses ${place}; end that one, or ${choose}`;
  if (code === 'EACCES') return `this user may not use ${place}; ${choose}`;
  if (code === 'EADDRNOTAVAIL') return `this machine has no address ${place}; set dashboard.host to 127.0.0.1`;
  return error instanceof Error ? error.message : String(error);
}
