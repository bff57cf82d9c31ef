/** What Electron tells of the system around a program: power, network, displays, theme, keychain, other programs. */
import { EventEmitter } from 'node:events';
import type { Dialog, NativeTheme, Net, PowerMonitor, Screen, Shell } from 'electron';
import { createKeychain } from './keychain.ts';
import { machine } from './machine.ts';

export function createSystem(userData: string) {
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
  } satisfies Record<keyof Pick<Screen, 'getPrimaryDisplay' | 'getAllDisplays'>, () => unknown>);

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

  return { dialog, powerMonitor, net, nativeTheme, screen, shell, safeStorage: createKeychain(userData) };
}
