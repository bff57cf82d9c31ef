/** What the desktop application says of itself, and what it can show outside of this window. */
import { computed } from '@preact/signals';
import type { Place } from '../../preload/settings.ts';
import { toastError } from '../pieces/toasts.tsx';
import { ask, bridge } from './bridge.ts';
import { head } from './world.ts';

/** This window is the desktop application's own, and not a browser's. */
export const isDesktop = bridge.host === 'desktop';

/** Undefined in a browser, where nothing of it is shown, and before anything is known. */
export const desktop = computed(() => (isDesktop ? head.value?.desktop : undefined));

/** In the system's file manager. */
export async function reveal(place: Place): Promise<void> {
  try {
    await ask('revealPlace', { place });
  } catch (error) {
    toastError(error);
  }
}
