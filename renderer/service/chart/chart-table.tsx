/** The same as the chart, for those who would rather read it. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Chart } from '../../../preload/past.ts';
import { now } from '../../state/clock.ts';
import { formatDay, formatMoment, formatNumber, formatWhole } from '../../words/locale.ts';
import { terms } from '../../words/terms.ts';
import { type TableRow, tableOf } from './table.ts';
import { chartWords, formatResponse } from './words.ts';

const dayMs = 24 * 60 * 60_000;

export function ChartTable({ chart }: { readonly chart: Chart }) {
  const isOpen = useSignal(false);
  return (
    <details
      class="chart-table"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{chartWords.value.asTable}</summary>
      {isOpen.value && <Rows chart={chart} />}
    </details>
  );
}

function Rows({ chart }: { readonly chart: Chart }) {
  const { tableName, columns, empty } = chartWords.value;
  const { rows, stepMs } = useMemo(() => tableOf(chart), [chart]);
  if (rows.length === 0) return <p class="quiet">{empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its place is moved by keyboard too
    <section class="chart-table-frame" tabIndex={0} aria-label={tableName}>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.time}</th>
            <th scope="col" class="number">
              {columns.mean}
            </th>
            <th scope="col" class="number">
              {columns.least}
            </th>
            <th scope="col" class="number">
              {columns.most}
            </th>
            <th scope="col" class="number">
              {columns.checks}
            </th>
            <th scope="col" class="number">
              {columns.failed}
            </th>
            <th scope="col">{columns.remark}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.from} row={row} stepMs={stepMs} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, stepMs }: { readonly row: TableRow; readonly stepMs: number }) {
  const words = chartWords.value;
  const { from, meanMs, minMs, maxMs, count, failed, unobserved, isOutage } = row;
  const remarks = [
    ...(isOutage ? [words.inOutage] : []),
    ...(unobserved === undefined ? [] : [words.unobserved(terms.value.reasons[unobserved])]),
  ];
  return (
    <tr>
      <th scope="row" class="mono">
        <time dateTime={new Date(from).toISOString()} title={formatWhole(from)}>
          {stepMs < dayMs ? formatMoment(from, now.peek()) : formatDay(from)}
        </time>
      </th>
      <Took ms={meanMs} />
      <Took ms={minMs} />
      <Took ms={maxMs} />
      <td class="number">{formatNumber(count)}</td>
      <td class="number">{failed > 0 && formatNumber(failed)}</td>
      <td>{remarks.join(', ')}</td>
    </tr>
  );
}

function Took({ ms }: { readonly ms: number | undefined }) {
  return <td class="number">{ms !== undefined && formatResponse(ms)}</td>;
}
