/** Every service, the worst first, and beside the list the one that is chosen. */
import { later } from '../shell/later.tsx';
import { Panes } from '../shell/panes.tsx';
import { useKeys } from '../state/keys.ts';
import { go, hrefOf, route } from '../state/route.ts';
import { clearFilters, FilterBar } from './filter-bar.tsx';
import { ListHead } from './list-head.tsx';
import { keptParams, listing } from './list-state.ts';
import { ServiceList } from './service-list.tsx';
import { listWords } from './words.ts';

const ServiceDetailView = later(() => import('../service/service-detail.tsx').then((part) => part.ServiceDetailView));

export function ServicesView() {
  const { chosen } = route.value;
  const words = listWords.value;
  useKeys({
    Escape: () => {
      if (chosen !== undefined) go({ view: 'services', params: keptParams.peek() });
    },
  });
  return (
    <Panes
      label={words.detail}
      chosen={chosen}
      backHref={hrefOf({ view: 'services', params: keptParams.value })}
      list={
        <>
          <FilterBar />
          <ListHead />
          {listing.value.count === 0 ? <NothingFits /> : <ServiceList />}
        </>
      }
      detail={chosen === undefined ? undefined : <ServiceDetailView key={chosen} name={chosen} />}
    />
  );
}

function NothingFits() {
  const words = listWords.value;
  return (
    <div class="empty">
      <h2>{words.nothingFits}</h2>
      <p class="quiet">{words.nothingFitsHint}</p>
      <button type="button" class="button primary" onClick={clearFilters}>
        {words.clear}
      </button>
    </div>
  );
}
