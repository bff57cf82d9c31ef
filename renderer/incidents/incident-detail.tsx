/** One incident: what happened in one sentence, its story, and what is known of it. */
import type { IncidentStory } from '../../preload/past.ts';
import { hrefOf, route } from '../state/route.ts';
import { Decisions } from './decisions.tsx';
import { detailWords } from './detail-words.ts';
import { FailureFacts } from './failure-facts.tsx';
import { IncidentHeader } from './incident-header.tsx';
import { OutageMembers } from './outage-members.tsx';
import { useStory } from './story-asking.ts';
import { StoryLine } from './story-line.tsx';
import './incident-detail.css';

export function IncidentDetail({ id }: { readonly id: string }) {
  const { asked, again } = useStory(id);
  const { answer, error } = asked.value;
  if (answer === 'missing') return <Missing id={id} />;
  if (answer === undefined) return error === undefined ? <Loading /> : <Failed error={error} onRetry={again} />;
  return <Known story={answer} error={error} />;
}

function Known({ story, error }: { readonly story: IncidentStory; readonly error: string | undefined }) {
  const words = detailWords.value;
  return (
    <article class="incident-detail">
      {error !== undefined && (
        <p class="incident-stale" role="status">
          {words.stale} {error}
        </p>
      )}
      <IncidentHeader story={story} />
      <div class="incident-body">
        <section class="incident-main" aria-labelledby="incident-story-title">
          <h3 id="incident-story-title" class="section-title">
            {words.story}
          </h3>
          <StoryLine story={story} />
        </section>
        <div class="incident-aside">
          {story.outage.members.length > 1 && <OutageMembers story={story} />}
          <FailureFacts incident={story.incident} />
          <Decisions decisions={story.decisions} />
        </div>
      </div>
    </article>
  );
}

function Loading() {
  return (
    <div class="empty incidents-late" aria-busy="true">
      <p class="quiet">{detailWords.value.loading}</p>
    </div>
  );
}

function Failed({ error, onRetry }: { readonly error: string; readonly onRetry: () => void }) {
  const words = detailWords.value;
  return (
    <div class="empty" role="alert">
      <h2>{words.failed}</h2>
      <p class="quiet">{error}</p>
      <button type="button" class="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  );
}

function Missing({ id }: { readonly id: string }) {
  const words = detailWords.value;
  return (
    <div class="empty">
      <h2>{words.missing}</h2>
      <p>
        <code class="incident-id">{id}</code>
      </p>
      <p class="quiet">{words.missingHint}</p>
      <a class="button" href={hrefOf({ view: 'incidents', params: route.value.params })}>
        {words.allIncidents}
      </a>
    </div>
  );
}
