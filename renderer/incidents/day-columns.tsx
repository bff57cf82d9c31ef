/** How many incidents began when; a column leads to those that it counts. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { IncidentFigures } from '../../preload/past.ts';
import { hrefOf, route } from '../state/route.ts';
import { formatNumber } from '../words/locale.ts';
import { axisDay, columnText } from './calendar-words.ts';
import { columnsOf, scaleOf } from './columns.ts';
import { figureWords } from './figure-words.ts';
import { daysParam, periodOf } from './filters.ts';
import './day-columns.css';

const mostColumns = 92;

export function DayColumns({ days }: { readonly days: IncidentFigures['byDay'] }) {
  const words = figureWords.value;
  const { unit, columns } = columnsOf(days, mostColumns);
  const { top, lines } = scaleOf(Math.max(...columns.map(({ count }) => count)));
  const list = useRef<HTMLOListElement>(null);
  /** One stop for those who go by Tab; arrows lead further. */
  const at = useSignal(columns.length - 1);
  const pointed = useSignal<number | undefined>(undefined);
  const current = Math.min(at.value, columns.length - 1);
  const said = pointed.value === undefined ? undefined : columns[pointed.value];
  const move = (key: string): boolean => {
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: columns.length - 1 }[key];
    if (to === undefined || columns[to] === undefined) return false;
    at.value = to;
    list.current?.querySelectorAll('a')[to]?.focus();
    return true;
  };
  const [first, last] = [columns[0], columns.at(-1)];
  return (
    <figure class="day-columns" aria-labelledby="day-columns-title">
      <h3 id="day-columns-title" class="section-title">
        {words.units[unit]}
      </h3>
      <p class="figure-readout quiet">
        {said === undefined ? words.columnsHint : `${columnText(said, unit)}: ${words.began(said.count)}`}
      </p>
      <div class="day-columns-plot">
        {lines.map((line) => (
          <span key={line} class="day-columns-line" style={{ bottom: `${(100 * line) / top}%` }} aria-hidden="true">
            <span class="mono faint">{formatNumber(line)}</span>
          </span>
        ))}
        <ol
          ref={list}
          onKeyDown={(event) => {
            if (move(event.key)) event.preventDefault();
          }}
          onPointerLeave={() => {
            pointed.value = undefined;
          }}
        >
          {columns.map((column, index) => {
            const text = `${columnText(column, unit)}: ${words.began(column.count)}`;
            const show = (): void => {
              pointed.value = index;
            };
            return (
              <li key={column.first}>
                <a
                  href={hrefOf({
                    view: 'incidents',
                    params: { ...periodOf(route.value.params), days: daysParam(column) },
                  })}
                  aria-label={text}
                  title={text}
                  tabIndex={index === current ? 0 : -1}
                  onPointerEnter={show}
                  onFocus={() => {
                    at.value = index;
                    show();
                  }}
                  onBlur={() => {
                    pointed.value = undefined;
                  }}
                >
                  <span style={{ height: `${(100 * column.count) / top}%` }} />
                </a>
              </li>
            );
          })}
        </ol>
      </div>
      <p class="day-columns-axis mono faint" aria-hidden="true">
        <span>{first !== undefined && axisDay(first.first, unit)}</span>
        <span>{last !== undefined && axisDay(last.last, unit)}</span>
      </p>
    </figure>
  );
}
