/** Parts of the window that the first picture does not need: they come when they are shown, or when there is time. */
import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { toast } from '../pieces/toasts.tsx';
import { shellWords } from './words.ts';

const rest: (() => Promise<void>)[] = [];

/** Shows nothing until it is there, which takes a moment at the most: it comes from this machine. */
export function later<Props extends object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  const loaded = signal<FunctionComponent<Props> | undefined>(undefined);
  const fetch = async (): Promise<void> => {
    loaded.value ??= await load();
  };
  rest.push(fetch);
  return function Later(props: Props) {
    const Part = loaded.value;
    useEffect(() => {
      // A program that was updated meanwhile has other files.
      fetch().catch(() => toast({ text: shellWords.peek().partMissing, failed: true }));
    }, []);
    return Part === undefined ? null : <Part {...props} />;
  };
}

/** Fetches them once the browser has nothing better to do, so that nobody waits for them later. */
export function loadRest(): void {
  const whenIdle = globalThis.requestIdleCallback ?? ((call: () => void) => setTimeout(call, 1_000));
  for (const fetch of rest) whenIdle(() => void fetch().catch(() => undefined));
}
