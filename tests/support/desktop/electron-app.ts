/** Electron's `app`: its life from the entry's evaluation to its exit, and the lock that lets one instance live. */
import { EventEmitter } from 'node:events';
import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { machine } from './machine.ts';

/** An event that its listeners may prevent. */
export class Preventable {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export type AppOptions = {
  readonly userData: string;
  readonly appPath: string;
  readonly version: string;
  readonly locale: string;
  readonly exit: (code: number) => void;
  /** Asks every window to close, as quitting does; false where one does not want to. */
  readonly closeWindows: () => boolean;
};

/** What is there must be as Electron describes it. */
type Faithful = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'enableSandbox'
  | 'setAppUserModelId'
  | 'getVersion'
  | 'getName'
  | 'getAppPath'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'getPath'
  | 'setLoginItemSettings'
  | 'getLoginItemSettings'
  | 'relaunch'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'isPackaged'
>;

export class StandInApp extends EventEmitter implements Faithful {
  readonly #options: AppOptions;
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #isLocked = false;
  #isQuitting = false;
  #listening: FSWatcher | undefined;
  #hasExited = false;
  readonly dock = undefined;
  readonly isPackaged = false;
  readonly commandLine = { appendSwitch: (_name: string) => undefined, hasSwitch: (_name: string) => false };

  constructor(options: AppOptions) {
    super();
    this.#options = options;
    this.on('newListener', (name) => name === 'ready' && this.#readySoon());
    mkdirSync(options.userData, { recursive: true });
  }

  /** Whoever asks for it is being evaluated, and that goes on to its end before anything else happens. */
  #readySoon(): void {
    if (!this.#isReady) setImmediate(() => this.becomeReady());
  }

  get isBeforeReady(): boolean {
    return !this.#isReady;
  }

  becomeReady(): void {
    if (this.#hasExited || this.#isReady) return;
    this.#isReady = true;
    this.emit('ready', new Preventable(), {});
    this.#ready.resolve();
    if (this.#isLocked) this.#hearSecondInstances();
  }

  whenReady = (): Promise<void> => {
    this.#readySoon();
    return this.#ready.promise;
  };
  isReady = (): boolean => this.#isReady;
  enableSandbox = (): void => {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  };
  setAppUserModelId = (_id: string): void => undefined;
  getVersion = (): string => this.#options.version;
  getName = (): string => 'ASL Monitor';
  getAppPath = (): string => this.#options.appPath;
  getLocale = (): string => this.#options.locale;
  getPreferredSystemLanguages = (): string[] => [this.#options.locale];

  getPath = (name: Parameters<App['getPath']>[0]): string => {
    if (name === 'userData' || name === 'sessionData') return this.#options.userData;
    if (name === 'exe') return process.execPath;
    if (name === 'temp') return tmpdir();
    return join(this.#options.userData, name);
  };

  setLoginItemSettings: App['setLoginItemSettings'] = ({ openAtLogin }) => {
    machine.openAtLogin = openAtLogin === true;
  };

  getLoginItemSettings: App['getLoginItemSettings'] = () => ({
    openAtLogin: machine.openAtLogin,
    wasOpenedAtLogin: false,
    status: machine.openAtLogin ? 'enabled' : 'not-registered',
    executableWillLaunchAtLogin: machine.openAtLogin,
    launchItems: [],
  });

  relaunch: App['relaunch'] = (options) => {
    machine.relaunches.push([...(options?.args ?? [])]);
  };

  /** The lock is a file with the holder's process; who comes second leaves its data beside it. */
  requestSingleInstanceLock: App['requestSingleInstanceLock'] = (additionalData) => {
    const { userData } = this.#options;
    const file = join(userData, 'instance.lock');
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
    } catch {
      if (isAlive(Number(readFileSync(file, 'utf8')))) {
        const message = { argv: process.argv, cwd: process.cwd(), additionalData };
        const name = join(userData, `launch-${process.pid}-${performance.now()}`);
        writeFileSync(`${name}.part`, JSON.stringify(message));
        renameSync(`${name}.part`, `${name}.json`);
        return false;
      }
      writeFileSync(file, String(process.pid));
    }
    this.#isLocked = true;
    this.#listening = watch(userData, { persistent: false }, () => this.#hearSecondInstances());
    return true;
  };

  #hearSecondInstances(): void {
    const { userData } = this.#options;
    // Electron tells of them once it is ready.
    if (!this.#isReady) return;
    for (const name of readdirSync(userData).filter((one) => /^launch-.*\.json$/.test(one))) {
      const { argv, cwd, additionalData } = JSON.parse(readFileSync(join(userData, name), 'utf8'));
      rmSync(join(userData, name));
      this.emit('second-instance', new Preventable(), argv, cwd, additionalData);
    }
  }

  windowsAreGone(): void {
    if (this.#isQuitting || this.#hasExited) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  releaseSingleInstanceLock = (): void => {
    this.#isLocked = false;
    rmSync(join(this.#options.userData, 'instance.lock'), { force: true });
  };

  quit = (): void => {
    if (this.#hasExited || this.#isQuitting) return;
    const before = new Preventable();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    // Windows that close because of it are no reason to ask what is to be done without any.
    this.#isQuitting = true;
    const areClosed = this.#options.closeWindows();
    const will = new Preventable();
    if (areClosed) this.emit('will-quit', will);
    if (areClosed && !will.defaultPrevented) this.exit(0);
    else this.#isQuitting = false;
  };

  exit = (code = 0): void => {
    if (this.#hasExited) return;
    this.#hasExited = true;
    this.#listening?.close();
    this.emit('quit', new Preventable(), code);
    if (this.#isLocked) rmSync(join(this.#options.userData, 'instance.lock'), { force: true });
    this.#options.exit(code);
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
