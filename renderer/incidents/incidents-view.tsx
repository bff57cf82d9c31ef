/** What has failed: the list or what can be counted in it, and beside it the story of one incident. */
import { useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Panes } from '../shell/panes.tsx';
import { useKeys } from '../state/keys.ts';
import { go, hrefOf, route } from '../state/route.ts';
import { connection, head, services } from '../state/world.ts';
import { detailWords } from './detail-words.ts';
import { Figures } from './figures.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, filtersOf } from './filters.ts';
import { IncidentDetail } from './incident-detail.tsx';
import { IncidentList } from './incident-list.tsx';
import { createListing, type Listing } from './listing.ts';
import { useReturn } from './page-return.ts';
import { listWords } from './words.ts';
import './incidents-view.css';

/** As the panes have it. */
const besideNothing = '(max-width: 899.98px)';
/** A pause in typing; nobody sees it. */
const typingMs = 80;

export function IncidentsView() {
  const { chosen, params } = route.value;
  const words = listWords.value;
  const filters = useFilters();
  const listing = useListing(filters);
  const backHref = hrefOf({ view: 'incidents', params });
  useFocusInDetail(chosen);
  useKeys({
    Escape: () => {
      if (route.peek().chosen !== undefined) go({ view: 'incidents', params: route.peek().params });
    },
  });
  return (
    <Panes
      list={
        <>
          <h2 class="only-heard">{words.title}</h2>
          <FilterBar filters={filters} listing={listing} />
          {params.tab === 'figures' ? (
            <Figures filters={filters} />
          ) : (
            <IncidentList listing={listing} filters={filters} />
          )}
        </>
      }
      detail={chosen === undefined ? undefined : <IncidentDetail key={chosen} id={chosen} />}
      chosen={chosen}
      backHref={backHref}
      label={detailWords.value.name}
    />
  );
}

/** Where the list makes room for the incident, whoever chose it goes on there. */
function useFocusInDetail(chosen: string | undefined): void {
  const before = useRef(chosen);
  useEffect(() => {
    const isNew = chosen !== undefined && before.current !== chosen;
    before.current = chosen;
    if (isNew && matchMedia(besideNothing).matches)
      document.querySelector<HTMLElement>('.detail-pane > .back')?.focus();
  }, [chosen]);
}

/** The same object as long as the address says the same of them. */
function useFilters(): Filters {
  const key = JSON.stringify(filtersOf(route.value.params));
  return useMemo((): Filters => JSON.parse(key), [key]);
}

function useListing(filters: Filters): Listing {
  const listing = useMemo(createListing, []);
  const changes = useComputed(whatIsOpen);
  useEffect(() => {
    const isTyping = listing.shown.peek() !== undefined;
    const timer = setTimeout(() => listing.show(filters), isTyping ? typingMs : 0);
    return () => clearTimeout(timer);
  }, [listing, filters]);
  useSignalEffect(() => {
    const isAsked = listing.shown.peek() !== undefined || listing.error.peek() !== undefined;
    if (changes.value !== undefined && isAsked) listing.refresh();
  });
  useReturn(listing.refresh);
  return listing;
}

/** Differs whenever an incident begins, changes, is cared for or ends; and once the program answers again. */
function whatIsOpen(): string | undefined {
  const outages = head.value?.outages;
  if (outages === undefined || connection.value === 'lost') return undefined;
  const incidents = services.value.flatMap(({ incident, silence }) =>
    incident === undefined
      ? []
      : [[incident.id, incident.kind, incident.flaps, incident.acknowledged?.at, silence?.id]],
  );
  return JSON.stringify([outages.map(({ id, services: names }) => [id, names.length]), incidents]);
}
