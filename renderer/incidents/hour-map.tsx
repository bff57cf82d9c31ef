/** When in the week incidents begin: seven days by twenty-four hours, a table that is also a picture. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { IncidentFigures } from '../../preload/past.ts';
import { formatNumber } from '../words/locale.ts';
import { hourText, weekdayNames } from './calendar-words.ts';
import { figureWords } from './figure-words.ts';
import { busiest, type Cell, cellsOf, neighbour } from './hours.ts';
import './hour-map.css';

const hours = Array.from({ length: 24 }, (_, hour) => hour);

export function HourMap({ byHour }: Pick<IncidentFigures, 'byHour'>) {
  const words = figureWords.value;
  const names = weekdayNames();
  const rows = cellsOf(byHour);
  const table = useRef<HTMLTableElement>(null);
  /** One stop for those who go by Tab; arrows lead further. */
  const at = useSignal<{ readonly weekday: number; readonly hour: number }>({ weekday: 0, hour: 0 });
  const pointed = useSignal<Cell | undefined>(undefined);
  const peak = busiest(rows);
  const textOf = ({ weekday, hour, count }: Cell): string =>
    `${names[weekday]?.long ?? ''}, ${hourText(hour)}: ${words.began(count)}`;
  const rest =
    peak === undefined
      ? words.hoursHint
      : words.busiest(names[peak.weekday]?.long ?? '', hourText(peak.hour), peak.count);
  return (
    <figure class="hour-map">
      <h3 id="hour-map-title" class="section-title">
        {words.hours}
      </h3>
      <p class="figure-readout quiet">{pointed.value === undefined ? rest : textOf(pointed.value)}</p>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: one walks through its cells by arrow keys
        role="grid"
        aria-labelledby="hour-map-title"
        onKeyDown={(event) => {
          const to = neighbour(at.peek(), event.key);
          if (to === undefined) return;
          event.preventDefault();
          at.value = to;
          table.current?.tBodies[0]?.rows[to.weekday]?.querySelectorAll('td')[to.hour]?.focus();
        }}
        onPointerLeave={() => {
          pointed.value = undefined;
        }}
      >
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col" aria-label={hourText(hour)}>
                <span class={hour % 3 === 0 ? undefined : 'hour-between'}>{hour}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, weekday) => (
            <tr key={names[weekday]?.long}>
              <th scope="row">{names[weekday]?.short}</th>
              {cells.map((cell) => {
                const isAt = at.value.weekday === weekday && at.value.hour === cell.hour;
                const show = (): void => {
                  pointed.value = cell;
                };
                return (
                  <td
                    key={cell.hour}
                    class={`heat-${cell.level}`}
                    tabIndex={isAt ? 0 : -1}
                    title={textOf(cell)}
                    onPointerEnter={show}
                    onFocus={() => {
                      at.value = cell;
                      show();
                    }}
                    onBlur={() => {
                      pointed.value = undefined;
                    }}
                  >
                    <span class={cell.count === 0 ? 'only-heard' : 'heat-count'}>{formatNumber(cell.count)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
