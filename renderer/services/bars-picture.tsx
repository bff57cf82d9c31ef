/** The last checks of one service: height is response time, colour is how it went, gaps were not observed. */
import type { ReadonlySignal } from '@preact/signals';
import type { Bar } from '../../preload/snapshot.ts';
import { barPaths, barStep, barsHeight, barsShown, countBars } from './bar-shapes.ts';
import { listWords } from './words.ts';
import './bars-picture.css';

const width = barsShown * barStep;

export function BarsPicture({ bars }: { readonly bars: ReadonlySignal<readonly Bar[]> }) {
  const { ok, slow, failed, unobserved } = barPaths(bars.value);
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
      <path class="bar-ok" d={ok} />
      <path class="bar-slow" d={slow} />
      <path class="bar-unobserved" d={unobserved} />
      <path class="bar-failed" d={failed} />
    </svg>
  );
}
