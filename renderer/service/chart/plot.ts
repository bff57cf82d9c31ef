/** The drawing itself: one uPlot for as long as the chart is shown, given new data and never made anew. */
import uPlot from 'uplot';
import type { Chart } from '../../../preload/past.ts';
import { rightPx, timeAxis, valueAxis } from './axes.ts';
import { type Colours, coloursOf } from './colours.ts';
import { type Columns, columnsOf } from './columns.ts';
import type { Span } from './ranges.ts';
import { logRange, type TickTexts } from './scales.ts';
import { drawFailures, drawTimes } from './shading.ts';

/** Where the cursor is: at which step, and how far from the left of the place; CSS pixels. */
export type Pointed = {
  readonly index: number;
  readonly left: number;
  /** Where the mean of that step is drawn; absent where there is none. */
  readonly dot?: { readonly left: number; readonly top: number };
};

export type PlotOptions = {
  readonly texts: TickTexts;
  response(ms: number): string;
  onPoint(pointed: Pointed | undefined): void;
  onMark(span: Span): void;
  onReset(): void;
};

export type Plot = {
  /** Draws that; a cursor that was put there by `point` stays at its time. */
  show(chart: Chart, columns: Columns): void;
  /** Puts the cursor at a step, or takes it away. */
  point(index: number | undefined): void;
  resize(width: number, height: number): void;
  /** Draws all of it again, in the present theme and language. */
  restyle(): void;
  destroy(): void;
};

/** CSS pixels. */
const abovePx = 8;
/** Where uPlot takes the cursor away. */
const outside = -10;

const nothing: Chart = { from: 0, to: 1, resolution: 'check', buckets: [], outages: [], unobserved: [] };

export function createPlot(place: HTMLElement, options: PlotOptions): Plot {
  const { texts, response, onPoint, onMark, onReset } = options;
  let chart = nothing;
  let columns: Columns = columnsOf(nothing);
  let colours: Colours = coloursOf(place);
  /** Where the keyboard has put the cursor, so that it stays there as time goes on. */
  let heldAt: number | undefined;

  const plot = new uPlot(
    {
      width: Math.max(1, place.clientWidth),
      height: Math.max(1, place.clientHeight),
      ms: 1,
      legend: { show: false },
      padding: [abovePx, rightPx, 0, 0],
      scales: {
        x: { time: true, range: () => [chart.from, chart.to] },
        y: { distr: 3, range: (_, least, most) => [...logRange(least, most)] },
      },
      axes: [timeAxis(() => colours, texts), valueAxis(() => colours, response)],
      series: [{}, bound(), bound(), meanLine()],
      bands: [{ series: [2, 1], fill: () => colours.spread }],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
        bind: {
          mousemove: (_, __, handle) => (event) => {
            heldAt = undefined;
            return handle(event);
          },
          dblclick: () => () => {
            onReset();
            return null;
          },
        },
      },
      hooks: {
        drawClear: [(self) => drawTimes(self, chart, colours)],
        draw: [(self) => drawFailures(self, chart, colours)],
        setCursor: [tell],
        setSelect: [mark],
      },
    },
    undefined,
    place,
  );

  /** The fastest and the slowest: only what lies between them is drawn. */
  function bound(): uPlot.Series {
    return { width: 0, points: { show: false } };
  }

  function meanLine(): uPlot.Series {
    return {
      width: 1.25,
      stroke: () => colours.mean,
      points: { show: true, size: 4, width: 0, fill: () => colours.mean, filter: () => [...columns.alone] },
    };
  }

  function tell(self: uPlot): void {
    const { idx, left = -1 } = self.cursor;
    if (idx === null || idx === undefined || left < 0) {
      onPoint(undefined);
      return;
    }
    const mean = columns.mean[idx] ?? null;
    const { offsetLeft, offsetTop } = self.over;
    const dot = { left: offsetLeft + self.valToPos(columns.at[idx] ?? 0, 'x') };
    onPoint({
      index: idx,
      left: offsetLeft + left,
      ...(mean === null ? {} : { dot: { ...dot, top: offsetTop + self.valToPos(mean, 'y') } }),
    });
  }

  function mark(self: uPlot): void {
    const { left, width } = self.select;
    if (width === 0) return;
    self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    onMark({ from: self.posToVal(left, 'x'), to: self.posToVal(left + width, 'x') });
  }

  function point(index: number | undefined): void {
    heldAt = index === undefined ? undefined : columns.at[index];
    const left = heldAt === undefined ? outside : Math.max(0, plot.valToPos(heldAt, 'x'));
    plot.setCursor({ left, top: heldAt === undefined ? outside : 0 });
  }

  /** Done when it returns, and not a moment later, as uPlot would by itself: the cursor is placed by the new scales. */
  function change(what: () => void): void {
    plot.batch(what);
    if (heldAt !== undefined) point(nearest(columns.at, heldAt));
  }

  return {
    show(next, nextColumns) {
      chart = next;
      columns = nextColumns;
      change(() => plot.setData([columns.at, columns.least, columns.most, columns.mean]));
    },
    point,
    resize: (width, height) => change(() => plot.setSize({ width, height })),
    restyle() {
      colours = coloursOf(place);
      plot.redraw(false, true);
    },
    destroy: () => plot.destroy(),
  };
}

function nearest(times: readonly number[], at: number): number {
  const after = times.findIndex((time) => time >= at);
  if (after <= 0) return after === 0 ? 0 : times.length - 1;
  return at - (times[after - 1] ?? at) < (times[after] ?? at) - at ? after - 1 : after;
}
