/** What the file says, asked for again whenever it may say something else. The last answer stays until then. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Settings } from '../../preload/settings.ts';
import { isBrokenFromStart } from '../headline/broken-start.ts';
import type { Asked } from '../state/asking.ts';
import { ask, errorText, isAskError } from '../state/bridge.ts';
import { head } from '../state/world.ts';

const asked = signal<Asked<Settings>>({ isAsking: true });
let lastQuestion = 0;

export const askedSettings: ReadonlySignal<Asked<Settings>> = asked;

/** Done once the answer to this, or to a later question, is there. */
export async function refreshSettings(): Promise<void> {
  lastQuestion += 1;
  const question = lastQuestion;
  asked.value = { ...asked.peek(), isAsking: true };
  try {
    const answer = await ask('settings');
    if (question === lastQuestion) asked.value = { answer, isAsking: false };
  } catch (error) {
    if (question !== lastQuestion) return;
    // Refused, there are none at present, and those of before are no longer true.
    const { answer: _, ...rest } = asked.peek();
    const before = isAskError(error) && error.kind === 'refused' ? rest : asked.peek();
    asked.value = { ...before, error: errorText(error), isAsking: false };
  }
}

/** Differs when another content of the file is in force, or was refused; undefined before anything is known. */
const revision = computed(() => {
  const known = head.value;
  // A program that could not begin counts from the start again once it can.
  return known && `${known.configuration.revision} ${isBrokenFromStart(known)}`;
});

/** Follows the file as long as the component is there. */
export function useSettings(): ReadonlySignal<Asked<Settings>> {
  useEffect(() => {
    void refreshSettings();
    let known = revision.peek();
    const stop = effect(() => {
      const now = revision.value;
      if (known !== undefined && now !== known) void refreshSettings();
      known = now;
    });
    // Whoever comes back to this page may come from an editor.
    const onFocus = (): void => void refreshSettings();
    addEventListener('focus', onFocus);
    return () => {
      stop();
      removeEventListener('focus', onFocus);
    };
  }, []);
  return asked;
}
