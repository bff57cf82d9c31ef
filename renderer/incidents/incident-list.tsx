/** What is open, then what is over day by day; older ones come as one scrolls. */
import { computed } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useHold } from '../pieces/pointer-hold.ts';
import { now } from '../state/clock.ts';
import { useKeys } from '../state/keys.ts';
import { route } from '../state/route.ts';
import { formatDate, formatDay } from '../words/locale.ts';
import { startOfDay } from './days.ts';
import { type Filters, paramsOf } from './filters.ts';
import { asBefore, type Entry, type Section, sectionsOf } from './grouping.ts';
import { IncidentItem, type Place } from './incident-row.tsx';
import { focusRow } from './list-keys.ts';
import { EmptyList, FailedList, LoadingList } from './list-states.tsx';
import type { Listing, Shown } from './listing.ts';
import { OutageItem } from './outage-item.tsx';
import { useRowInView } from './row-in-view.ts';
import { listWords } from './words.ts';
import './incident-list.css';

type ListProps = { readonly listing: Listing; readonly filters: Filters };

export function IncidentList({ listing, filters }: ListProps) {
  const shown = listing.shown.value;
  const error = listing.error.value;
  const hold = useHold(listing.hold);
  useRowInView(shown !== undefined);
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

function Sections({ shown: { shelf, filters } }: { readonly shown: Shown }) {
  const before = useRef<readonly Section[]>([]);
  const sections = useMemo(() => asBefore(sectionsOf(shelf.open, shelf.over), before.current), [shelf]);
  before.current = sections;
  const { chosen } = route.value;
  // Of what is shown, and not of what the address says already: rows need not be drawn anew while one types.
  const place = useMemo(
    (): Place => ({ params: paramsOf(filters), ...(chosen === undefined ? {} : { chosen }) }),
    [chosen, filters],
  );
  return (
    <>
      {sections.map((section) => (
        <SectionOf key={section.day ?? 'open'} section={section} place={place} />
      ))}
    </>
  );
}

function SectionOf({ section: { day, entries }, place }: { readonly section: Section; readonly place: Place }) {
  const id = `incidents-${day ?? 'open'}`;
  return (
    <section aria-labelledby={id} class="incident-section">
      <h3 id={id}>{sectionTitle(day, listWords.value, today.value)}</h3>
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

/** Its midnight; it changes once a day, and not with every second. */
const today = computed(() => startOfDay(now.value));

function sectionTitle(day: number | undefined, words: typeof listWords.value, midnight: number): string {
  if (day === undefined) return words.openSection;
  if (day === midnight) return words.today;
  if (day === startOfDay(midnight, -1)) return words.yesterday;
  return new Date(day).getFullYear() === new Date(midnight).getFullYear() ? formatDay(day) : formatDate(day);
}

/** Asks for more before one gets here. */
function Foot({ shown: { shelf }, listing }: { readonly shown: Shown; readonly listing: Listing }) {
  const words = listWords.value;
  const foot = useRef<HTMLDivElement>(null);
  const loaded = shelf.open.length + shelf.over.length;
  useEffect(() => {
    const element = foot.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) listing.more();
      },
      { root: element.parentElement, rootMargin: '800px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [listing, loaded]);
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
