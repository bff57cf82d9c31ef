/** What is about this machine only and belongs in no file that people share: kept in the folder of the application. */
import Store from 'electron-store';
import type { Preferences } from '../../preload/snapshot.ts';
import { readPreferences } from '../window/preferences.ts';
import type { Placement } from './window-bounds.ts';

export type MachinePreferences = {
  placement(): Placement | undefined;
  setPlacement(placement: Placement): void;
  /** Theme and language. */
  likings(): Preferences;
  setLikings(likings: Preferences): void;
  /** Tokens as the system's keychain has encrypted them, in base 64, by the names of their variables. */
  sealed(name: string): string | undefined;
  setSealed(name: string, sealed: string | undefined): void;
};

type Kept = {
  placement?: unknown;
  likings?: unknown;
  sealed?: Record<string, unknown>;
};

/** What cannot be read, by whoever's hand, counts as not there; what cannot be written is told once and lost at the end. */
export function openMachinePreferences(warn: (message: string) => void): MachinePreferences {
  const store = new Store<Kept>({ name: 'machine', clearInvalidConfig: true, accessPropertiesByDotNotation: false });
  /** The library reads its file at every question; this program is the only one that writes it. */
  let kept: Kept = store.store;
  let isBroken = false;

  function write(changes: Kept): void {
    kept = { ...kept, ...changes };
    try {
      store.set(changes);
    } catch (error) {
      if (!isBroken) warn(`what this machine prefers cannot be kept in ${store.path}: ${error}`);
      isBroken = true;
    }
  }

  return {
    placement: () => readPlacement(kept.placement),
    setPlacement: (placement) => write({ placement }),
    likings: () => readPreferences(kept.likings),
    setLikings: (likings) => write({ likings }),
    sealed(name) {
      const value = kept.sealed?.[name];
      return typeof value === 'string' ? value : undefined;
    },
    setSealed(name, sealed) {
      const { [name]: _, ...others } = kept.sealed ?? {};
      write({ sealed: sealed === undefined ? others : { ...others, [name]: sealed } });
    },
  };
}

function readPlacement(value: unknown): Placement | undefined {
  const { bounds, isMaximized } = fieldsOf(value);
  const { x, y, width, height } = fieldsOf(bounds);
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return undefined;
  return { bounds: { x, y, width, height }, isMaximized: isMaximized === true };
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
