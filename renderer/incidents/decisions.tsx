/** For each failed check: whether somebody was alerted, and why. */
import { useSignal } from '@preact/signals';
import type { DecisionView } from '../../preload/past.ts';
import { Moment } from '../pieces/moment.tsx';
import { now } from '../state/clock.ts';
import { language } from '../words/dictionary.ts';
import { formatMoment } from '../words/locale.ts';
import { detailWords } from './detail-words.ts';
import './decisions.css';

const mostAtFirst = 6;

export function Decisions({ decisions }: { readonly decisions: readonly DecisionView[] }) {
  const words = detailWords.value;
  const showsAll = useSignal(false);
  const shown = showsAll.value ? decisions : decisions.slice(0, mostAtFirst);
  return (
    <section aria-labelledby="incident-decisions-title">
      <h3 id="incident-decisions-title" class="section-title">
        {words.decisions}
      </h3>
      {decisions.length === 0 && <p class="quiet">{words.noDecisions}</p>}
      <ol class="incident-decisions">
        {shown.map((decision) => (
          <li key={`${decision.at}:${decision.cause}`}>
            <span class="mono quiet">
              <Moment at={decision.at} />
            </span>
            <span>
              {decision.sentence[language.value]}
              {decision.count > 1 && (
                <span class="quiet"> · {words.times(decision.count, formatMoment(decision.firstAt, now.value))}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {decisions.length > shown.length && (
        <button
          type="button"
          class="button"
          onClick={() => {
            showsAll.value = true;
          }}
        >
          {words.showAll(decisions.length)}
        </button>
      )}
    </section>
  );
}
