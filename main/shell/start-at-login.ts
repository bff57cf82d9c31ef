/** Whether the system starts this program when its user signs in: each system has its own way. */
import type { App } from 'electron';
import { Refusal } from '../window/refusal.ts';
import { createAutostart } from './autostart-file.ts';
import type { Launch } from './command-line.ts';
import { loginCommand, type Program, windowsArgument } from './login-command.ts';

export type StartAtLogin = {
  /** As it is now: people may switch it off in the system's own settings. */
  isEnabled(): boolean;
  /** Throws a `Refusal` that names the place and what to do. */
  set(enabled: boolean): void;
  /**
   * Leads an entry to this program whose own is gone, such as after an update or a move; what somebody has switched off,
   * and what leads elsewhere, stays. Whether that was needed; throws a `Refusal` where it is and cannot be done.
   */
  repair(): boolean;
  /** Where the system gives a program no arguments, so that it cannot be told to begin hidden. */
  wasOpenedAtLogin(): boolean;
};

/** Electron's `app`. */
export type LoginItems = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;

export type StartAtLoginOptions = {
  readonly platform: NodeJS.Platform;
  /** Of the user, absolute. */
  readonly home: string;
  readonly program: Program;
  /** What it was started with. */
  readonly launch: Pick<Launch, 'config' | 'dataDir'>;
  readonly loginItems: LoginItems;
};

export function createStartAtLogin(options: StartAtLoginOptions): StartAtLogin {
  const { platform, home, program, launch, loginItems } = options;
  switch (platform) {
    case 'darwin':
      return createLoginItem(loginItems, program);
    case 'win32':
      return createRunEntry(loginItems, loginCommand(program, launch));
    default:
      return createAutostart({ environment: program.environment, home, command: loginCommand(program, launch) });
  }
}

/** Of macOS, which starts the application as a whole and asks its user about it. */
function createLoginItem(loginItems: LoginItems, { isPackaged }: Program): StartAtLogin {
  const isEnabled = (): boolean => {
    const { openAtLogin, status } = loginItems.getLoginItemSettings();
    return openAtLogin && status !== 'requires-approval';
  };
  return {
    isEnabled,
    set(enabled) {
      if (enabled && !isPackaged) throw notInstalled();
      loginItems.setLoginItemSettings({ openAtLogin: enabled });
      if (enabled && !isEnabled()) throw notAllowed();
    },
    // It is known by what it is, not by where it is.
    repair: () => false,
    wasOpenedAtLogin: () => loginItems.getLoginItemSettings().wasOpenedAtLogin,
  };
}

/** Of Windows. An installation that is updated stays where it is. */
function createRunEntry(loginItems: LoginItems, [program = '', ...args]: readonly string[]): StartAtLogin {
  // Electron writes down both as they come, and Windows reads them as one command line.
  const command = { path: `"${program}"`, args: args.map(windowsArgument) };
  const isEnabled = (): boolean => loginItems.getLoginItemSettings(command).executableWillLaunchAtLogin;
  return {
    isEnabled,
    set(enabled) {
      loginItems.setLoginItemSettings({ openAtLogin: enabled, enabled, ...command });
      if (isEnabled() !== enabled) throw notTaken();
    },
    repair: () => false,
    wasOpenedAtLogin: () => false,
  };
}

function notInstalled(): Refusal {
  return new Refusal('refused', {
    en: 'macOS starts only an installed application at login: put ASL Monitor into the folder Applications and switch it on there',
    fr: 'macOS ne démarre à la connexion qu’une application installée\u202f: placez ASL Monitor dans le dossier Applications et activez-le depuis là',
  });
}

function notAllowed(): Refusal {
  return new Refusal('refused', {
    en: 'macOS waits for your consent: allow ASL Monitor in System Settings, General, Login Items',
    fr: 'macOS attend votre accord\u202f: autorisez ASL Monitor dans Réglages Système, Général, Ouverture',
  });
}

function notTaken(): Refusal {
  return new Refusal('refused', {
    en: 'Windows has not taken it: look for ASL Monitor in Settings, Apps, Startup, and change it there',
    fr: 'Windows ne l’a pas accepté\u202f: cherchez ASL Monitor dans Paramètres, Applications, Démarrage, et modifiez-le là',
  });
}
