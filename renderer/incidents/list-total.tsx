/** How many incidents fit, and what happens to them at this moment. */
import { setParams } from '../state/route.ts';
import { exportProgress } from './exporting.ts';
import { type Filters, isNarrowed, noFilters } from './filters.ts';
import type { Listing } from './listing.ts';
import { listWords } from './words.ts';

export function ListTotal({ filters, listing }: { readonly filters: Filters; readonly listing: Listing }) {
  const words = listWords.value;
  const shown = listing.shown.value;
  const exporting = exportProgress.value;
  return (
    <div class="incident-total">
      <p class="quiet" role="status">
        {exporting === undefined
          ? shown !== undefined && words.total(shown.shelf.total, shown.shelf.openTotal)
          : words.exporting(exporting.count, exporting.seconds)}
      </p>
      {shown !== undefined && shown.waiting > 0 && (
        <button type="button" class="button" onClick={() => listing.hold(false)}>
          {words.waiting(shown.waiting)}
        </button>
      )}
      {isNarrowed(filters) && (
        <button
          type="button"
          class="button plain"
          aria-label={words.clearAll}
          title={words.clearAll}
          onClick={() => setParams(noFilters)}
        >
          {words.clear}
        </button>
      )}
    </div>
  );
}
