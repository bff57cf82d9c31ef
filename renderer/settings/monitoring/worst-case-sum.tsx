/** The sum behind the promise, as one would write it down, and how it fills the time that was promised. */
import { formatExactDuration as exact } from '../../words/durations.ts';
import type { WorstCase } from '../worst-case.ts';
import { monitoringWords } from './words.ts';
import './worst-case-sum.css';

type Term = { readonly kind: string; readonly ms: number; readonly amount: string; readonly what: string };

function termsOf(worst: WorstCase): readonly Term[] {
  const words = monitoringWords.value;
  const { intervalMs, checkIntervalMs, failureThreshold, retryIntervalMs, timeoutMs, sendingMs, isShortened } = worst;
  const retries = failureThreshold - 1;
  return [
    {
      kind: 'interval',
      ms: intervalMs,
      amount: exact(intervalMs),
      what: isShortened ? words.untilNextShortened(exact(checkIntervalMs)) : words.untilNext,
    },
    {
      kind: 'confirming',
      ms: retries * retryIntervalMs,
      amount: `${retries} × ${exact(retryIntervalMs)}`,
      what: words.toConfirm,
    },
    { kind: 'timeout', ms: timeoutMs, amount: exact(timeoutMs), what: words.timeoutTerm },
    { kind: 'sending', ms: sendingMs, amount: exact(sendingMs), what: words.sending },
  ].filter(({ ms }) => ms > 0);
}

export function WorstCaseSum({ worst }: { readonly worst: WorstCase }) {
  const words = monitoringWords.value;
  const { worstCaseMs, alertWithinMs, kept } = worst;
  const terms = termsOf(worst);
  const wholeMs = Math.max(worstCaseMs, alertWithinMs);
  return (
    <div class="worst-case">
      <div class="worst-case-bar" aria-hidden="true">
        {terms.map(({ kind, ms }) => (
          <span key={kind} class={kind} style={{ width: `${(ms / wholeMs) * 100}%` }} />
        ))}
        <i class={kept ? 'kept' : 'broken'} style={{ insetInlineStart: `${(alertWithinMs / wholeMs) * 100}%` }} />
      </div>
      <p class="worst-case-sum">
        {terms.map(({ kind, amount, what }, index) => (
          <span key={kind} class="term">
            <span class="sign">{index > 0 && '+ '}</span>
            <span class="amount">{amount}</span> <span class={`what ${kind}`}>{what} </span>
          </span>
        ))}
        <span class={kept ? 'term total' : 'term total broken'}>
          <span class="sign">= </span>
          <span class="amount">{exact(worstCaseMs)}</span>
          <span class="what"> {(kept ? words.within : words.beyond)(exact(alertWithinMs))}</span>
        </span>
      </p>
    </div>
  );
}
