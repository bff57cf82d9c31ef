/** What the latest failed check of an incident saw. */
import type { ComponentChildren } from 'preact';
import type { Phases } from '../../main/monitor/model.ts';
import type { IncidentStory } from '../../preload/past.ts';
import { formatMilliseconds } from '../words/durations.ts';
import { formatNumber } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { detailWords } from './detail-words.ts';
import { type PhasePart, partsOf } from './phase-parts.ts';
import './failure-facts.css';

export function FailureFacts({ incident }: { readonly incident: IncidentStory['incident'] }) {
  const words = detailWords.value;
  const { id, url, address, statusCode, responseMs, phases, consecutiveFailures, earlierKinds, flaps } = incident;
  return (
    <section aria-labelledby="incident-facts-title">
      <h3 id="incident-facts-title" class="section-title">
        {words.what}
      </h3>
      <PhaseStrip phases={phases} responseMs={responseMs} />
      <dl class="incident-facts">
        <Fact name={words.address}>
          <code>{url}</code>
        </Fact>
        {statusCode !== undefined && <Fact name={words.statusCode}>{statusCode}</Fact>}
        {address !== undefined && (
          <Fact name={words.peer}>
            <code>{address}</code>
          </Fact>
        )}
        {responseMs > 0 && <Fact name={words.responseTime}>{formatMilliseconds(responseMs)}</Fact>}
        <Fact name={words.failures}>{formatNumber(consecutiveFailures)}</Fact>
        {earlierKinds.length > 0 && (
          <Fact name={words.earlier}>{earlierKinds.map((kind) => terms.value.kinds[kind]).join(', ')}</Fact>
        )}
        <Fact name={words.id}>
          <code>{id}</code>
        </Fact>
        {flaps > 0 && <Fact name={words.flaps}>{words.flapped(flaps)}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PhaseStrip({ phases, responseMs }: { readonly phases: Phases; readonly responseMs: number }) {
  const words = detailWords.value;
  const parts = partsOf(phases, responseMs);
  if (parts.length === 0) return null;
  const nameOf = ({ phase }: PhasePart): string =>
    phase === undefined ? words.untilItFailed : terms.value.phases[phase];
  return (
    <figure class="phase-strip">
      <figcaption class="only-heard">{words.phasesName}</figcaption>
      <div class="phase-strip-bar" aria-hidden="true">
        {parts.map((part, index) => (
          <span
            key={part.phase ?? 'failed'}
            class={part.phase === undefined ? 'failed' : `step-${index}`}
            style={{ flexGrow: part.ms }}
            title={`${nameOf(part)} ${formatMilliseconds(part.ms)}`}
          />
        ))}
      </div>
      <ul>
        {parts.map((part, index) => (
          <li key={part.phase ?? 'failed'}>
            <span class={part.phase === undefined ? 'phase-key failed' : `phase-key step-${index}`} />
            {nameOf(part)} <span class="quiet">{formatMilliseconds(part.ms)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
