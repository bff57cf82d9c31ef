/** What Electron tells of the system around a program: power, network, displays, theme, keychain, other programs. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Dialog, NativeTheme, Net, PowerMonitor, SafeStorage, Screen, Shell } from 'electron';
import { machine } from './machine.ts';

export function createSystem() {
  const powerMonitor = Object.assign(machine.power, {
    isOnBatteryPower: () => machine.isOnBattery,
    getSystemIdleState: (_threshold: number) => 'active' as const,
  }) satisfies Pick<PowerMonitor, 'isOnBatteryPower' | 'getSystemIdleState'>;

  const net = { isOnline: () => machine.isOnline } satisfies Pick<Net, 'isOnline'>;

  const nativeTheme = Object.defineProperties(machine.theme, {
    shouldUseDarkColors: { get: () => (theme.source === 'system' ? machine.isDark : theme.source === 'dark') },
    shouldUseDarkColorsForSystemIntegratedUI: { get: () => machine.isDark },
    themeSource: {
      get: () => theme.source,
      set(source: NativeTheme['themeSource']) {
        theme.source = source;
        machine.theme.emit('updated');
      },
    },
  });
  const theme: { source: NativeTheme['themeSource'] } = { source: 'system' };

  const bounds = { x: 0, y: 0, width: 1_440, height: 900 };
  const display = { id: 1, scaleFactor: 1, bounds, workArea: bounds };
  const screen = Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
  });

  const shell = {
    async openExternal(url) {
      machine.openedLinks.push(url);
    },
    showItemInFolder(path) {
      machine.revealedPaths.push(path);
    },
  } satisfies Pick<Shell, 'openExternal' | 'showItemInFolder'>;

  const dialog = {
    showErrorBox(title, text) {
      machine.errorBoxes.push(`${title}: ${text}`);
    },
  } satisfies Pick<Dialog, 'showErrorBox'>;

  return { dialog, powerMonitor, net, nativeTheme, screen, shell, safeStorage: createKeychain() };
}
export const faithfulScreen = (
  screen: ReturnType<typeof createSystem>['screen'],
): { [Name in 'getPrimaryDisplay' | 'getAllDisplays']: () => unknown } =>
  screen satisfies Record<keyof Pick<Screen, 'getPrimaryDisplay' | 'getAllDisplays'>, unknown>;

/** Really encrypts, with a key of this process. */
function createKeychain() {
  const key = randomBytes(32);
  return {
    isAsyncEncryptionAvailable: async () => machine.keychain !== 'none',
    getSelectedStorageBackend: () => (machine.keychain === 'basic_text' ? 'basic_text' : 'gnome_libsecret'),
    async encryptStringAsync(text) {
      if (machine.keychain === 'none') throw new Error('Encryption is not available');
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    async decryptStringAsync(bytes) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      const result = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      return { result, shouldReEncrypt: false };
    },
  } satisfies Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >;
}
