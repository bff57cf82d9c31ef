/** Theme and language: as the program keeps them, else as the system has them. */
import { effect } from '@preact/signals';
import type { Preferences } from '../../preload/snapshot.ts';
import { toastError } from '../pieces/toasts.tsx';
import { language, languageOf } from '../words/dictionary.ts';
import { ask } from './bridge.ts';
import { head } from './world.ts';

/** Follows what the program says, and puts it on the page. */
export function startPreferences(): void {
  effect(() => {
    const { language: wanted, theme = 'system' } = head.value?.preferences ?? {};
    language.value = wanted ?? languageOf(navigator.language);
    document.documentElement.lang = language.value;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  });
}

/** Undefined goes back to the system's. */
export async function prefer(
  changes: { readonly [Key in keyof Preferences]: Preferences[Key] | undefined },
): Promise<void> {
  const next = Object.fromEntries(
    Object.entries({ ...head.peek()?.preferences, ...changes }).filter(([, value]) => value !== undefined),
  );
  try {
    await ask('setPreferences', next);
  } catch (error) {
    toastError(error);
  }
}
