/** The last checks as a picture: one bar for each, as paths by colour, so that a thousand rows stay light. Pure. */
import type { Bar, CheckResult } from '../../preload/snapshot.ts';

export type BarColour = 'ok' | 'slow' | 'failed' | 'unobserved';

/** One path for each colour, empty where there is no such bar. */
export type BarPaths = Readonly<Record<BarColour, string>>;

export const barsShown = 60;
/** Width of one bar and the gap behind it, in pixels of the picture. */
export const barStep = 3;
const barWidth = 2;
export const barsHeight = 24;
const leastHeight = 3;

/** The same scale for every row, so that rows can be compared: from 5 ms to 10 s, each tenfold as high as the other. */
const quickestMs = 5;
const slowestMs = 10_000;

/** How high a good answer stands, from 0 to 1. */
export function heightOf(durationMs: number): number {
  const share = Math.log(Math.max(durationMs, quickestMs) / quickestMs) / Math.log(slowestMs / quickestMs);
  return Math.min(1, share);
}

export function colourOf(result: CheckResult): BarColour {
  if (result === 'ok' || result === 'slow') return result;
  return result.startsWith('unobserved:') ? 'unobserved' : 'failed';
}

/** The latest stands at the right. */
export function barPaths(bars: readonly Bar[]): BarPaths {
  const paths = { ok: '', slow: '', failed: '', unobserved: '' };
  const first = Math.max(0, bars.length - barsShown);
  let x = (barsShown - (bars.length - first)) * barStep;
  // A plain loop: it runs for every row before the first picture, when nothing is compiled yet.
  for (let index = first; index < bars.length; index += 1) {
    const bar = bars[index];
    if (bar === undefined) continue;
    const colour = colourOf(bar[2]);
    paths[colour] += rectangle(x, height(colour, bar[1]));
    x += barStep;
  }
  return paths;
}

function height(colour: BarColour, durationMs: number): number {
  // A failure is seen as such however quick it was; what nobody saw leaves a gap on the ground.
  if (colour === 'failed') return barsHeight;
  if (colour === 'unobserved') return 1;
  return Math.max(leastHeight, Math.round(heightOf(durationMs) * barsHeight));
}

function rectangle(x: number, height: number): string {
  return `M${x} ${barsHeight - height}h${barWidth}v${height}h-${barWidth}z`;
}

export type BarCounts = { readonly checks: number; readonly failed: number; readonly unobserved: number };

export function countBars(bars: readonly Bar[]): BarCounts {
  const colours = bars.map(([, , result]) => colourOf(result));
  const count = (wanted: BarColour): number => colours.filter((colour) => colour === wanted).length;
  return { checks: bars.length, failed: count('failed'), unobserved: count('unobserved') };
}

/** Duration of the latest good answer, milliseconds. */
export function latestResponse(bars: readonly Bar[]): number | undefined {
  const latest = bars.at(-1);
  return latest === undefined || colourOf(latest[2]) === 'unobserved' ? undefined : latest[1];
}
