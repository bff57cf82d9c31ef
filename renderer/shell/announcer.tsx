/** Tells those who listen of a new outage, once; and when none is left. */
import { effect, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { headline } from '../headline/headline.tsx';
import { audibleOutages } from '../headline/sentence.ts';
import { head, services } from '../state/world.ts';
import { shellWords } from './words.ts';

const said = signal('');

export function Announcer() {
  useEffect(() => {
    let known: ReadonlySet<string> | undefined;
    return effect(() => {
      const current = head.value;
      if (current === undefined) return;
      const ids = new Set(audibleOutages(current, services.value).map(({ id }) => id));
      const before = known;
      known = ids;
      // What was there when the window opened is said by the headline.
      if (before === undefined) return;
      const sentence = headline.peek()?.sentence ?? '';
      if ([...ids].some((id) => !before.has(id))) said.value = shellWords.peek().newOutage(sentence);
      else if (ids.size === 0 && before.size > 0) said.value = shellWords.peek().over(sentence);
    });
  }, []);
  return (
    <p class="only-heard" aria-live="assertive">
      {said.value}
    </p>
  );
}
