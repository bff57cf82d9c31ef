/** One service that is about to be added, and how it answers. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DraftResult } from '../../preload/settings.ts';
import { StateMark } from '../pieces/state-mark.tsx';
import { ask, errorText } from '../state/bridge.ts';
import { language } from '../words/dictionary.ts';
import { formatMilliseconds } from '../words/durations.ts';
import type { Candidate } from './candidates.ts';
import { firstRunWords } from './words.ts';

type Trial = { readonly result: DraftResult } | { readonly error: string };

/** While somebody types, an address changes with every letter. */
const restMs = 500;

export function CandidateRow({
  candidate: { url, name },
  onRename,
}: {
  readonly candidate: Candidate;
  readonly onRename: (name: string) => void;
}) {
  const words = firstRunWords.value;
  const trial = useSignal<Trial | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    const put = (next: Trial): void => {
      if (isCurrent) trial.value = next;
    };
    const timer = setTimeout(() => {
      ask('testService', { service: { name: url, url } }).then(
        (result) => put({ result }),
        (error: unknown) => put({ error: errorText(error) }),
      );
    }, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [url, trial]);
  return (
    <li class="candidate">
      <input
        class="input"
        aria-label={words.name(url)}
        value={name}
        maxLength={200}
        onInput={(event) => onRename(event.currentTarget.value)}
      />
      <span class="candidate-url" title={url} dir="ltr">
        {url}
      </span>
      <Outcome trial={trial.value} />
    </li>
  );
}

function Outcome({ trial }: { readonly trial: Trial | undefined }) {
  const { state, text } = outcomeOf(trial);
  return (
    <span class="candidate-outcome" role="status">
      <StateMark state={state} />
      <span>{text}</span>
    </span>
  );
}

function outcomeOf(trial: Trial | undefined): {
  readonly state: 'ok' | 'degraded' | 'down' | 'unknown';
  readonly text: string;
} {
  const words = firstRunWords.value;
  if (trial === undefined) return { state: 'unknown', text: words.testing };
  if ('error' in trial) return { state: 'unknown', text: trial.error };
  const { result } = trial;
  if (!result.ok)
    return { state: 'unknown', text: result.problems.map(({ message }) => message[language.value]).join(' ') };
  const { failure, slow, statusCode = '', durationMs } = result.check;
  if (failure !== undefined) return { state: 'down', text: failure.sentence[language.value] };
  const say = slow === true ? words.slow : words.good;
  return { state: slow === true ? 'degraded' : 'ok', text: say(`${statusCode}`, formatMilliseconds(durationMs)) };
}
