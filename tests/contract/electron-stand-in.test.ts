/** What the desktop relies on of Electron's documentation holds of its stand-in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AppOptions, StandInApp } from '../support/desktop/electron-app.ts';
import { StandInNotification } from '../support/desktop/electron-notification.ts';
import { StandInIpcMain, sessionsOf } from '../support/desktop/electron-session.ts';
import { nativeImage, StandInMenu, StandInTray } from '../support/desktop/electron-tray.ts';
import { StandInWindow } from '../support/desktop/electron-window.ts';
import { createKeychain, rotateKey } from '../support/desktop/keychain.ts';
import { machine } from '../support/desktop/machine.ts';

let userData: string;
const exits: number[] = [];

beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'asl-stand-in-'));
  exits.length = 0;
});
afterEach(() => {
  for (const window of StandInWindow.getAllWindows()) window.destroy();
  machine.keychain = 'encrypted';
  machine.refusesNotifications = false;
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
});

function anApp(more: Partial<AppOptions> = {}) {
  const app = new StandInApp({
    userData,
    appPath: userData,
    version: '1.0.0',
    locale: 'en-GB',
    exit: (code) => exits.push(code),
    closeWindows: () => true,
    ...more,
  });
  const heard: string[] = [];
  for (const name of ['ready', 'before-quit', 'will-quit', 'quit']) app.on(name, () => heard.push(name));
  return { app, heard };
}

/** A window of its own, whose page is never opened. */
function aWindow(onAllGone: () => void = () => undefined): StandInWindow {
  StandInWindow.use({
    network: sessionsOf(() => false).network,
    ipcMain: new StandInIpcMain(),
    context: () => Promise.reject(new Error('no page is opened here')),
    onDownload: () => true,
    onCreated: () => undefined,
    onAllGone,
  });
  return new StandInWindow({ show: false });
}

describe('app', () => {
  it('is ready after the evaluation of whoever waits for it', async () => {
    const { app, heard } = anApp();
    const ready = app.whenReady();
    expect(app.isReady()).toBe(false);
    await Promise.resolve();
    expect(heard).toEqual([]);
    await ready;
    expect({ isReady: app.isReady(), heard }).toEqual({ isReady: true, heard: ['ready'] });
  });

  it('lets one instance live in a folder, which hears of the other with all that it was given', async () => {
    const { app: first } = anApp();
    const { app: second } = anApp();
    expect(first.requestSingleInstanceLock()).toBe(true);
    await first.whenReady();
    const heard = new Promise<unknown[]>((resolve) => first.on('second-instance', (_event, ...rest) => resolve(rest)));
    expect(second.requestSingleInstanceLock({ hidden: true })).toBe(false);
    expect(await heard).toEqual([process.argv, process.cwd(), { hidden: true }]);
    first.exit();
    expect(second.requestSingleInstanceLock()).toBe(true);
    second.exit();
  });

  it('quits in order: it is asked, its windows close, it ends', () => {
    const { app, heard } = anApp({ closeWindows: () => heard.push('windows') > 0 });
    app.quit();
    expect({ heard, exits }).toEqual({ heard: ['before-quit', 'windows', 'will-quit', 'quit'], exits: [0] });
  });

  it('goes on where somebody prevents it, and can be quit later', () => {
    const { app, heard } = anApp();
    app.once('before-quit', (event) => event.preventDefault());
    app.quit();
    expect({ heard, exits }).toEqual({ heard: ['before-quit'], exits: [] });
    app.once('will-quit', (event) => event.preventDefault());
    app.quit();
    expect(exits).toEqual([]);
    app.quit();
    expect(exits).toEqual([0]);
  });

  it('goes on where a window does not want to close', () => {
    const { app, heard } = anApp({ closeWindows: () => false });
    app.quit();
    expect({ heard, exits }).toEqual({ heard: ['before-quit'], exits: [] });
  });

  it('exits without asking anybody, with the code that it was given', () => {
    const { app, heard } = anApp();
    app.exit(7);
    expect({ heard, exits }).toEqual({ heard: ['quit'], exits: [7] });
  });

  it('ends without a window only where nobody listens for that, and does not ask while it quits', () => {
    const asked = vi.fn();
    const { app: listening } = anApp({
      closeWindows() {
        listening.windowsAreGone();
        return true;
      },
    });
    listening.on('window-all-closed', asked);
    listening.windowsAreGone();
    expect({ calls: asked.mock.calls.length, exits }).toEqual({ calls: 1, exits: [] });
    listening.quit();
    expect({ calls: asked.mock.calls.length, exits }).toEqual({ calls: 1, exits: [0] });
    anApp().app.windowsAreGone();
    expect(exits).toEqual([0, 0]);
  });
});

describe('a window', () => {
  it('asks before it closes, and not before it is destroyed', () => {
    const allGone = vi.fn();
    const window = aWindow(allGone);
    window.on('close', (event) => event.preventDefault());
    window.close();
    expect({ isDestroyed: window.isDestroyed(), gone: allGone.mock.calls.length }).toEqual({
      isDestroyed: false,
      gone: 0,
    });
    window.destroy();
    expect({ isDestroyed: window.isDestroyed(), gone: allGone.mock.calls.length }).toEqual({
      isDestroyed: true,
      gone: 1,
    });
  });

  it('tells once that it is shown or hidden', () => {
    const window = aWindow();
    const heard: string[] = [];
    for (const name of ['show', 'hide']) window.on(name, () => heard.push(name));
    window.show();
    window.show();
    window.hide();
    window.hide();
    expect(heard).toEqual(['show', 'hide']);
  });
});

describe('a notification', () => {
  it('is shown later, and anew when it is shown again', async () => {
    const notification = new StandInNotification({ title: 'api is down' });
    const shown = vi.fn();
    notification.on('show', shown);
    const before = machine.notifications.size;
    notification.show();
    expect(shown).not.toHaveBeenCalled();
    await turn();
    notification.show();
    await turn();
    expect({ shown: shown.mock.calls.length, live: machine.notifications.size - before }).toEqual({
      shown: 2,
      live: 1,
    });
    notification.close();
    await turn();
    expect(machine.notifications.size).toBe(before);
  });

  it('tells that the system refused it', async () => {
    machine.refusesNotifications = true;
    const notification = new StandInNotification({ title: 'api is down' });
    const [failed, shown] = [vi.fn(), vi.fn()];
    notification.on('failed', failed).on('show', shown).show();
    await turn();
    expect([failed.mock.calls.length, shown.mock.calls.length]).toEqual([1, 0]);
  });
});

describe('a scheme', () => {
  it('is announced before the application is ready, or not at all', () => {
    let isBeforeReady = true;
    const { protocol } = sessionsOf(() => isBeforeReady);
    protocol.registerSchemesAsPrivileged([{ scheme: 'own' }]);
    isBeforeReady = false;
    expect(() => protocol.registerSchemesAsPrivileged([{ scheme: 'late' }])).toThrow('before app is ready');
  });
});

describe('a channel', () => {
  it('has one handler at a time', () => {
    const ipcMain = new StandInIpcMain();
    ipcMain.handle('ask', () => 1);
    expect(() => ipcMain.handle('ask', () => 2)).toThrow("second handler for 'ask'");
    ipcMain.removeHandler('ask');
    ipcMain.handle('ask', () => 2);
  });
});

describe('the tray and its menu', () => {
  it('has no icon without an image', () => {
    expect(nativeImage.createFromPath(join(userData, 'missing.png')).isEmpty()).toBe(true);
    expect(() => new StandInTray(nativeImage.createEmpty())).toThrow('Failed to load image');
  });

  it('takes no template of which nobody knows what it means', () => {
    expect(() => StandInMenu.buildFromTemplate([{ click: () => undefined }])).toThrow('Invalid template for MenuItem');
    const unknown = JSON.parse('{"label":"Open","type":"unknown"}');
    expect(() => StandInMenu.buildFromTemplate([unknown])).toThrow('Unknown menu item type: unknown');
  });

  it('does what was chosen, and nothing for what is greyed', () => {
    const [open, greyed] = [vi.fn(), vi.fn()];
    const menu = StandInMenu.buildFromTemplate([
      { label: 'Greyed', enabled: false, click: greyed },
      { label: 'More', submenu: [{ label: 'Open', click: open }] },
    ]);
    menu.choose(['More', 'Open']);
    expect(() => menu.choose(['Greyed'])).toThrow('cannot be chosen');
    expect([open.mock.calls.length, greyed.mock.calls.length]).toEqual([1, 0]);
  });
});

describe('the keychain', () => {
  it('reads after a restart what it sealed, which nobody reads from the disk', async () => {
    const sealed = await createKeychain(userData).encryptStringAsync('xoxb-secret');
    expect(sealed.includes('xoxb-secret')).toBe(false);
    expect(await createKeychain(userData).decryptStringAsync(sealed)).toEqual({
      result: 'xoxb-secret',
      shouldReEncrypt: false,
    });
  });

  it('wants to seal anew what an older key has sealed', async () => {
    const keychain = createKeychain(userData);
    const sealed = await keychain.encryptStringAsync('xoxb-secret');
    rotateKey(userData);
    expect(await keychain.decryptStringAsync(sealed)).toEqual({ result: 'xoxb-secret', shouldReEncrypt: true });
    const again = await keychain.encryptStringAsync('xoxb-secret');
    expect(await keychain.decryptStringAsync(again)).toEqual({ result: 'xoxb-secret', shouldReEncrypt: false });
  });

  it('opens nothing that was changed, and nothing at all where there is none', async () => {
    const keychain = createKeychain(userData);
    const sealed = await keychain.encryptStringAsync('xoxb-secret');
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    await expect(keychain.decryptStringAsync(changed)).rejects.toThrow();
    machine.keychain = 'none';
    expect(await keychain.isAsyncEncryptionAvailable()).toBe(false);
    await expect(keychain.decryptStringAsync(sealed)).rejects.toThrow('Encryption is not available');
  });
});
