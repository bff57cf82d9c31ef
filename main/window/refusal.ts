import type { AskError, AskErrorKind } from '../../preload/contract.ts';
import type { Sentence } from '../../preload/snapshot.ts';

/** What was asked cannot be done; the sentence says why, for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: AskErrorKind;
  readonly sentence: Sentence;

  constructor(kind: AskErrorKind, sentence: Sentence) {
    super(sentence.en);
    this.kind = kind;
    this.sentence = sentence;
  }
}

/** There is no service of that name, or not any more. */
export function noSuchService(name: string): Refusal {
  return new Refusal('missing', {
    en: `there is no service "${name}" any more`,
    fr: `il n’y a pas, ou plus, de service « ${name} »`,
  });
}

/** What the log alone explains. */
export const programFailed: AskError = {
  kind: 'failed',
  message: {
    en: 'the program has failed at this; its log says more',
    fr: 'le programme n’y est pas parvenu\u202f; son journal en dit plus',
  },
};
