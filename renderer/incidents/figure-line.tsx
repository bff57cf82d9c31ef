/** The numbers themselves, in one line. */
import type { ComponentChildren } from 'preact';
import type { IncidentFigures } from '../../preload/past.ts';
import { hrefOf, route } from '../state/route.ts';
import { formatDuration, formatExactDuration } from '../words/durations.ts';
import { formatNumber } from '../words/locale.ts';
import { figureWords } from './figure-words.ts';
import { periodOf } from './filters.ts';

export function FigureLine({ figures }: { readonly figures: IncidentFigures }) {
  const words = figureWords.value;
  const { total, open, meanMs, medianMs, longest } = figures;
  const { params } = route.value;
  return (
    <dl class="figure-line">
      <Figure name={words.total}>{formatNumber(total)}</Figure>
      <Figure name={words.open}>
        {open === 0 ? (
          formatNumber(open)
        ) : (
          <a href={hrefOf({ view: 'incidents', params: { ...periodOf(params), state: 'open' } })}>
            {formatNumber(open)}
          </a>
        )}
      </Figure>
      <Figure name={words.mean} hint={words.meanHint}>
        <Span ms={meanMs} />
      </Figure>
      <Figure name={words.median} hint={words.medianHint}>
        <Span ms={medianMs} />
      </Figure>
      <Figure name={words.longest} class="longest">
        {longest === undefined ? (
          words.none
        ) : (
          <a
            href={hrefOf({ view: 'incidents', chosen: longest.id, params })}
            title={formatExactDuration(longest.durationMs)}
          >
            {formatDuration(longest.durationMs)} <span class="name quiet">{longest.service}</span>
          </a>
        )}
      </Figure>
    </dl>
  );
}

type FigureProps = {
  readonly name: string;
  readonly hint?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

function Figure({ name, hint, class: extra, children }: FigureProps) {
  return (
    <div class={extra} title={hint}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Span({ ms }: { readonly ms: number | undefined }) {
  if (ms === undefined) return <>{figureWords.value.none}</>;
  return <span title={formatExactDuration(ms)}>{formatDuration(ms)}</span>;
}
