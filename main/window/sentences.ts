/** Sentences that the program keeps in English, in each language of the window. Pure. */
import type { FileProblem, Sentence } from '../../preload/snapshot.ts';
import type { Problem } from '../config/problem.ts';
import { frenchDoubt, frenchSentence } from '../notify/french-sentences.ts';
import { frenchProblem } from './french-problems.ts';
import { frenchReason } from './french-reasons.ts';

/** Of a failure. */
export function failureSentence(en: string): Sentence {
  return { en, fr: frenchSentence(en) };
}

/** Why an alert is not certain. */
export function doubtSentence(en: string): Sentence {
  return { en, fr: frenchDoubt(en) };
}

/** Why something is not told, or what to do about it: of a notifier or the heartbeat. */
export function reasonSentence(en: string): Sentence {
  return { en, fr: frenchReason(en) };
}

/** What is wrong with a file. */
export function problemSentence(en: string): Sentence {
  return { en, fr: frenchProblem(en) };
}

export function problemView({ message, ...place }: Problem): FileProblem {
  return { ...place, message: problemSentence(message) };
}
