import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { ServiceView } from '../../preload/snapshot.ts';
import { Elapsed } from '../pieces/moment.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { hrefOf, route } from '../state/route.ts';
import { bars, viewNamed } from '../state/world.ts';
import { formatMilliseconds } from '../words/durations.ts';
import { formatMoment, formatUptime } from '../words/locale.ts';
import { latestResponse } from './bar-shapes.ts';
import { BarsPicture } from './bars-picture.tsx';
import { keptParams } from './list-state.ts';
import { listWords, stateWord } from './words.ts';

export type RowProps = { readonly name: string; readonly isMember: boolean };

/** One line: how it is, what it is called, how it has been, since when. */
export function ServiceRow({ name, isMember }: RowProps) {
  const { href, current } = usePlace(name);
  const view = viewNamed(name).value;
  if (view === undefined) return null;
  return (
    <a class={isMember ? 'service-row member' : 'service-row'} href={href} aria-current={current} data-service={name}>
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
        <span class="state-word">{stateWord(view)}</span> <State view={view} />
      </span>
    </a>
  );
}

/** With each letter of a search the address is another one: a row that stays changes nothing else. */
function usePlace(name: string) {
  return useMemo(
    () => ({
      href: computed(() => hrefOf({ view: 'services', chosen: name, params: keptParams.value })),
      current: computed(() => (route.value.chosen === name ? 'true' : undefined)),
    }),
    [name],
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
function State({ view }: { readonly view: ServiceView }) {
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
