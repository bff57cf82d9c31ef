/** Incidents that are told as one: one row, and its members under it once one wants to see them. */
import { signal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { Icon } from '../pieces/icon.tsx';
import { Elapsed, Lasted } from '../pieces/moment.tsx';
import { language } from '../words/dictionary.ts';
import { terms } from '../words/terms.ts';
import type { OutageEntry } from './grouping.ts';
import { Began, IncidentItem, OpenMarkOf, OverMark, type Place, Row } from './incident-row.tsx';
import { listWords } from './words.ts';

/** Ids of the outages whose members are shown; it outlives a look at something else. */
const expanded = signal<ReadonlySet<string>>(new Set());

function setExpanded(id: string, isExpanded: boolean): void {
  const next = new Set(expanded.peek());
  if (isExpanded) next.add(id);
  else next.delete(id);
  expanded.value = next;
}

type OutageProps = { readonly outage: OutageEntry; readonly day: number | undefined; readonly place: Place };

export function OutageItem({ outage, day, place }: OutageProps) {
  const words = listWords.value;
  const { id, members, startedAt, endedAt } = outage;
  const listId = useId();
  const isExpanded = expanded.value.has(id);
  const chosenMember = members.find((member) => member.id === place.chosen)?.id;
  // Whoever comes by a link sees where it is.
  useEffect(() => {
    if (chosenMember !== undefined && chosenMember !== id) setExpanded(id, true);
  }, [id, chosenMember]);
  const open = members.filter((member) => member.endedAt === undefined).map(({ service }) => service);
  const label = isExpanded ? words.collapse : words.expand;
  return (
    <div class="incident-outage">
      <div class="incident-outage-row">
        <button
          type="button"
          class="button plain icon"
          aria-expanded={isExpanded}
          aria-controls={isExpanded ? listId : undefined}
          aria-label={`${label} (${titleOf(outage)})`}
          title={label}
          onClick={() => setExpanded(id, !isExpanded)}
        >
          <Icon name={isExpanded ? 'down' : 'right'} />
        </button>
        <Row
          id={members.some((member) => member.id === id) ? id : (members[0]?.id ?? id)}
          place={place}
          isChosen={!isExpanded && chosenMember !== undefined}
          mark={endedAt === undefined ? <OpenMarkOf services={open} /> : <OverMark />}
          title={<span title={outage.services.join('\n')}>{titleOf(outage)}</span>}
          sentence={sentenceOf(outage)}
          acknowledged={outage.acknowledged}
          began={<Began at={startedAt} day={day} />}
          lasted={endedAt === undefined ? <Elapsed since={startedAt} /> : <Lasted ms={endedAt - startedAt} />}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') setExpanded(id, true);
            if (event.key === 'ArrowLeft') setExpanded(id, false);
          }}
        />
      </div>
      {isExpanded && (
        <ul id={listId}>
          {members.map((row) => (
            <li key={row.id}>
              <IncidentItem row={row} day={day} place={place} isMember />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function titleOf({ services }: OutageEntry): string {
  const [first = ''] = services;
  return services.length < 2 ? first : listWords.value.andOthers(first, services.length - 1);
}

function sentenceOf({ services, members, sentence, kinds }: OutageEntry): string {
  const { kinds: names, services: countServices, incidents } = terms.value;
  const count = services.length > 1 ? countServices(services.length) : incidents(members.length);
  const what = sentence?.[language.value] ?? kinds.map((kind) => names[kind]).join(', ');
  return `${count} · ${what}`;
}
