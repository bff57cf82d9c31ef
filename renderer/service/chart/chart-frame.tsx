/** The place of the drawing: what the cursor says, the keys, and what stands there when nothing can be drawn. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Chart } from '../../../preload/past.ts';
import { language } from '../../words/dictionary.ts';
import { formatMilliseconds } from '../../words/durations.ts';
import { formatDay, formatExactTime, formatTime } from '../../words/locale.ts';
import { useSpeech } from '../speech.ts';
import { ChartReading, heardReading } from './chart-reading.tsx';
import { whenColoursChange } from './colours.ts';
import { type Columns, columnsOf, moved } from './columns.ts';
import { createPlot, type Plot, type Pointed } from './plot.ts';
import { type Span, scaled } from './ranges.ts';
import { chartWords } from './words.ts';

export type ChartFrameProps = {
  readonly chart: Chart | undefined;
  readonly error: string | undefined;
  /** For those who listen: which time is shown. */
  readonly rangeName: string;
  readonly isZoomed: boolean;
  readonly onLook: (span: Span) => void;
  readonly onReset: () => void;
};

const closer = 0.5;
const lessClose = 2;
const texts = { time: formatTime, exactTime: formatExactTime, day: formatDay };

export function ChartFrame(props: ChartFrameProps) {
  const { chart, error, rangeName, isZoomed, onLook, onReset } = props;
  const words = chartWords.value;
  const keysId = useId();
  const place = useRef<HTMLDivElement>(null);
  const pointed = useSignal<Pointed | undefined>(undefined);
  const { said, say } = useSpeech();
  const columns = useMemo(() => (chart === undefined ? undefined : columnsOf(chart)), [chart]);
  const plot = usePlot(place, pointed, { onLook, onReset }, chart, columns);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || chart === undefined || columns === undefined) return;
    const index = pointed.peek()?.index;
    const around = (index === undefined ? undefined : columns.at[index]) ?? (chart.from + chart.to) / 2;
    const next = moved(event.key, index, columns.steps.length);
    const step = next === undefined ? undefined : columns.steps[next];
    if (step !== undefined) {
      plot.current?.point(next);
      say(heardReading(step, chart));
    } else if (event.key === '+' || event.key === '=') onLook(scaled(chart, around, closer));
    else if (event.key === '-' && isZoomed) onLook(scaled(chart, around, lessClose));
    else if (event.key === 'Escape' && isZoomed) onReset();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        class="chart-frame"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its values are read by keyboard
        tabIndex={0}
        aria-label={words.name(rangeName)}
        aria-describedby={keysId}
        title={chart === undefined ? undefined : words.hint}
        onKeyDown={press}
        onBlur={() => plot.current?.point(undefined)}
      >
        <div class="chart-place" ref={place} aria-hidden="true" />
        {chart === undefined && <p class="chart-note late quiet">{error ?? words.late}</p>}
        {chart?.buckets.length === 0 && <p class="chart-note quiet">{words.empty}</p>}
        {chart !== undefined && columns !== undefined && (
          <ChartReading chart={chart} columns={columns} pointed={pointed} place={place} />
        )}
      </div>
      <p id={keysId} class="only-heard">
        {words.keys}
      </p>
      <p class="only-heard" aria-live="polite">
        {said}
      </p>
    </>
  );
}

type Wishes = Pick<ChartFrameProps, 'onLook' | 'onReset'>;

/** Made when its place is there and destroyed with it; told of new data, sizes, colours and languages in between. */
function usePlot(
  place: { readonly current: HTMLDivElement | null },
  pointed: { value: Pointed | undefined },
  wishes: Wishes,
  chart: Chart | undefined,
  columns: Columns | undefined,
): { readonly current: Plot | undefined } {
  const plot = useRef<Plot>(undefined);
  const latest = useRef(wishes);
  latest.current = wishes;

  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const made = createPlot(element, {
      texts,
      response: formatMilliseconds,
      onPoint: (next) => {
        pointed.value = next;
      },
      onMark: (span) => latest.current.onLook(span),
      onReset: () => latest.current.onReset(),
    });
    plot.current = made;
    const observer = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    const forget = whenColoursChange(made.restyle);
    return () => {
      plot.current = undefined;
      forget();
      observer.disconnect();
      made.destroy();
    };
  }, [place, pointed]);

  useLayoutEffect(() => {
    if (chart !== undefined && columns !== undefined) plot.current?.show(chart, columns);
  }, [chart, columns]);

  useSignalEffect(() => {
    // Its ticks are words as well.
    if (language.value) plot.current?.restyle();
  });

  return plot;
}
