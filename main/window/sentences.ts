/** Sentences that the program keeps in English, in each language of the window. Pure. */

import type { Sentence } from '../../preload/snapshot.ts';
import { frenchDoubt, frenchSentence } from '../notify/french-sentences.ts';

/** Of a failure. */
export function failureSentence(en: string): Sentence {
  return { en, fr: frenchSentence(en) };
}

/** Why an alert is not certain. */
export function doubtSentence(en: string): Sentence {
  return { en, fr: frenchDoubt(en) };
}
