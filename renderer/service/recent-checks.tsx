/** The last checks as bars: as high as they took long, by the colour and shape of how they went, each with its value. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { AggregateState } from '../../main/monitor/aggregate.ts';
import type { Bar } from '../../preload/snapshot.ts';
import { StateMark } from '../pieces/state-mark.tsx';
import { bars } from '../state/world.ts';
import { formatExactTime, formatTime } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { moved } from './chart/columns.ts';
import { formatResponse } from './chart/words.ts';
import { checkWords } from './check-words.ts';
import { barHeights } from './recent-heights.ts';
import { isFailure, type Outcome, outcomeOf, reasonOf } from './runs.ts';
import { useSpeech } from './speech.ts';
import './recent-checks.css';

/** As many as the program tells; `mostBars` of the contract, of which only types may be used here. */
const places = 60;
const marks: Readonly<Record<Outcome, AggregateState>> = {
  ok: 'ok',
  slow: 'degraded',
  failed: 'down',
  unobserved: 'unknown',
};

export function RecentChecks({ name }: { readonly name: string }) {
  const words = checkWords.value;
  const all = bars(name).value.slice(-places);
  const keysId = useId();
  const pointed = useSignal<Bar | undefined>(undefined);
  const { said, say } = useSpeech();
  const index = pointed.value === undefined ? -1 : all.indexOf(pointed.value);
  const shown = all[index] ?? all.at(-1);
  const heights = barHeights(all);
  const free = places - all.length;
  return (
    <section class="recent-checks" aria-labelledby="recent-checks-title">
      <div class="recent-head">
        <h3 id="recent-checks-title" class="section-title">
          {words.recent(all.length)}
        </h3>
        <p class={index === -1 ? 'recent-value quiet' : 'recent-value'}>
          {shown !== undefined && <Value bar={shown} />}
        </p>
      </div>
      <div
        class="recent-bars"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its values are read by keyboard
        tabIndex={0}
        aria-labelledby="recent-checks-title"
        aria-describedby={keysId}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          pointed.value = all[Math.floor(((event.clientX - left) / width) * places) - free];
        }}
        onPointerLeave={() => {
          pointed.value = undefined;
        }}
        onBlur={() => {
          pointed.value = undefined;
        }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          const next = moved(event.key, index === -1 ? undefined : index, all.length);
          const bar = next === undefined ? undefined : all[next];
          if (bar === undefined) return;
          event.preventDefault();
          pointed.value = bar;
          say(valueText(bar));
        }}
      >
        {Array.from({ length: places }, (_, place) => {
          const bar = all[place - free];
          if (bar === undefined) return <i key={place} class="none" />;
          const [at, , result] = bar;
          return (
            <i
              key={at}
              class={place - free === index ? `${outcomeOf(result)} pointed` : outcomeOf(result)}
              style={{ '--height': heights[place - free] }}
            />
          );
        })}
      </div>
      <p class="recent-ends mono quiet">
        {all.length === 0 ? words.noChecks : <Ends first={all[0]} last={all.at(-1)} />}
      </p>
      <p id={keysId} class="only-heard">
        {words.recentKeys}
      </p>
      <p class="only-heard" aria-live="polite">
        {said}
      </p>
    </section>
  );
}

function Value({ bar }: { readonly bar: Bar }) {
  return (
    <>
      <StateMark state={marks[outcomeOf(bar[2])]} size={12} />
      <span>{valueText(bar)}</span>
    </>
  );
}

function Ends({ first, last }: { readonly first: Bar | undefined; readonly last: Bar | undefined }) {
  return (
    <>
      {first !== undefined && <span>{formatTime(first[0])}</span>}
      {last !== undefined && <span>{formatTime(last[0])}</span>}
    </>
  );
}

function valueText([at, durationMs, result]: Bar): string {
  return `${formatExactTime(at)}, ${howItWent(result, formatResponse(durationMs))}`;
}

function howItWent(result: Bar[2], took: string): string {
  const words = checkWords.value;
  if (isFailure(result)) return words.failedAfter(terms.value.kinds[result], took);
  const reason = reasonOf(result);
  if (reason !== undefined) return words.unobserved(terms.value.reasons[reason]);
  return result === 'slow' ? `${words.answered(took)} (${terms.value.slow})` : words.answered(took);
}
