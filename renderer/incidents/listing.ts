/** The list's incidents, loaded page by page and kept up to date. */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { IncidentPage } from '../../preload/past.ts';
import { ask, errorText } from '../state/bridge.ts';
import { programNow } from '../state/world.ts';
import { type Filters, queryOf } from './filters.ts';
import { type Fresh, inPlace, refreshed, type Shelf, shelfOf, withPage } from './shelf.ts';

/** What the list shows, and of which filters. */
export type Shown = {
  readonly filters: Filters;
  readonly shelf: Shelf;
  /** How many came while nothing may move. */
  readonly waiting: number;
};

export type Listing = {
  readonly shown: ReadonlySignal<Shown | undefined>;
  /** Why it could not be read, or not the latest of it. */
  readonly error: ReadonlySignal<string | undefined>;
  readonly isAsking: ReadonlySignal<boolean>;
  /** What was shown stays until the answer is there. */
  show(filters: Filters): void;
  /** Something began, changed or ended. */
  refresh(): void;
  /** The next page of what is over. */
  more(): void;
  /** While it is held nothing of what is shown moves, and what is new waits. */
  hold(isHeld: boolean): void;
};

const pageSize = 100;
/** As many as one question may be answered with. */
const mostAtOnce = 1_000;
/** In a storm there is always news; a list that changes more often cannot be read. */
const leastBetweenMs = 1_000;

export function createListing(): Listing {
  const shown = signal<Shown | undefined>(undefined);
  const error = signal<string | undefined>(undefined);
  const isAsking = signal(false);
  let latest: { readonly filters: Filters; readonly shelf: Shelf } | undefined;
  let wanted: Filters = { text: '' };
  let isHeld = false;
  let turn = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let later: ReturnType<typeof setTimeout> | undefined;
  let isPaging = false;

  function put(filters: Filters, shelf: Shelf): void {
    latest = { filters, shelf };
    const before = shown.peek();
    if (isHeld && before !== undefined && before.filters === filters) {
      const held = inPlace(before.shelf, shelf);
      shown.value = { filters, shelf: held.shelf, waiting: held.waiting.length };
    } else shown.value = { filters, shelf, waiting: 0 };
  }

  async function load(): Promise<void> {
    turn += 1;
    const mine = turn;
    const filters = wanted;
    const before = latest?.filters === filters ? latest.shelf : undefined;
    const limit = Math.min(mostAtOnce, Math.max(pageSize, before?.over.length ?? 0));
    clearTimeout(later);
    later = undefined;
    askedAt = performance.now();
    isAsking.value = true;
    try {
      const fresh = await askFresh(filters, limit);
      if (mine !== turn) return;
      const known = latest?.filters === filters ? latest.shelf : undefined;
      batch(() => {
        error.value = undefined;
        put(filters, known === undefined ? shelfOf(fresh) : refreshed(known, fresh));
      });
    } catch (cause) {
      if (mine === turn) error.value = errorText(cause);
    } finally {
      if (mine === turn) isAsking.value = false;
    }
  }

  return {
    shown,
    error,
    isAsking,
    show(filters) {
      wanted = filters;
      void load();
    },
    refresh() {
      if (later !== undefined) return;
      const waitMs = askedAt + leastBetweenMs - performance.now();
      if (waitMs <= 0) void load();
      else later = setTimeout(() => void load(), waitMs);
    },
    more() {
      const known = latest;
      const before = known?.shelf.next;
      if (known === undefined || before === undefined || isPaging || wanted !== known.filters) return;
      isPaging = true;
      const { filters } = known;
      ask('incidents', { ...queryOf(filters, programNow()), state: 'over', limit: pageSize, before })
        .then(
          (page) => {
            if (latest?.filters === filters) put(filters, withPage(latest.shelf, page));
          },
          (cause: unknown) => {
            error.value = errorText(cause);
          },
        )
        .finally(() => {
          isPaging = false;
        });
    },
    hold(next) {
      if (isHeld === next) return;
      isHeld = next;
      if (!isHeld && latest !== undefined && shown.peek()?.shelf !== latest.shelf) put(latest.filters, latest.shelf);
    },
  };
}

/** Everything open, however long ago it began, since it comes first; and the latest that are over. */
async function askFresh(filters: Filters, limit: number): Promise<Fresh> {
  const query = queryOf(filters, programNow());
  const wants = (state: 'open' | 'over'): boolean => filters.state === undefined || filters.state === state;
  const none = Promise.resolve<IncidentPage | undefined>(undefined);
  const [open, over] = await Promise.all([
    wants('open') ? ask('incidents', { ...query, state: 'open', limit: mostAtOnce }) : none,
    wants('over') ? ask('incidents', { ...query, state: 'over', limit }) : none,
  ]);
  return { ...(open === undefined ? {} : { open }), ...(over === undefined ? {} : { over }) };
}
