/** What the person at this machine likes, kept in the history from one run to the next. */

import { argumentSchemas } from '../../preload/arguments.ts';
import type { Preferences } from '../../preload/snapshot.ts';
import type { Outbox } from '../monitor/outbox.ts';

const owner = 'window';
const note = 'preferences';

export type PreferenceStore = {
  get(): Preferences;
  /** In place of those before. */
  set(preferences: Preferences): void;
};

export function createPreferences(history: Pick<Outbox, 'note' | 'noted'>): PreferenceStore {
  let current = read(history.noted(owner, note));
  return {
    get: () => current,
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
    const parsed = argumentSchemas.setPreferences.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
