/** The last checks of one service: height is response time, colour is how it went, gaps were not observed. */
import type { ReadonlySignal } from '@preact/signals';
import type { Bar } from '../../preload/snapshot.ts';
import { type BarColour, barPaths, barStep, barsHeight, barsShown, countBars } from './bar-shapes.ts';
import { listWords } from './words.ts';
import './bars-picture.css';

const width = barsShown * barStep;
/** The latter over the former. */
const colours: readonly BarColour[] = ['ok', 'slow', 'unobserved', 'failed'];

export function BarsPicture({ bars }: { readonly bars: ReadonlySignal<readonly Bar[]> }) {
  const paths = barPaths(bars.value);
  return (
    <svg
      class="bars"
      width={width}
      height={barsHeight}
      viewBox={`0 0 ${width} ${barsHeight}`}
      preserveAspectRatio="xMaxYMid slice"
      role="img"
      aria-label={listWords.value.checks(countBars(bars.value))}
    >
      {colours.map((colour) => paths[colour] !== '' && <path key={colour} class={`bar-${colour}`} d={paths[colour]} />)}
    </svg>
  );
}
