/** How long the service took to answer, over an hour to a quarter of a year, and when it was down or not observed. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Chart } from '../../../preload/past.ts';
import { Icon } from '../../pieces/icon.tsx';
import { route, setParams } from '../../state/route.ts';
import { programNow } from '../../state/world.ts';
import { useChart } from './asking.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTable } from './chart-table.tsx';
import { type Range, rangeMs, rangeOf, ranges, type Span, zoomedTo } from './ranges.ts';
import { chartWords, formatResponse } from './words.ts';
import './response-chart.css';

export type ResponseChartProps = {
  readonly name: string;
  /** Differs with each check. */
  readonly newest: string;
};

export function ResponseChart({ name, newest }: ResponseChartProps) {
  const words = chartWords.value;
  const range = rangeOf(route.value.params.range);
  const zoom = useSignal<Span | undefined>(undefined);
  const asked = useChart(name, range, zoom.value, newest);
  const { answer, error } = asked.value;
  useEffect(() => {
    zoom.value = undefined;
  }, [range, zoom]);
  const reset = (): void => {
    zoom.value = undefined;
  };
  const look = (marked: Span): void => {
    const to = programNow();
    const next = zoomedTo(marked, { from: to - rangeMs[range], to });
    zoom.value = next.to - next.from < rangeMs[range] ? next : undefined;
  };
  return (
    <section class="response-chart" aria-labelledby="response-chart-title">
      <div class="chart-head">
        <h3 id="response-chart-title" class="section-title">
          {words.title}
        </h3>
        <p class="chart-total quiet">{answer !== undefined && totalOf(answer)}</p>
        <div class="chart-choices">
          <button
            type="button"
            class={zoom.value === undefined ? 'button plain unused' : 'button plain'}
            disabled={zoom.value === undefined}
            onClick={reset}
          >
            <Icon name="search" />
            {words.reset}
          </button>
          <RangeChoices range={range} />
        </div>
      </div>
      <ChartFrame
        chart={answer}
        error={answer === undefined ? error : undefined}
        rangeName={words.rangeNames[range]}
        isZoomed={zoom.value !== undefined}
        onLook={look}
        onReset={reset}
      />
      <ChartLegend chart={answer} />
      {answer !== undefined && <ChartTable chart={answer} />}
    </section>
  );
}

function RangeChoices({ range }: { readonly range: Range }) {
  const words = chartWords.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a form's looks and no other meaning
    <div class="choices" role="group" aria-label={words.range}>
      {ranges.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === range}
          title={words.rangeNames[one]}
          onClick={() => setParams({ range: one })}
        >
          {words.ranges[one]}
        </button>
      ))}
    </div>
  );
}

function totalOf({ buckets }: Chart): string {
  let [count, failed, sumMs] = [0, 0, 0];
  for (const bucket of buckets) {
    count += bucket.count;
    failed += bucket.failed;
    sumMs += (bucket.meanMs ?? 0) * (bucket.count - bucket.failed);
  }
  const mean = count > failed ? formatResponse(sumMs / (count - failed)) : undefined;
  return chartWords.value.summary(count, failed, mean);
}
