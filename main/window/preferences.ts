/** What the person at this machine likes, kept in the history from one run to the next. */

import type { Language, Preferences, Theme } from '../../preload/snapshot.ts';
import type { Outbox } from '../monitor/outbox.ts';

const owner = 'window';
const note = 'preferences';

export type PreferenceStore = {
  get(): Preferences;
  /** In place of those before. */
  set(preferences: Preferences): void;
};

export function createPreferences(history: Pick<Outbox, 'note' | 'noted'>): PreferenceStore {
  let current: Preferences | undefined;
  return {
    get() {
      current ??= read(history.noted(owner, note));
      return current;
    },
    set(preferences) {
      current = preferences;
      history.note(owner, note, JSON.stringify(preferences));
    },
  };
}

/** Those of another version may not be understood: then it is as the system has it. */
function read(text: string | undefined): Preferences {
  if (text === undefined) return {};
  try {
    return readPreferences(JSON.parse(text));
  } catch {
    return {};
  }
}

/** What of it can be understood. */
export function readPreferences(value: unknown): Preferences {
  if (typeof value !== 'object' || value === null) return {};
  const { theme, language }: Readonly<Record<string, unknown>> = { ...value };
  return { ...(isTheme(theme) ? { theme } : {}), ...(isLanguage(language) ? { language } : {}) };
}

const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark';
const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'fr';
