/** When the service was down before, the latest first; each leads to its story. */
import { useSignal } from '@preact/signals';
import type { IncidentRow } from '../../preload/past.ts';
import { Elapsed, Lasted, Moment } from '../pieces/moment.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { hrefOf } from '../state/route.ts';
import { language } from '../words/dictionary.ts';
import { serviceWords } from './words.ts';
import './past-incidents.css';

export type PastIncidentsProps = {
  readonly name: string;
  /** Undefined until they are known. */
  readonly incidents: readonly IncidentRow[] | undefined;
};

const mostAtFirst = 6;

export function PastIncidents({ name, incidents: known }: PastIncidentsProps) {
  const words = serviceWords.value;
  const showsAll = useSignal(false);
  const incidents = known ?? [];
  const shown = showsAll.value ? incidents : incidents.slice(0, mostAtFirst);
  return (
    <section class="past-incidents" aria-labelledby="past-incidents-title">
      <h3 id="past-incidents-title" class="section-title">
        {words.incidents}
      </h3>
      {incidents.length === 0 ? (
        <p class="quiet">{known !== undefined && words.noIncidents}</p>
      ) : (
        <ol>
          {shown.map((row) => (
            <Incident key={row.id} row={row} />
          ))}
        </ol>
      )}
      {incidents.length > 0 && (
        <p class="past-incidents-more">
          {incidents.length > shown.length && (
            <button
              type="button"
              class="button"
              onClick={() => {
                showsAll.value = true;
              }}
            >
              {words.showAll(incidents.length)}
            </button>
          )}
          <a href={hrefOf({ view: 'incidents', params: { service: name } })}>{words.allIncidents}</a>
        </p>
      )}
    </section>
  );
}

function Incident({ row: { id, startedAt, endedAt, sentence } }: { readonly row: IncidentRow }) {
  const words = serviceWords.value;
  return (
    <li>
      <a href={hrefOf({ view: 'incidents', chosen: id })}>
        <span class="past-incident-mark">
          {endedAt === undefined && <StateMark state="down" size={12} />}
          <span class="only-heard">{endedAt === undefined ? words.open : words.ended}</span>
        </span>
        <span class="mono quiet">
          <Moment at={startedAt} />
        </span>
        <span class="past-incident-sentence" title={sentence[language.value]}>
          {sentence[language.value]}
        </span>
        <span class="number">
          {endedAt === undefined ? <Elapsed since={startedAt} /> : <Lasted ms={endedAt - startedAt} />}
        </span>
      </a>
    </li>
  );
}
