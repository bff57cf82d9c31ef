/** What the chart says at its cursor, beside it; and the same to be read out. */
import type { ReadonlySignal } from '@preact/signals';
import type { Chart } from '../../../preload/past.ts';
import { StateMark } from '../../pieces/state-mark.tsx';
import { now } from '../../state/clock.ts';
import { formatDay, formatExactTime, formatMoment, formatTime } from '../../words/locale.ts';
import { terms } from '../../words/terms.ts';
import type { Columns, Step } from './columns.ts';
import type { Pointed } from './plot.ts';
import { type Reading, type ReadingContext, readingOf } from './reading.ts';
import { chartWords, formatResponse } from './words.ts';

/** Those who read it follow the chart anyway, so that it follows neither the clock nor the language by itself. */
function context(): ReadingContext {
  const { kinds, reasons } = terms.peek();
  const today = now.peek();
  return {
    words: chartWords.peek(),
    kinds,
    reasons,
    exact: formatResponse,
    moment: (at) => formatMoment(at, today),
    exactMoment: (at) =>
      new Date(at).toDateString() === new Date(today).toDateString()
        ? formatExactTime(at)
        : `${formatDay(at)}, ${formatExactTime(at)}`,
    time: formatTime,
  };
}

export function heardReading(step: Step, chart: Chart): string {
  const { time, value, more } = readingOf(step, chart, context());
  return [time, value, ...more].join(', ');
}

export type ChartReadingProps = {
  readonly chart: Chart;
  readonly columns: Columns;
  readonly pointed: ReadonlySignal<Pointed | undefined>;
  /** In which the cursor is. */
  readonly place: { readonly current: HTMLElement | null };
};

export function ChartReading({ chart, columns, pointed, place }: ChartReadingProps) {
  const at = pointed.value;
  const step = at === undefined ? undefined : columns.steps[at.index];
  if (at === undefined || step === undefined) return null;
  const isRight = at.left > (place.current?.clientWidth ?? 0) / 2;
  return (
    <div class="chart-reading" aria-hidden="true">
      {at.dot !== undefined && <i class="chart-dot" style={{ left: `${at.dot.left}px`, top: `${at.dot.top}px` }} />}
      <div class={isRight ? 'chart-label before' : 'chart-label'} style={{ left: `${at.left}px` }}>
        <Label reading={readingOf(step, chart, context())} />
      </div>
    </div>
  );
}

function Label({ reading: { time, value, more, tone } }: { readonly reading: Reading }) {
  return (
    <>
      <span class="mono quiet">{time}</span>
      <strong>
        {tone === 'failed' && <StateMark state="down" size={10} />}
        {tone === 'none' && <StateMark state="unknown" size={10} />}
        {value}
      </strong>
      {more.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </>
  );
}
