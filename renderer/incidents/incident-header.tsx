/** What happened in one sentence, and what can be done while it lasts. */
import type { IncidentStory } from '../../preload/past.ts';
import { acknowledge, snoozing, unsnooze } from '../actions/care.ts';
import { ExternalLink } from '../pieces/external-link.tsx';
import { Icon } from '../pieces/icon.tsx';
import { Moment } from '../pieces/moment.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { now } from '../state/clock.ts';
import { useKeys } from '../state/keys.ts';
import { hrefOf } from '../state/route.ts';
import { servicesByName } from '../state/world.ts';
import { language } from '../words/dictionary.ts';
import { formatDuration, formatExactDuration } from '../words/durations.ts';
import { terms } from '../words/terms.ts';
import { detailWords } from './detail-words.ts';
import { lastedOf } from './grouping.ts';

export function IncidentHeader({ story }: { readonly story: IncidentStory }) {
  const { incident } = story;
  const words = detailWords.value;
  const view = servicesByName.value.get(incident.service);
  const isOpen = incident.endedAt === undefined;
  const isSilenced = isOpen && view?.silence !== undefined;
  return (
    <header class="incident-header">
      <div class="incident-title">
        {isOpen ? <StateMark state={isSilenced ? 'paused' : 'down'} size={18} /> : <span class="incident-mark over" />}
        <h2>
          <bdi>{incident.service}</bdi> <Verdict incident={incident} />
        </h2>
      </div>
      <p class="incident-why">{incident.sentence[language.value]}</p>
      {incident.doubt !== undefined && <p class="incident-doubt">{words.doubt(incident.doubt[language.value])}</p>}
      <p class="incident-meta quiet">
        <span>
          {words.began} <Moment at={incident.startedAt} />
        </span>
        {incident.endedAt !== undefined && (
          <span>
            {words.endedAt} <Moment at={incident.endedAt} />
          </span>
        )}
        {isSilenced && <span>{view.silence?.kind === 'snooze' ? terms.value.snoozed : terms.value.maintenance}</span>}
        <span>{incident.critical ? terms.value.critical : terms.value.notCritical}</span>
        {view === undefined ? (
          <span>{words.notWatched}</span>
        ) : (
          <a href={hrefOf({ view: 'services', chosen: incident.service })}>{words.toService}</a>
        )}
        {view?.runbook !== undefined && <ExternalLink href={view.runbook}>{words.runbook}</ExternalLink>}
      </p>
      {isOpen && <Actions story={story} />}
    </header>
  );
}

function Verdict({ incident }: { readonly incident: IncidentStory['incident'] }) {
  const words = detailWords.value;
  const lasted = lastedOf(incident);
  if (lasted === undefined) {
    const ms = now.value - incident.startedAt;
    return <span title={formatExactDuration(ms)}>{words.isDown(formatDuration(ms))}</span>;
  }
  const { leastMs, mostMs } = lasted;
  const end = incident.end ?? 'recovered';
  const isSure = formatDuration(leastMs) === formatDuration(mostMs);
  return (
    <span title={isSure ? formatExactDuration(mostMs) : undefined}>
      {isSure
        ? words.wasDown(formatDuration(mostMs), end)
        : words.wasDownBetween(formatDuration(leastMs), formatDuration(mostMs), end)}
    </span>
  );
}

/** About the whole outage: it is one conversation, whichever of its incidents one looks at. */
function Actions({ story: { incident, outage } }: { readonly story: IncidentStory }) {
  const words = detailWords.value;
  const open = outage.members.filter(({ endedAt }) => endedAt === undefined);
  const services = [...new Set(open.map(({ service }) => service))];
  const isAcknowledged = open.every(({ acknowledged }) => acknowledged !== undefined);
  const isAlone = services.length < 2;
  const subject = isAlone ? incident.service : terms.value.services(services.length);
  const targets = isAlone ? [incident.id] : [outage.id];
  const snoozed = servicesByName.value.get(incident.service)?.silence;
  const startSnooze = (): void => {
    snoozing.value = { targets: services, subject };
  };
  useKeys({ a: () => void acknowledge(targets), s: startSnooze });
  return (
    <div class="incident-actions">
      {!isAcknowledged && (
        <button type="button" class="button primary" onClick={() => void acknowledge(targets)}>
          <Icon name="acknowledge" />
          {isAlone ? words.acknowledge : words.acknowledgeAll(services.length)}
        </button>
      )}
      {snoozed?.kind === 'snooze' ? (
        <button type="button" class="button" onClick={() => void unsnooze(services)}>
          {words.unsnooze}
        </button>
      ) : (
        <button type="button" class="button" onClick={startSnooze}>
          <Icon name="snooze" />
          {isAlone ? words.snooze : words.snoozeAll(services.length)}
        </button>
      )}
      {isAcknowledged && incident.acknowledged !== undefined && (
        <p class="quiet">{words.acknowledgedBy(incident.acknowledged.by.name)}</p>
      )}
    </div>
  );
}
