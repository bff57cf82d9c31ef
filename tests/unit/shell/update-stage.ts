/** An updater in the test's hand, and updates that use it. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UpdateCheckResult } from 'electron-updater';
import { vi } from 'vitest';
import type { Installation, Updater } from '../../../main/shell/updater.ts';
import { createUpdates } from '../../../main/shell/updates.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** `latest` is what its server offers; a function instead is called, and may throw. */
export type Server = { latest: string | (() => string); download: () => Promise<void> };

function createUpdater(server: Server, calls: string[]) {
  const events = new EventEmitter();
  const updater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    disableWebInstaller: false,
    logger: console as Updater['logger'],
    requestHeaders: null as Updater['requestHeaders'],
    async checkForUpdates(): Promise<UpdateCheckResult> {
      calls.push('check');
      const version = typeof server.latest === 'string' ? server.latest : server.latest();
      const updateInfo = { version, files: [], path: '', sha512: '', releaseDate: '' };
      return { isUpdateAvailable: version !== '1.0.0', updateInfo, versionInfo: updateInfo };
    },
    async downloadUpdate() {
      calls.push('download');
      await server.download();
      return [];
    },
    quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean) {
      calls.push(`install${isSilent ? ' silently' : ''}${isForceRunAfter ? ' and run' : ''}`);
    },
    once: (event: 'error', listener: (error: Error) => void) => events.once(event, listener),
    fail: (error: Error) => events.emit('error', error),
  } satisfies Updater & { fail(error: Error): void };
  return updater;
}

/** Those of an AppImage that knows its source, from a folder that `close` removes. */
export function createStage(installation: Partial<Installation> = {}) {
  const resourcesPath = mkdtempSync(join(tmpdir(), 'asl-updates-'));
  writeFileSync(join(resourcesPath, 'app-update.yml'), 'provider: github\nowner: someone\nrepo: asl-monitor\n');
  const clock = createFakeClock();
  const server: Server = { latest: '1.0.0', download: async () => undefined };
  const calls: string[] = [];
  const log: string[] = [];
  const incidents = { open: 0 };
  const restart = vi.fn<(install: () => Promise<never>) => void>();
  const onChange = vi.fn<() => void>();
  const updater = createUpdater(server, calls);
  const updates = createUpdates({
    installation: {
      isPackaged: true,
      platform: 'linux',
      environment: { APPIMAGE: '/home/ana/asl-monitor.AppImage' },
      resourcesPath,
      ...installation,
    },
    clock,
    log: { info: (line) => log.push(line), warning: (line) => log.push(`warning: ${line}`) },
    hasOpenIncident: () => incidents.open > 0,
    onChange,
    restart,
    load: async () => updater,
    random: () => 0.5,
  });
  return {
    ...{ updates, updater, server, clock, calls, log, restart, onChange },
    /** So many incidents are open, and whoever listens is told. */
    incidentsAre(open: number): void {
      incidents.open = open;
      updates.incidentsChanged();
    },
    /** Time passes, and then whatever became due is through. */
    async pass(ms: number): Promise<void> {
      clock.advance(ms);
      await settled();
    },
    settled,
    close(): void {
      updates.close();
      rmSync(resourcesPath, { recursive: true, force: true });
    },
  };
}

/** What a fake updater begins takes no time: it is through when the event loop has come round. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export type Stage = ReturnType<typeof createStage>;
