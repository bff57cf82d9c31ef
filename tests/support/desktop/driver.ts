/** The desktop application as a test uses it: started on real Electron where its runtime is there, else on the stand-in. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Deed, Settable, Sight } from './control.ts';
import { electronRuntime } from './runtime.ts';

export type Start = {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly userData: string;
};

export type Ended = { readonly code: number | null; readonly output: string };

/** One running application, whichever way it was started. */
export type Process = {
  perform(deed: Exclude<Deed, { readonly do: 'look' }>): Promise<void>;
  look(): Promise<Sight>;
  /** The page of the window that is there or comes. */
  page(): Promise<Page>;
  readonly ended: Promise<Ended>;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
};

export type Desktop = Omit<Process, 'kill' | 'perform'> & {
  readonly folder: string;
  readonly configFile: string;
  /** Waits until what is seen satisfies this, and gives it. */
  until(isSo: (sight: Sight) => boolean): Promise<Sight>;
  /** In the tray's menu, each label by its beginning. */
  choose(...labels: readonly string[]): Promise<void>;
  power(event: Extract<Deed, { readonly do: 'power' }>['event']): Promise<void>;
  set(changes: Partial<Settable>): Promise<void>;
  clickNotification(title: string): Promise<void>;
  actOnNotification(title: string, index: number): Promise<void>;
  closeWindow(): Promise<void>;
  crashWindow(): Promise<void>;
  /** As somebody who starts the application once more; resolves when that start has ended. */
  startAgain(...args: readonly string[]): Promise<Ended>;
  close(): Promise<void>;
};

export type DesktopOptions = {
  /** The text of `config.yaml`. */
  readonly config: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Of an earlier application: its folder is used again. */
  readonly folder?: string;
  /** For an application that comes after this one. */
  readonly isKept?: boolean;
};

const patience = { timeout: 30_000, interval: 50 };

/** Begins with folders of its own, in which nothing of the person at this machine is. `close` ends it in any case. */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'asl-desktop-')));
  const configFile = join(folder, 'config.yaml');
  const userData = join(folder, 'user-data');
  await mkdir(userData, { recursive: true });
  if (options.folder === undefined) await writeFile(configFile, options.config);
  const env = {
    HOME: folder,
    USERPROFILE: folder,
    APPDATA: folder,
    LOCALAPPDATA: folder,
    XDG_CONFIG_HOME: join(folder, 'config-home'),
    XDG_CACHE_HOME: join(folder, 'cache-home'),
    XDG_DATA_HOME: join(folder, 'data-home'),
    XDG_STATE_HOME: join(folder, 'state-home'),
    DBUS_SESSION_BUS_ADDRESS: '',
    ...options.env,
  };
  const runtime = electronRuntime();
  const { startOnce, startProcess } =
    runtime === undefined ? await import('./stand-in.ts') : await import('./real-electron.ts');
  const running = await startProcess(
    { args: [`--config=${configFile}`, ...(options.args ?? [])], env, userData },
    runtime ?? '',
  );

  return {
    ...running,
    folder,
    configFile,
    async until(isSo) {
      return await vi.waitFor(async () => {
        const sight = await running.look();
        if (!isSo(sight)) throw new Error(`not yet so: ${JSON.stringify(sight)}`);
        return sight;
      }, patience);
    },
    choose: (...labels) => running.perform({ do: 'choose', labels }),
    power: (event) => running.perform({ do: 'power', event }),
    set: (changes) => running.perform({ do: 'set', changes }),
    clickNotification: (title) => running.perform({ do: 'click', title }),
    actOnNotification: (title, index) => running.perform({ do: 'act', title, index }),
    closeWindow: () => running.perform({ do: 'close_window' }),
    crashWindow: () => running.perform({ do: 'crash_window' }),
    startAgain: (...args) => startOnce({ args, env, userData }, runtime ?? ''),
    async close() {
      await running.kill();
      if (options.isKept === true) return;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
