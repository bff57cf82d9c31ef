/** What the values of the form promise: for a service without own values, and for each that there is. */
import type { Settings } from '../../../preload/settings.ts';
import { hrefOf } from '../../state/route.ts';
import { formatExactDuration as exact } from '../../words/durations.ts';
import { servicesOf } from '../services/service-drafts.ts';
import { type NamedCase, promisesOf, type Timing, worstCase } from '../worst-case.ts';
import { monitoringWords } from './words.ts';
import { WorstCaseSum } from './worst-case-sum.tsx';
import './promise-report.css';

const mostNamed = 8;

export function PromiseReport({
  common,
  settings,
}: {
  /** Undefined while a value cannot be read. */
  readonly common: Timing | undefined;
  readonly settings: Settings;
}) {
  const words = monitoringWords.value;
  return (
    <section class="promise-report" aria-labelledby="promise-report-title">
      <h3 id="promise-report-title">{words.worstCase}</h3>
      <p class="quiet">{words.worstCaseHint}</p>
      <div aria-live="polite">
        {common === undefined ? (
          <p class="quiet">{words.unreadable}</p>
        ) : (
          <>
            <WorstCaseSum worst={worstCase(common)} />
            <Kept promises={promisesOf(servicesOf(settings.raw), common)} />
          </>
        )}
      </div>
    </section>
  );
}

function Kept({ promises }: { readonly promises: ReturnType<typeof promisesOf> }) {
  const words = monitoringWords.value;
  const { count, shortened, broken } = promises;
  if (count === 0) return <p class="promise-kept quiet">{words.noServices}</p>;
  return (
    <div class="promise-kept">
      {broken.length === 0 && <p>{words.allKept(count)}</p>}
      {shortened.length > 0 && (
        <details>
          <summary>{words.shortened(shortened.length, count)}</summary>
          <Names cases={shortened} amount={({ intervalMs }) => words.every(exact(intervalMs))} />
        </details>
      )}
      {broken.length > 0 && (
        <>
          <p class="promise-broken">{words.broken(broken.length, count)}</p>
          <Names cases={broken} amount={({ worstCaseMs }) => exact(worstCaseMs)} />
        </>
      )}
    </div>
  );
}

function Names({
  cases,
  amount,
}: {
  readonly cases: readonly NamedCase[];
  readonly amount: (worst: NamedCase['worstCase']) => string;
}) {
  const rest = cases.length - mostNamed;
  return (
    <ul class="promise-names">
      {cases.slice(0, mostNamed).map(({ name, worstCase }) => (
        <li key={name}>
          <a class="name" href={hrefOf({ view: 'settings', chosen: 'services', params: { service: name } })}>
            {name}
          </a>
          <span class="number quiet">{amount(worstCase)}</span>
        </li>
      ))}
      {rest > 0 && <li class="quiet">{monitoringWords.value.more(rest)}</li>}
    </ul>
  );
}
