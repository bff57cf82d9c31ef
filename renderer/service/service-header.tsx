/** What the service is, and why it is in this state. */
import { useComputed } from '@preact/signals';
import type { ServiceDetail } from '../../preload/past.ts';
import type { ServiceView } from '../../preload/snapshot.ts';
import { ExternalLink } from '../pieces/external-link.tsx';
import { Icon } from '../pieces/icon.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { bars, head } from '../state/world.ts';
import { language } from '../words/dictionary.ts';
import { formatDuration, formatMilliseconds } from '../words/durations.ts';
import { formatMoment, formatWhole } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { type Evidence, whyOf } from './why.ts';
import { whyWords } from './why-words.ts';
import { serviceWords } from './words.ts';
import './service-header.css';

export type ServiceHeaderProps = { readonly view: ServiceView; readonly detail: ServiceDetail | undefined };

export function ServiceHeader({ view, detail }: ServiceHeaderProps) {
  const { name, state, critical, group, tags, description } = view;
  return (
    <header class="service-header">
      <div class="service-title">
        <StateMark state={state} size={18} />
        <h2>
          <bdi>{name}</bdi>
        </h2>
      </div>
      <Why view={view} detail={detail} />
      <p class="service-meta quiet">
        <span>{critical ? terms.value.critical : terms.value.notCritical}</span>
        {group !== undefined && <Named label={serviceWords.value.group} names={[group]} />}
        {tags.length > 0 && <Named label={serviceWords.value.tags} names={tags} />}
      </p>
      {description !== undefined && <p class="service-description">{description}</p>}
      <ServiceUrl view={view} />
    </header>
  );
}

function Why({ view, detail }: ServiceHeaderProps) {
  const silence = useComputed(() => head.value?.silences.find(({ id }) => id === view.silence?.id)).value;
  const evidence: Evidence = {
    bars: bars(view.name).value,
    ...(silence === undefined ? {} : { silence }),
    ...(detail?.last === undefined ? {} : { last: detail.last }),
    ...(detail === undefined
      ? {}
      : {
          thresholds: { failures: detail.cadence.failureThreshold, recoveries: detail.cadence.recoveryThreshold },
        }),
  };
  const { sentence, beside } = whyOf(view, evidence, {
    words: whyWords.value,
    now: now.value,
    sentence: (both) => both[language.value],
    duration: formatDuration,
    response: formatMilliseconds,
    moment: (at) => formatMoment(at, now.value),
  });
  return (
    <p class="service-why" title={formatWhole(view.incident?.startedAt ?? view.since)}>
      <strong>{sentence}</strong> {beside.join(' ')}
    </p>
  );
}

function Named({ label, names }: { readonly label: string; readonly names: readonly string[] }) {
  return (
    <span>
      <span class="only-heard">{label} </span>
      {names.map((one, index) => (
        <>
          {index > 0 && ' · '}
          <bdi key={one}>{one}</bdi>
        </>
      ))}
    </span>
  );
}

function ServiceUrl({ view: { url, method } }: { readonly view: ServiceView }) {
  return (
    <p class="service-address mono">
      {method !== 'GET' && <span class="quiet">{method} </span>}
      <ExternalLink href={url}>
        {url}
        <Icon name="link" />
      </ExternalLink>
    </p>
  );
}
