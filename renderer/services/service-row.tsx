import { Elapsed } from '../pieces/moment.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { hrefOf, route } from '../state/route.ts';
import { bars, servicesByName } from '../state/world.ts';
import { formatMilliseconds } from '../words/durations.ts';
import { formatMoment, formatUptime } from '../words/locale.ts';
import { latestResponse } from './bar-shapes.ts';
import { BarsPicture } from './bars-picture.tsx';
import { listWords, stateWord } from './words.ts';

export type RowProps = { readonly name: string; readonly isMember: boolean };

/** One line: how it is, what it is called, how it has been, since when. */
export function ServiceRow({ name, isMember }: RowProps) {
  const view = servicesByName.value.get(name);
  if (view === undefined) return null;
  const { chosen, params } = route.value;
  const { range: _, ...kept } = params;
  return (
    <a
      class={isMember ? 'service-row member' : 'service-row'}
      href={hrefOf({ view: 'services', chosen: name, params: kept })}
      aria-current={chosen === name ? 'true' : undefined}
      data-service={name}
    >
      <StateMark state={view.state} />
      <span class="service-name">
        <bdi class="name" title={name}>
          {name}
        </bdi>
        {view.group !== undefined && <bdi class="name service-group">{view.group}</bdi>}
      </span>
      <BarsPicture bars={bars(name)} />
      <Response name={name} />
      <Uptime class="uptime-day" value={view.uptime.day} />
      <Uptime class="uptime-week" value={view.uptime.week} />
      <Uptime class="uptime-month" value={view.uptime.month} />
      <span class={`service-state ${view.state}`}>
        <span class="state-word">{stateWord(view)}</span> <State name={name} />
      </span>
    </a>
  );
}

function Response({ name }: { readonly name: string }) {
  const ms = latestResponse(bars(name).value);
  return <span class="number response">{ms === undefined ? '' : formatMilliseconds(ms)}</span>;
}

function Uptime({ class: extra, value }: { readonly class: string; readonly value: number | undefined }) {
  return <span class={`number uptime ${extra}`}>{value === undefined ? '–' : formatUptime(value)}</span>;
}

/** Since when it is so, or until when it is silenced. */
function State({ name }: { readonly name: string }) {
  const view = servicesByName.value.get(name);
  if (view === undefined) return null;
  if (view.silence?.until !== undefined)
    return <span class="quiet">{listWords.value.until(formatMoment(view.silence.until, now.value))}</span>;
  if (view.status === 'pending' && view.unobserved === undefined) return null;
  const since = view.unobserved?.from ?? view.incident?.startedAt ?? view.since;
  return (
    <span class="quiet">
      <Elapsed since={since} />
    </span>
  );
}
