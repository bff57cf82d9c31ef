import type { LoginItemSettings, LoginItemSettingsOptions, Settings } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../main/shell/login-command.ts';
import { createStartAtLogin, type LoginItems } from '../../../main/shell/start-at-login.ts';

/** A system that keeps what it is told, and of which somebody may change his mind in its own settings. */
function system(approves = true) {
  const state = { set: [] as Settings[], asked: [] as (LoginItemSettingsOptions | undefined)[], isOn: false, approves };
  const loginItems = {
    setLoginItemSettings(settings) {
      state.set.push(settings);
      state.isOn = settings.openAtLogin === true;
    },
    getLoginItemSettings(options): LoginItemSettings {
      state.asked.push(options);
      const isEnabled = state.isOn && state.approves;
      return {
        openAtLogin: state.isOn,
        wasOpenedAtLogin: true,
        status: !state.isOn ? 'not-registered' : state.approves ? 'enabled' : 'requires-approval',
        executableWillLaunchAtLogin: isEnabled,
        launchItems: [],
      };
    },
  } satisfies LoginItems;
  return { state, loginItems };
}

const program: Program = {
  execPath: 'C:\\Users\\Ana B\\ASL Monitor.exe',
  appPath: 'C:\\src',
  isPackaged: true,
  cwd: 'C:\\',
  userData: 'C:\\data',
  isUnsandboxed: false,
  environment: {},
};

const start = (platform: NodeJS.Platform, { loginItems }: ReturnType<typeof system>, more: Partial<Program> = {}) =>
  createStartAtLogin({
    platform,
    home: '/nowhere',
    program: { ...program, ...more },
    launch: { config: 'C:\\my files\\config.yaml' },
    loginItems,
  });

describe('the start at login on Windows', () => {
  it('is one command line, in which paths with spaces are quoted', () => {
    const windows = system();
    const atLogin = start('win32', windows);
    atLogin.set(true);
    const command = {
      path: '"C:\\Users\\Ana B\\ASL Monitor.exe"',
      args: ['"--config=C:\\my files\\config.yaml"', '--hidden'],
    };
    expect(windows.state.set).toEqual([{ openAtLogin: true, enabled: true, ...command }]);
    expect(windows.state.asked.at(-1)).toEqual(command);
    expect(atLogin.isEnabled()).toBe(true);
    atLogin.set(false);
    expect(atLogin.isEnabled()).toBe(false);
  });

  it('is off where somebody has switched it off in the Task Manager, and says so when it cannot be switched on', () => {
    const windows = system();
    const atLogin = start('win32', windows);
    atLogin.set(true);
    windows.state.approves = false;
    expect(atLogin.isEnabled()).toBe(false);
    expect(() => atLogin.set(true)).toThrow('Settings, Apps, Startup');
  });

  it('is told to begin hidden, and need not ask', () => {
    expect(start('win32', system()).wasOpenedAtLogin()).toBe(false);
  });
});

describe('the start at login on macOS', () => {
  it('is asked for as the application itself, which finds out by asking that it was started so', () => {
    const mac = system();
    const atLogin = start('darwin', mac);
    atLogin.set(true);
    expect(mac.state.set).toEqual([{ openAtLogin: true }]);
    expect([atLogin.isEnabled(), atLogin.wasOpenedAtLogin()]).toEqual([true, true]);
    atLogin.set(false);
    expect(atLogin.isEnabled()).toBe(false);
  });

  it('needs the consent of its user', () => {
    const mac = system(false);
    const atLogin = start('darwin', mac);
    expect(() => atLogin.set(true)).toThrow('System Settings, General, Login Items');
    expect(atLogin.isEnabled()).toBe(false);
  });

  it('is not for a checkout, whose application is Electron itself', () => {
    const mac = system();
    expect(() => start('darwin', mac, { isPackaged: false }).set(true)).toThrow('folder Applications');
    expect(mac.state.set).toEqual([]);
  });
});
