import { acknowledge } from '../actions/care.ts';
import { subjectOf } from '../headline/sentence.ts';
import { headlineWords } from '../headline/words.ts';
import { Icon } from '../pieces/icon.tsx';
import { Elapsed } from '../pieces/moment.tsx';
import { hrefOf } from '../state/route.ts';
import { terms } from '../words/terms.ts';
import { toggleFolded } from './list-state.ts';
import type { Item } from './ranking.ts';
import { listWords } from './words.ts';

/** Heads the services of one outage: what they share, since when, who knows. */
export function OutageRow({ outage, isFolded }: Extract<Item, { type: 'outage' }>) {
  const words = listWords.value;
  const subject = subjectOf(outage, { words: headlineWords.value, kinds: terms.value.kinds });
  const toggleName = isFolded ? words.unfold(subject) : words.fold(subject);
  return (
    <div class="outage-row">
      <button
        type="button"
        class="button plain icon"
        aria-expanded={!isFolded}
        aria-label={toggleName}
        title={toggleName}
        onClick={() => toggleFolded(outage.id)}
      >
        <Icon name={isFolded ? 'right' : 'down'} />
      </button>
      <a class="name" href={hrefOf({ view: 'incidents', chosen: outage.id })}>
        {words.outage(subject, outage.services.length)}
      </a>
      <span class="quiet">
        <Elapsed since={outage.since} />
      </span>
      {outage.acknowledged === undefined ? (
        <button type="button" class="button" onClick={() => void acknowledge([outage.id])}>
          {words.acknowledge}
        </button>
      ) : (
        <span class="quiet name">{words.acknowledgedBy(outage.acknowledged.by.name)}</span>
      )}
    </div>
  );
}
