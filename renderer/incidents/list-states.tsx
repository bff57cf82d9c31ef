/** What stands where there is no list: nothing has failed, nothing fits, it comes in a moment, it cannot be read. */
import { useAnswer } from '../state/asking.ts';
import { ask } from '../state/bridge.ts';
import { now } from '../state/clock.ts';
import { setParams } from '../state/route.ts';
import { services } from '../state/world.ts';
import { formatMoment } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { type Filters, isNarrowed, noFilters } from './filters.ts';
import type { Listing } from './listing.ts';
import { listWords } from './words.ts';

export function LoadingList() {
  return (
    <div class="empty incident-empty incidents-late" aria-busy="true">
      <p class="quiet">{listWords.value.loading}</p>
    </div>
  );
}

export function FailedList({ error, listing }: { readonly error: string; readonly listing: Listing }) {
  const words = listWords.value;
  return (
    <div class="empty incident-empty" role="alert">
      <h3>{words.failed}</h3>
      <p class="quiet">{error}</p>
      <button type="button" class="button" onClick={listing.refresh}>
        {words.retry}
      </button>
    </div>
  );
}

export function EmptyList({ filters }: { readonly filters: Filters }) {
  const all = useAnswer(() => ask('incidents', { limit: 1 }), 'all', [filters]).value.answer;
  const isWithout = !isNarrowed(filters);
  if (!isWithout && all === undefined) return <div class="empty incident-empty" aria-busy="true" />;
  return isWithout || all?.total === 0 ? <NothingEver /> : <NothingFits total={all?.total ?? 0} />;
}

function NothingEver() {
  const words = listWords.value;
  const known = services.value.filter(({ status }) => status !== 'pending').map(({ since }) => since);
  return (
    <div class="empty incident-empty">
      <h3>
        {known.length === 0 ? words.nothingEver : words.nothingSince(formatMoment(Math.min(...known), now.value))}
      </h3>
      <p class="quiet">{words.nothingHint}</p>
    </div>
  );
}

function NothingFits({ total }: { readonly total: number }) {
  const words = listWords.value;
  return (
    <div class="empty incident-empty">
      <h3>{words.nothingFits}</h3>
      <p class="quiet">{words.nothingFitsHint(terms.value.incidents(total))}</p>
      <button type="button" class="button primary" onClick={() => setParams(noFilters)}>
        {words.clearAll}
      </button>
    </div>
  );
}
