/** The line on which the window opens, and what can be done about it at once. */
import { computed } from '@preact/signals';
import { acknowledge, snoozing } from '../actions/care.ts';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { hrefOf } from '../state/route.ts';
import { head, services } from '../state/world.ts';
import { formatDuration } from '../words/durations.ts';
import { formatTime } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { audibleOutages, headlineOf } from './sentence.ts';
import { headlineWords } from './words.ts';
import './headline.css';

const context = computed(() => ({
  words: headlineWords.value,
  kinds: terms.value.kinds,
  now: now.value,
  duration: formatDuration,
  time: formatTime,
}));

/** Undefined before anything is known. */
export const headline = computed(() => {
  const known = head.value;
  return known === undefined ? undefined : headlineOf(known, services.value, context.value);
});

const outages = computed(() => {
  const known = head.value;
  return known === undefined ? [] : audibleOutages(known, services.value);
});

export function Headline() {
  const said = headline.value;
  const known = head.value;
  const words = headlineWords.value;
  if (said === undefined || known === undefined) return <section class="headline" aria-busy="true" />;
  const [only] = outages.value;
  const isOne = outages.value.length === 1 && only !== undefined;
  const unacknowledged = outages.value.filter(({ acknowledged }) => acknowledged === undefined);
  return (
    <section class={`headline ${known.state}`} aria-label={words.label}>
      <StateMark state={known.network.state === 'online' ? known.state : 'unknown'} size={22} />
      <h1>
        {isOne ? (
          <a href={hrefOf({ view: 'incidents', chosen: only.id })}>{said.sentence}</a>
        ) : (
          <span>{said.sentence}</span>
        )}{' '}
        {said.second !== undefined && <span class="second">{said.second}</span>}
      </h1>
      {unacknowledged.length > 0 && (
        <div class="headline-actions">
          <button
            type="button"
            class="button primary"
            onClick={() => void acknowledge(unacknowledged.map(({ id }) => id))}
          >
            {words.acknowledge}
          </button>
          {isOne && (
            <button
              type="button"
              class="button"
              onClick={() => {
                snoozing.value = { targets: only.services, subject: only.services.slice(0, 2).join(', ') };
              }}
            >
              {words.snooze}
            </button>
          )}
        </div>
      )}
      <LastCycle at={known.lastCycleAt} />
    </section>
  );
}

function LastCycle({ at }: { readonly at: number | undefined }) {
  const words = headlineWords.value;
  if (at === undefined) return null;
  return (
    <p class="last-cycle faint">
      {words.lastCycle} {words.ago(formatDuration(now.value - at))}
    </p>
  );
}
