/** How reliable and how fast it was lately, in numbers. */
import type { ServiceDetail } from '../../preload/past.ts';
import type { ServiceView } from '../../preload/snapshot.ts';
import { formatMilliseconds } from '../words/durations.ts';
import { formatUptime } from '../words/locale.ts';
import { serviceWords } from './words.ts';
import './figures.css';

export type FiguresProps = {
  readonly view: ServiceView;
  /** Of the last 24 hours; undefined until it is known. */
  readonly response: ServiceDetail['response'] | undefined;
};

const spans = ['day', 'week', 'month'] as const;
const responses = ['meanMs', 'p50Ms', 'p95Ms', 'p99Ms'] as const;

export function Figures({ view: { uptime }, response }: FiguresProps) {
  const words = serviceWords.value;
  return (
    <section class="service-figures" aria-labelledby="service-figures-title">
      <h3 id="service-figures-title" class="section-title">
        {words.figures}
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
          <span class="faint" title={serviceWords.value.nothingYet}>
            –
          </span>
        )}
      </dd>
    </div>
  );
}
