/** The words of one part of the window in each of its languages: what one language has, the other must have too. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Language } from '../../preload/snapshot.ts';

/** What the window speaks. */
export const language = signal<Language>(languageOf(navigator.language));

/** The nearest that the window speaks to what a browser is set to, such as `fr-CH`. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** `Words` is inferred from the English, and holds for the French as well. */
export function dictionary<Words>(languages: {
  readonly en: Words;
  readonly fr: NoInfer<Words>;
}): ReadonlySignal<Words> {
  return computed(() => languages[language.value]);
}
