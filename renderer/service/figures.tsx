/** How reliable and how fast it was lately, in numbers. */
import type { ServiceDetail } from '../../preload/past.ts';
import type { ServiceView } from '../../preload/snapshot.ts';
import { formatMilliseconds } from '../words/durations.ts';
import { formatUptime } from '../words/locale.ts';
import { factWords } from './fact-words.ts';
import './figures.css';

export type FiguresProps = {
  readonly view: ServiceView;
  /** Of the last 24 hours; undefined until it is known. */
  readonly response: ServiceDetail['response'] | undefined;
};

const spans = ['day', 'week', 'month'] as const;
const responses = ['meanMs', 'p50Ms', 'p95Ms', 'p99Ms'] as const;

export function Figures({ view: { uptime }, response }: FiguresProps) {
  const words = factWords.value;
  return (
    <section class="service-figures" aria-labelledby="service-uptime-title">
      <h3 id="service-uptime-title" class="section-title">
        {words.uptimeTitle}
      </h3>
      <dl>
        {spans.map((span) => {
          const fraction = uptime[span];
          return (
            <Figure key={span} name={words.uptime[span]}>
              {fraction === undefined ? undefined : formatUptime(fraction)}
            </Figure>
          );
        })}
      </dl>
      <h3 class="section-title">
        {words.responseTitle}
        <span class="quiet"> {response !== undefined && words.checks(response.count, response.failed)}</span>
      </h3>
      <dl>
        {responses.map((key) => {
          const ms = response?.[key];
          return (
            <Figure key={key} name={words.response[key]}>
              {ms === undefined ? undefined : formatMilliseconds(ms)}
            </Figure>
          );
        })}
      </dl>
    </section>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children ?? (
          <span class="faint" title={factWords.value.nothingYet}>
            –
          </span>
        )}
      </dd>
    </div>
  );
}
