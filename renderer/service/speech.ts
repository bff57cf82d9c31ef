/** What is read out while somebody moves through values by keyboard: the latest, and not each that is passed. */
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useCallback, useEffect, useRef } from 'preact/hooks';

/** A key that is held repeats some thirty times a second. */
const atMostEveryMs = 400;

export type Speech = {
  /** For a live region. */
  readonly said: ReadonlySignal<string>;
  readonly say: (text: string) => void;
};

export function useSpeech(): Speech {
  const said = useSignal('');
  const next = useRef('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = useCallback(
    (text: string) => {
      next.current = text;
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        said.value = next.current;
      }, atMostEveryMs);
    },
    [said],
  );
  return { said, say };
}
