/** One incident in the list: what failed, when, for how long, and who takes care of it. */
import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Acknowledgement } from '../../main/monitor/model.ts';
import type { IncidentRow } from '../../preload/past.ts';
import { Icon } from '../pieces/icon.tsx';
import { Elapsed, Lasted, Moment } from '../pieces/moment.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { hrefOf } from '../state/route.ts';
import { servicesByName } from '../state/world.ts';
import { language } from '../words/dictionary.ts';
import { formatDuration, formatExactDuration } from '../words/durations.ts';
import { formatTime, formatWhole } from '../words/locale.ts';
import { startOfDay } from './days.ts';
import { lastedOf } from './grouping.ts';
import { listWords } from './words.ts';
import './incident-row.css';

/** What the address says beside the incident to which a row leads. */
export type Place = { readonly chosen?: string; readonly params: Readonly<Record<string, string>> };

type ItemProps = {
  readonly row: IncidentRow;
  /** Midnight of the day under which it stands; undefined under what is open. */
  readonly day: number | undefined;
  readonly place: Place;
  readonly isMember?: true;
};

export function IncidentItem({ row, day, place, isMember }: ItemProps) {
  const sentence = row.sentence[language.value];
  return (
    <Row
      id={row.id}
      place={place}
      {...(isMember === undefined ? {} : { isMember })}
      mark={<IncidentMark row={row} />}
      title={<span title={row.service}>{row.service}</span>}
      sentence={sentence}
      acknowledged={row.acknowledged}
      began={<Began at={row.startedAt} day={day} />}
      lasted={<RowLasted row={row} />}
    />
  );
}

export type RowProps = {
  /** Of the incident to which it leads. */
  readonly id: string;
  readonly place: Place;
  readonly isMember?: true;
  readonly mark: ComponentChildren;
  readonly title: ComponentChildren;
  readonly sentence: string;
  readonly acknowledged: Acknowledgement | undefined;
  readonly began: ComponentChildren;
  readonly lasted: ComponentChildren;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** It stands for several that are hidden, of which this one is chosen. */
  readonly isChosen?: boolean;
};

export function Row(props: RowProps) {
  const { id, place, isMember, mark, title, sentence, acknowledged, began, lasted, onKeyDown } = props;
  const isChosen = props.isChosen ?? place.chosen === id;
  return (
    <a
      class={isMember ? 'incident-row member' : 'incident-row'}
      data-incident={id}
      href={hrefOf({ view: 'incidents', chosen: id, params: place.params })}
      aria-current={isChosen ? 'true' : undefined}
      {...(onKeyDown === undefined ? {} : { onKeyDown })}
    >
      {mark}
      <span class="incident-subject">
        <span class="name">{title}</span>
        <span class="incident-care">{acknowledged !== undefined && <Care acknowledged={acknowledged} />}</span>
      </span>
      <span class="incident-sentence" title={sentence}>
        {sentence}
      </span>
      <span class="incident-began">{began}</span>
      <span class="incident-lasted">{lasted}</span>
    </a>
  );
}

function Care({ acknowledged }: { readonly acknowledged: Acknowledgement }) {
  const said = listWords.value.acknowledgedBy(acknowledged.by.name);
  return (
    <span class="incident-care-by" title={`${said}, ${formatWhole(acknowledged.at)}`}>
      <Icon name="acknowledge" />
      <span class="only-heard">{said}</span>
      <span class="name" aria-hidden="true">
        {acknowledged.by.name}
      </span>
    </span>
  );
}

/** The time alone under its own day. */
export function Began({ at, day }: { readonly at: number; readonly day: number | undefined }) {
  if (day === undefined || startOfDay(at) !== day) return <Moment at={at} />;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatWhole(at)}>
      {formatTime(at)}
    </time>
  );
}

function RowLasted({ row }: { readonly row: IncidentRow }) {
  const lasted = lastedOf(row);
  const words = listWords.value;
  if (lasted === undefined) return <Elapsed since={row.startedAt} />;
  const { leastMs, mostMs } = lasted;
  if (leastMs === mostMs) return <Lasted ms={mostMs} />;
  return (
    <span title={words.between(formatExactDuration(leastMs), formatExactDuration(mostMs))}>
      {words.atMost(formatDuration(mostMs))}
    </span>
  );
}

/** Open: the shape of how it is now. Over: next to nothing. */
function IncidentMark({ row }: { readonly row: IncidentRow }) {
  if (row.endedAt !== undefined) return <OverMark />;
  return <OpenMarkOf services={[row.service]} />;
}

/** As silenced once each of the services is. */
export function OpenMarkOf({ services }: { readonly services: readonly string[] }) {
  const words = listWords.value;
  const isSilenced = useComputed(() =>
    services.every((name) => servicesByName.value.get(name)?.silence !== undefined),
  ).value;
  return <OpenMark isSilenced={isSilenced} word={isSilenced ? words.silenced : words.open} />;
}

function OpenMark({ isSilenced, word }: { readonly isSilenced: boolean; readonly word: string }) {
  return (
    <span class="incident-mark" title={word}>
      <StateMark state={isSilenced ? 'paused' : 'down'} />
      <span class="only-heard">{word}</span>
    </span>
  );
}

export function OverMark() {
  const { over } = listWords.value;
  return (
    <span class="incident-mark over" title={over}>
      <span class="only-heard">{over}</span>
    </span>
  );
}
