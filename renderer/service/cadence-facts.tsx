/** How often the service is checked, and why an outage of it is told as soon as was promised. */
import type { CadenceView } from '../../preload/past.ts';
import { StateMark } from '../pieces/state-mark.tsx';
import { formatExactDuration as exact } from '../words/durations.ts';
import { formatNumber } from '../words/locale.ts';
import { type CadenceTerm, cadenceTerms } from './cadence-sum.ts';
import { factWords } from './fact-words.ts';
import './cadence-facts.css';

export function CadenceFacts({ cadence }: { readonly cadence: CadenceView }) {
  const words = factWords.value;
  const { intervalMs, checkIntervalMs, worstCaseMs, alertWithinMs, kept } = cadence;
  return (
    <section class="cadence" aria-labelledby="cadence-title">
      <h3 id="cadence-title" class="section-title">
        {words.cadence}
      </h3>
      <p>
        {intervalMs < checkIntervalMs
          ? words.everyInstead(exact(intervalMs), exact(checkIntervalMs))
          : words.every(exact(intervalMs))}{' '}
        {kept && words.within(exact(worstCaseMs))}
      </p>
      {!kept && (
        <p class="cadence-broken">
          <StateMark state="degraded" size={12} />
          {words.beyond(exact(worstCaseMs), exact(alertWithinMs))}
        </p>
      )}
      <p class="cadence-sum">
        {cadenceTerms(cadence).map((term, index) => (
          <span key={term.kind}>
            {index > 0 && <span class="quiet">+ </span>}
            <code>{amountOf(term)}</code> <span class="quiet">{words.terms[term.kind]}</span>
          </span>
        ))}
        <span>
          <span class="quiet">= </span>
          <code>
            <strong>{exact(worstCaseMs)}</strong>
          </code>
        </span>
      </p>
    </section>
  );
}

function amountOf({ kind, ms, times }: CadenceTerm): string {
  return kind === 'confirming' ? `${formatNumber(times)}\u00a0×\u00a0${exact(ms)}` : exact(ms);
}
