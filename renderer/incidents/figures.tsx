/** What can be counted in the incidents of a period: one line of numbers, and four pictures. */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useCallback, useRef } from 'preact/hooks';
import type { IncidentFigures } from '../../preload/past.ts';
import { useAnswer } from '../state/asking.ts';
import { ask } from '../state/bridge.ts';
import { head, programNow } from '../state/world.ts';
import { DayColumns } from './day-columns.tsx';
import { FigureLine } from './figure-line.tsx';
import { figureWords } from './figure-words.ts';
import { type Filters, queryOf } from './filters.ts';
import { HourMap } from './hour-map.tsx';
import { useReturn } from './page-return.ts';
import { KindRanking, ServiceRanking } from './rankings.tsx';
import './figures.css';

export function Figures({ filters }: { readonly filters: Filters }) {
  const { period, days } = filters;
  const subject = JSON.stringify([period, days]);
  const news = useNews();
  const attempts = useSignal(0);
  const { answer, error } = useAnswer(() => askFigures(filters), subject, [news, attempts.value]).value;
  const words = figureWords.value;
  if (answer === undefined) {
    return error === undefined ? (
      <div class="empty incident-empty incidents-late" aria-busy="true">
        <p class="quiet">{words.loading}</p>
      </div>
    ) : (
      <div class="empty incident-empty" role="alert">
        <h3>{words.failed}</h3>
        <p class="quiet">{error}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            attempts.value += 1;
          }}
        >
          {words.retry}
        </button>
      </div>
    );
  }
  return answer.total === 0 ? <Nothing /> : <Pictures figures={answer} filters={filters} />;
}

/** Since the beginning of time, or of the period. */
function askFigures({ period, days }: Filters): Promise<IncidentFigures> {
  const now = programNow();
  const { from = 0, to = now } = queryOf(
    { text: '', ...(period === undefined ? {} : { period }), ...(days === undefined ? {} : { days }) },
    now,
  );
  return ask('figures', { from, to, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
}

/** Counts what began or ended, and the returns to the page. */
function useNews(): number {
  const count = useSignal(0);
  const open = useComputed(() => JSON.stringify(head.value?.outages.map(({ id, services }) => [id, services.length])));
  const ask = useCallback(() => {
    count.value = count.peek() + 1;
  }, [count]);
  const known = useRef(open.peek());
  useSignalEffect(() => {
    if (open.value === known.current) return;
    known.current = open.value;
    ask();
  });
  useReturn(ask);
  return count.value;
}

function Nothing() {
  const words = figureWords.value;
  return (
    <div class="empty incident-empty">
      <h3>{words.nothing}</h3>
      <p class="quiet">{words.nothingHint}</p>
    </div>
  );
}

function Pictures({ figures, filters }: { readonly figures: IncidentFigures; readonly filters: Filters }) {
  return (
    <div class="figures">
      <FigureLine figures={figures} />
      {filters.period !== '24h' && <DayColumns days={figures.byDay} />}
      <HourMap byHour={figures.byHour} />
      <div class="figures-pair">
        <ServiceRanking byService={figures.byService} />
        <KindRanking byKind={figures.byKind} />
      </div>
    </div>
  );
}
