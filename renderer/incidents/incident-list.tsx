/** What is open, then what is over day by day; older ones come as one scrolls. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { now } from '../state/clock.ts';
import { useKeys } from '../state/keys.ts';
import { route } from '../state/route.ts';
import { formatDate, formatDay } from '../words/locale.ts';
import { startOfDay } from './days.ts';
import type { Filters } from './filters.ts';
import { type Entry, type Section, sectionsOf } from './grouping.ts';
import { IncidentItem } from './incident-row.tsx';
import { focusRow } from './list-keys.ts';
import { EmptyList, FailedList, LoadingList } from './list-states.tsx';
import type { Listing, Shown } from './listing.ts';
import { OutageItem } from './outage-item.tsx';
import { useHold } from './pointer-hold.ts';
import { listWords } from './words.ts';
import './incident-list.css';

type ListProps = { readonly listing: Listing; readonly filters: Filters };

export function IncidentList({ listing, filters }: ListProps) {
  const shown = listing.shown.value;
  const error = listing.error.value;
  const hold = useHold(listing.hold);
  useKeys({
    j: () => {
      if (!focusRow(1)) listing.more();
    },
    k: () => void focusRow(-1),
  });
  if (shown === undefined)
    return error === undefined ? <LoadingList /> : <FailedList error={error} listing={listing} />;
  if (shown.shelf.total === 0) return <EmptyList filters={filters} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a second way; every row is a link
    <div
      class="incident-list"
      {...hold}
      onKeyDown={(event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined || !isRow(event.target)) return;
        event.preventDefault();
        focusRow(step === 1 ? 1 : -1);
      }}
    >
      {error !== undefined && <p class="incident-list-error">{error}</p>}
      <Sections shown={shown} />
      <Foot shown={shown} listing={listing} />
    </div>
  );
}

const isRow = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.classList.contains('incident-row');

function Sections({ shown: { shelf } }: { readonly shown: Shown }) {
  const sections = useMemo(() => sectionsOf(shelf.open, shelf.over), [shelf]);
  const { chosen, params } = route.value;
  const place = useMemo(() => ({ params, ...(chosen === undefined ? {} : { chosen }) }), [chosen, params]);
  return (
    <>
      {sections.map((section) => (
        <SectionOf key={section.day ?? 'open'} section={section} place={place} />
      ))}
    </>
  );
}

/** What the address says beside the incident. */
export type Place = { readonly chosen?: string; readonly params: Readonly<Record<string, string>> };

function SectionOf({ section: { day, entries }, place }: { readonly section: Section; readonly place: Place }) {
  const id = `incidents-${day ?? 'open'}`;
  return (
    <section aria-labelledby={id} class="incident-section">
      <h3 id={id}>
        <SectionTitle day={day} />
      </h3>
      <ul>
        {entries.map((entry) => (
          <li key={keyOf(entry)}>
            {entry.type === 'incident' ? (
              <IncidentItem row={entry.row} day={day} place={place} />
            ) : (
              <OutageItem outage={entry} day={day} place={place} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const keyOf = (entry: Entry): string => (entry.type === 'incident' ? entry.row.outage : entry.id);

function SectionTitle({ day }: { readonly day: number | undefined }) {
  const words = listWords.value;
  if (day === undefined) return <>{words.openSection}</>;
  const at = now.value;
  if (day === startOfDay(at)) return <>{words.today}</>;
  if (day === startOfDay(at, -1)) return <>{words.yesterday}</>;
  return <>{new Date(day).getFullYear() === new Date(at).getFullYear() ? formatDay(day) : formatDate(day)}</>;
}

/** Asks for more before one gets here. */
function Foot({ shown: { shelf }, listing }: { readonly shown: Shown; readonly listing: Listing }) {
  const words = listWords.value;
  const foot = useRef<HTMLDivElement>(null);
  const isNear = useSignal(false);
  const loaded = shelf.open.length + shelf.over.length;
  useEffect(() => {
    const element = foot.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        isNear.value = entry?.isIntersecting === true;
        if (isNear.value) listing.more();
      },
      { root: element.parentElement, rootMargin: '800px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [listing, isNear, loaded]);
  if (shelf.next === undefined) return <div ref={foot} class="incident-list-foot" />;
  return (
    <div ref={foot} class="incident-list-foot">
      <span class="quiet">{words.shown(loaded, shelf.total)}</span>
      <button type="button" class="button" onClick={listing.more}>
        {words.more}
      </button>
    </div>
  );
}
