/** Which services, and which kinds of failure, there was most of; each bar leads to the incidents that it stands for. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { IncidentFigures } from '../../preload/past.ts';
import { hrefOf, route } from '../state/route.ts';
import { formatDuration, formatExactDuration } from '../words/durations.ts';
import { terms } from '../words/terms.ts';
import { figureWords } from './figure-words.ts';
import { periodOf } from './filters.ts';
import './rankings.css';

/** As many as one takes in; the others are a click away. */
const mostAtFirst = 8;

export function ServiceRanking({ byService }: Pick<IncidentFigures, 'byService'>) {
  const words = figureWords.value;
  const most = Math.max(1, ...byService.map(({ downMs }) => downMs));
  return (
    <Ranking title={words.byService} id="by-service" count={byService.length}>
      {(limit) =>
        byService
          .slice(0, limit)
          .map(({ service, count, downMs }) => (
            <Rank
              key={service}
              name={service}
              share={downMs / most}
              value={formatDuration(downMs)}
              title={`${service}: ${words.serviceCount(count, formatExactDuration(downMs))}`}
              beside={terms.value.incidents(count)}
              filter={{ service }}
            />
          ))
      }
    </Ranking>
  );
}

export function KindRanking({ byKind }: Pick<IncidentFigures, 'byKind'>) {
  const words = figureWords.value;
  const most = Math.max(1, ...byKind.map(({ count }) => count));
  return (
    <Ranking title={words.byKind} id="by-kind" count={byKind.length}>
      {(limit) =>
        byKind.slice(0, limit).map(({ kind, count }) => {
          const name = terms.value.kinds[kind];
          const incidents = terms.value.incidents(count);
          return (
            <Rank
              key={kind}
              name={name}
              share={count / most}
              value={incidents}
              title={`${name}: ${incidents}`}
              filter={{ kind }}
            />
          );
        })
      }
    </Ranking>
  );
}

type RankingProps = {
  readonly title: string;
  readonly id: string;
  readonly count: number;
  readonly children: (limit: number) => ComponentChildren;
};

function Ranking({ title, id, count, children }: RankingProps) {
  const showsAll = useSignal(false);
  return (
    <section class="ranking" aria-labelledby={id}>
      <h3 id={id} class="section-title">
        {title}
      </h3>
      <ol>{children(showsAll.value ? count : mostAtFirst)}</ol>
      {!showsAll.value && count > mostAtFirst && (
        <button
          type="button"
          class="button"
          onClick={() => {
            showsAll.value = true;
          }}
        >
          {figureWords.value.showAll(count)}
        </button>
      )}
    </section>
  );
}

type RankProps = {
  readonly name: string;
  /** Of the longest bar. */
  readonly share: number;
  readonly value: string;
  readonly beside?: string;
  readonly title: string;
  readonly filter: Readonly<Record<string, string>>;
};

function Rank({ name, share, value, beside, title, filter }: RankProps) {
  const params = { ...periodOf(route.value.params), ...filter };
  return (
    <li>
      <a href={hrefOf({ view: 'incidents', params })} title={title}>
        <span class="name">{name}</span>
        <span class="rank-value">
          {beside !== undefined && <span class="quiet">{beside} · </span>}
          {value}
        </span>
        <span class="rank-track" aria-hidden="true">
          <span style={{ inlineSize: `${share * 100}%` }} />
        </span>
      </a>
    </li>
  );
}
