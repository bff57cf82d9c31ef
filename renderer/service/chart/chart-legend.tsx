/** What the lines and areas of the chart stand for; only those that it has. */
import type { Chart } from '../../../preload/past.ts';
import { chartWords } from './words.ts';

type Entry = keyof typeof chartWords.value.legend;

export function ChartLegend({ chart }: { readonly chart: Chart | undefined }) {
  const { legend } = chartWords.value;
  return (
    <ul class="chart-legend quiet">
      {chart !== undefined &&
        entriesOf(chart).map((entry) => (
          <li key={entry}>
            {entry === 'unobserved' ? <HatchedKey /> : <i class={`chart-key ${entry}`} />}
            {legend[entry]}
          </li>
        ))}
    </ul>
  );
}

function HatchedKey() {
  return (
    <svg class="chart-key unobserved" width="14" height="10" viewBox="0 0 14 10" aria-hidden="true">
      <path d="M-2 4 4-2M-2 10 10-2M4 10 16-2M10 10l6-6" stroke="currentColor" />
    </svg>
  );
}

function entriesOf({ buckets, outages, unobserved }: Chart): readonly Entry[] {
  return [
    ...(buckets.length > 0 ? (['mean'] as const) : []),
    ...(buckets.some(({ minMs, maxMs }) => minMs !== maxMs) ? (['spread'] as const) : []),
    ...(buckets.some(({ failed }) => failed > 0) ? (['failed'] as const) : []),
    ...(outages.length > 0 ? (['outage'] as const) : []),
    ...(unobserved.length > 0 ? (['unobserved'] as const) : []),
  ];
}
