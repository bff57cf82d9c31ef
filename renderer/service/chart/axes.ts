/** The two axes: when, in the person's own time, and how long, on a logarithmic scale. */
import uPlot from 'uplot';
import type { Colours } from './colours.ts';
import { logTicks, type TickTexts, timeTicks } from './scales.ts';

/** Right of the lines, for the half of a label; CSS pixels, as all of these. */
export const rightPx = 8;
const timeAxisPx = 40;
const valueAxisPx = 56;
const betweenTimesPx = 88;
const betweenValuesPx = 32;
/** Of the axes' font. */
const characterPx = 6.7;

export function timeAxis(colours: () => Colours, texts: TickTexts): uPlot.Axis {
  return {
    ...axis(colours),
    size: timeAxisPx,
    space: betweenTimesPx,
    values: (plot, ticks, _, __, stepMs) =>
      timeTicks(ticks, stepMs, texts).map((text, index) => within(plot, ticks[index] ?? 0, text)),
  };
}

export function valueAxis(colours: () => Colours, response: (ms: number) => string): uPlot.Axis {
  return {
    ...axis(colours),
    size: valueAxisPx,
    splits: ({ bbox }, _, low, high) => [
      ...logTicks(low, high, Math.floor(bbox.height / uPlot.pxRatio / betweenValuesPx)),
    ],
    // By itself uPlot names powers of ten alone.
    filter: (_, ticks) => ticks,
    values: (_, ticks) => ticks.map(response),
  };
}

function axis(colours: () => Colours): uPlot.Axis {
  return {
    stroke: () => colours().figures,
    font: colours().font,
    grid: { stroke: () => colours().grid, width: 1 },
    ticks: { show: false },
    gap: 6,
  };
}

/** Only those lines of a label that end before the edge. */
function within({ over, valToPos }: uPlot, at: number, text: string): string {
  const room = over.clientWidth + rightPx - valToPos(at, 'x');
  return text
    .split('\n')
    .map((line) => (line.length * (characterPx / 2) > room ? '' : line))
    .join('\n');
}
