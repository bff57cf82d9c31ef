/** The machine that the stand-in of Electron runs on: what a person sees of the program there, and what happens to it. */
import { EventEmitter } from 'node:events';

export type MenuEntry = {
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly submenu?: readonly MenuEntry[];
};

export type ShownNotification = {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly urgency: string;
  readonly actions: readonly string[];
};

export type TrayPicture = {
  /** Name of the image's file. */
  readonly image: string;
  readonly tooltip: string;
  readonly title: string;
  readonly menu: readonly MenuEntry[];
};

export type WindowPicture = { readonly isVisible: boolean; readonly bounds: Bounds; readonly url: string };
export type Bounds = { x: number; y: number; width: number; height: number };

/** What the parts of the stand-in register themselves with. */
export type Machine = {
  readonly power: EventEmitter;
  readonly theme: EventEmitter;
  /** How the program leaves it. */
  exit: (code: number) => void;
  isOnline: boolean;
  isOnBattery: boolean;
  isDark: boolean;
  /** What the system's keychain is like. */
  keychain: 'encrypted' | 'basic_text' | 'none';
  /** The system shows no notification of this program, and says so. */
  refusesNotifications: boolean;
  openAtLogin: boolean;
  readonly errorBoxes: string[];
  readonly openedLinks: string[];
  readonly revealedPaths: string[];
  /** Names of the files that were kept. */
  readonly downloads: string[];
  /** One entry for each start anew that was asked for. */
  readonly relaunches: string[][];
  readonly trays: Set<{ picture(): TrayPicture; click(labels: readonly string[]): void }>;
  readonly notifications: Set<{
    picture(): ShownNotification;
    click(): void;
    act(index: number): void;
    dismiss(): void;
  }>;
  /** Every notification that was ever shown, in order. */
  readonly shownNotifications: ShownNotification[];
  readonly windows: Set<{ picture(): WindowPicture; close(): void; crash(): void }>;
};

/** One for each process, as the program has one machine. */
export const machine: Machine = {
  power: new EventEmitter(),
  theme: new EventEmitter(),
  exit: (code) => process.exit(code),
  isOnline: true,
  isOnBattery: false,
  isDark: false,
  keychain: 'encrypted',
  refusesNotifications: false,
  openAtLogin: false,
  errorBoxes: [],
  openedLinks: [],
  revealedPaths: [],
  downloads: [],
  relaunches: [],
  trays: new Set(),
  notifications: new Set(),
  shownNotifications: [],
  windows: new Set(),
};
