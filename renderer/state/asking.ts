/** A question whose answer is shown: asked again when something changes, the old answer stays until the new one is there. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { errorText } from './bridge.ts';

export type Asked<T> = {
  readonly answer?: T;
  /** Why there is none, for people; with an answer: why it is not the latest. */
  readonly error?: string;
  readonly isAsking: boolean;
};

/**
 * Asks when it is first shown, and again whenever one of `causes` differs. With another `subject` the old answer is
 * forgotten, since it is about something else.
 */
export function useAnswer<T>(
  question: () => Promise<T>,
  subject: string,
  causes: readonly unknown[] = [],
): ReadonlySignal<Asked<T>> {
  const asked = useMemo(() => signal<Asked<T>>({ isAsking: true }), [subject]);
  useEffect(() => {
    let isCurrent = true;
    asked.value = { ...asked.peek(), isAsking: true };
    question().then(
      (answer) => {
        if (isCurrent) asked.value = { answer, isAsking: false };
      },
      (error: unknown) => {
        if (isCurrent) asked.value = { ...asked.peek(), error: errorText(error), isAsking: false };
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [asked, ...causes]);
  return asked;
}
