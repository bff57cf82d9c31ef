/**
 * The `electron` that the built program gets where there is no runtime: windows are pages of a real Chromium, and tray,
 * menus, notifications and power are those of a `Machine` that a test reads and moves.
 */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import about from '../../../package.json' with { type: 'json' };
import { Preventable, StandInApp } from './electron-app.ts';
import { StandInNotification } from './electron-notification.ts';
import { StandInIpcMain, sessionsOf } from './electron-session.ts';
import { createSystem } from './electron-system.ts';
import { nativeImage, StandInMenu, StandInTray } from './electron-tray.ts';
import { StandInWindow } from './electron-window.ts';
import { machine } from './machine.ts';

const root = join(import.meta.dirname, '../../..');
const folderSwitch = '--user-data-dir=';
const localeSwitch = '--lang=';
const given = (name: string): string | undefined =>
  process.argv.find((arg) => arg.startsWith(name))?.slice(name.length);

export const app = new StandInApp({
  userData: given(folderSwitch) ?? process.env.ASL_MONITOR_TEST_USER_DATA ?? join(root, 'dist/user-data'),
  appPath: root,
  version: about.version,
  locale: given(localeSwitch) ?? 'en-GB',
  exit: (code) => machine.exit(code),
  closeWindows() {
    for (const window of BrowserWindow.getAllWindows()) window.close();
    return BrowserWindow.getAllWindows().length === 0;
  },
});
const sessions = sessionsOf(() => app.isBeforeReady);
export const { protocol, session } = sessions;
export const ipcMain = new StandInIpcMain();
export const { dialog, powerMonitor, net, nativeTheme, screen, shell, safeStorage } = createSystem(
  app.getPath('userData'),
);
export const Tray = StandInTray;
export const Notification = StandInNotification;
export const Menu = StandInMenu;
export { machine, nativeImage };
export const BrowserWindow = StandInWindow;
StandInWindow.use({
  network: sessions.network,
  ipcMain,
  context: openContext,
  onDownload(url, contents) {
    const event = new Preventable();
    session.defaultSession.emit('will-download', event, { getURL: () => url }, contents);
    return !event.defaultPrevented;
  },
  onCreated: (contents) => app.emit('web-contents-created', {}, contents),
  onAllGone: () => app.windowsAreGone(),
});

/** Asks the test for it, which starts one when the first window is made. */
function chromiumAddress(): Promise<string> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) {
      reject(new Error('nobody has a Chromium for the windows of this process'));
      return;
    }
    process.on('message', (message: { readonly chromium?: string }) => {
      if (message.chromium !== undefined) resolve(message.chromium);
    });
    process.send({ needs: 'chromium' });
  });
}

/** The test's Chromium, which both see. */
async function openContext() {
  const browser = await chromium.connectOverCDP(await chromiumAddress());
  const [context] = browser.contexts();
  return context ?? browser.newContext();
}

const autoUpdater = {};
const electron = {
  app,
  autoUpdater,
  dialog,
  protocol,
  session,
  ipcMain,
  powerMonitor,
  net,
  nativeTheme,
  screen,
  shell,
  safeStorage,
  Tray,
  Notification,
  Menu,
  nativeImage,
  BrowserWindow,
};
// Libraries take Electron as CommonJS has it.
// biome-ignore lint/style/noDefaultExport: the package that this stands for has one.
export default electron;
