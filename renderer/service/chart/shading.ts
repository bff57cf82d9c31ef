/** What the chart has besides its lines: outages, times that nobody saw, and checks that failed. */
import type uPlot from 'uplot';
import type { Chart, ChartBucket } from '../../../preload/past.ts';
import type { Colours } from './colours.ts';
import type { Span } from './ranges.ts';

/** CSS pixels. */
const leastWidthPx = 2;
const hatchPx = 6;
const edgePx = 2;
const failedPx = { check: 5, least: 2, most: 18 };

/** Behind the lines. */
export function drawTimes(plot: uPlot, chart: Chart, colours: Colours): void {
  const { ctx, bbox } = plot;
  ctx.save();
  clip(plot);
  for (const segment of chart.unobserved) {
    const [left, width] = placeOf(plot, segment);
    ctx.fillStyle = hatching(ctx, colours.unobserved, devicePixelRatio);
    ctx.fillRect(left, bbox.top, width, bbox.height);
  }
  for (const { from, to = chart.to } of chart.outages) {
    const [left, width] = placeOf(plot, { from, to });
    ctx.fillStyle = colours.outage;
    ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.fillStyle = colours.failed;
    ctx.fillRect(left, bbox.top, width, edgePx * devicePixelRatio);
  }
  ctx.restore();
}

/** At the foot, since a check that failed has no response time; the higher, the more of them failed. */
export function drawFailures(plot: uPlot, chart: Chart, colours: Colours): void {
  const { ctx, bbox } = plot;
  ctx.save();
  clip(plot);
  ctx.fillStyle = colours.failed;
  for (const bucket of chart.buckets) {
    if (bucket.failed === 0) continue;
    const { left, width, height } = failureMark(plot, bucket);
    ctx.fillRect(left, bbox.top + bbox.height - height, width, height);
  }
  ctx.restore();
}

/** Of one check a square at its time, of several a column over theirs. */
function failureMark(
  plot: uPlot,
  { at, spanMs, count, failed }: ChartBucket,
): { left: number; width: number; height: number } {
  const { check, least, most } = failedPx;
  const [left, width] = placeOf(plot, { from: at, to: at + spanMs });
  const side = check * devicePixelRatio;
  if (spanMs === 0) return { left: left - Math.round(side / 2), width: side, height: side };
  return { left, width, height: (least + (most - least) * (failed / count)) * devicePixelRatio };
}

/** From the left and how wide, in pixels of the canvas; even a moment can be seen. */
function placeOf(plot: uPlot, { from, to }: Span): readonly [number, number] {
  const [start, end] = [from, to].map((at) => plot.valToPos(at, 'x', true));
  const left = Math.round(start ?? 0);
  return [left, Math.max(leastWidthPx * devicePixelRatio, Math.round(end ?? 0) - left)];
}

function clip({ ctx, bbox: { left, top, width, height } }: uPlot): void {
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
}

let tile: { readonly colour: string; readonly ratio: number; readonly pattern: CanvasPattern | null } | undefined;

/** Thin lines that rise to the right. */
function hatching(ctx: CanvasRenderingContext2D, colour: string, ratio: number): CanvasPattern | string {
  if (tile?.colour !== colour || tile.ratio !== ratio) {
    tile = {
      colour,
      ratio,
      pattern: ctx.createPattern(hatchTile(colour, Math.round(hatchPx * ratio), ratio), 'repeat'),
    };
  }
  return tile.pattern ?? colour;
}

function hatchTile(colour: string, size: number, lineWidth: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const ctx = canvas.getContext('2d');
  if (ctx === null) return canvas;
  ctx.strokeStyle = colour;
  ctx.lineWidth = lineWidth;
  // Thrice, so that the corners of neighbouring tiles meet.
  for (const offset of [-size, 0, size]) {
    ctx.moveTo(offset - 1, size + 1);
    ctx.lineTo(offset + size + 1, -1);
  }
  ctx.stroke();
  return canvas;
}
