/** What the services of an outage share, and when each of them was down, on one axis of time. */
import { useSignal } from '@preact/signals';
import type { IncidentStory } from '../../preload/past.ts';
import { now } from '../state/clock.ts';
import { hrefOf, route } from '../state/route.ts';
import { formatDuration } from '../words/durations.ts';
import { formatDay, formatExactTime, formatWhole } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { startOfDay } from './days.ts';
import { detailWords } from './detail-words.ts';
import { lastedOf } from './grouping.ts';
import { outageWords } from './outage-words.ts';
import { type Bar, stripOf } from './strip.ts';
import { listWords } from './words.ts';
import './outage-members.css';

/** As many as one takes in; the others are a click away, where there are more than a few of them. */
const mostAtFirst = 12;
const fewMore = 3;

export function OutageMembers({ story: { incident, outage } }: { readonly story: IncidentStory }) {
  const words = detailWords.value;
  const showsAll = useSignal(false);
  const isOpen = outage.members.some(({ endedAt }) => endedAt === undefined);
  // What is over stands still.
  const { from, to, bars } = stripOf(outage.members, isOpen ? now.value : 0);
  const first = bars.slice(0, mostAtFirst);
  const isHidden = !first.some(({ row }) => row.id === incident.id);
  const shown =
    showsAll.value || bars.length <= mostAtFirst + fewMore
      ? bars
      : [...first, ...(isHidden ? bars.filter(({ row }) => row.id === incident.id) : [])];
  const services = new Set(outage.members.map(({ service }) => service)).size;
  return (
    <section aria-labelledby="incident-outage-title">
      <h3 id="incident-outage-title" class="section-title">
        {outageWords.value.title} · {terms.value.services(services)}
      </h3>
      <p class="quiet">{outageWords.value.explained(outage.explanation)}</p>
      <ul class="outage-strip">
        {shown.map((bar) => (
          <Member key={bar.row.id} bar={bar} isCurrent={bar.row.id === incident.id} />
        ))}
      </ul>
      <p class="outage-axis mono faint">
        <time title={formatWhole(from)}>{axisTime(from, to)}</time>
        {isOpen ? <span>{words.now}</span> : <time title={formatWhole(to)}>{axisTime(to, from)}</time>}
      </p>
      {bars.length > shown.length && (
        <button
          type="button"
          class="button"
          onClick={() => {
            showsAll.value = true;
          }}
        >
          {words.showAll(bars.length)}
        </button>
      )}
    </section>
  );
}

function Member({ bar, isCurrent }: { readonly bar: Bar; readonly isCurrent: boolean }) {
  const { row, from, to, unsureFrom } = bar;
  const words = detailWords.value;
  const { startedAt, endedAt } = row;
  const lasted = lastedOf(row);
  const span = outageWords.value.lasted(
    formatWhole(startedAt),
    endedAt === undefined ? words.now : formatWhole(endedAt),
  );
  return (
    <li>
      <a
        href={hrefOf({ view: 'incidents', chosen: row.id, params: route.value.params })}
        aria-current={isCurrent ? 'true' : undefined}
        title={`${row.service}\n${span}`}
      >
        <span class="name">{row.service}</span>
        <span class="outage-track" aria-hidden="true">
          <span
            class={endedAt === undefined ? 'outage-bar open' : 'outage-bar'}
            style={{ insetInlineStart: percent(from), inlineSize: percent((unsureFrom ?? to) - from) }}
          />
          {unsureFrom !== undefined && (
            <span
              class="outage-bar unsure"
              style={{ insetInlineStart: percent(unsureFrom), inlineSize: percent(to - unsureFrom) }}
            />
          )}
        </span>
        <span class="number">
          {lasted === undefined
            ? listWords.value.open
            : lasted.leastMs === lasted.mostMs
              ? formatDuration(lasted.mostMs)
              : listWords.value.atMost(formatDuration(lasted.mostMs))}
        </span>
      </a>
    </li>
  );
}

const percent = (fraction: number): string => `${Math.round(fraction * 10_000) / 100}%`;

/** With the day where the axis spans more than one. */
function axisTime(at: number, other: number): string {
  return startOfDay(at) === startOfDay(other) ? formatExactTime(at) : `${formatDay(at)}, ${formatExactTime(at)}`;
}
