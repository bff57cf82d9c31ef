/** What of the incidents is shown. Everything stands in the address. */
import { useRef } from 'preact/hooks';
import { Icon } from '../pieces/icon.tsx';
import { useKeys } from '../state/keys.ts';
import { hrefOf, route, setParams } from '../state/route.ts';
import { ExportMenu } from './export-menu.tsx';
import { KindChoice, PeriodChoice, ServiceChoice, StateChoice } from './filter-choices.tsx';
import type { Filters } from './filters.ts';
import { focusFirstRow } from './list-keys.ts';
import { ListTotal } from './list-total.tsx';
import type { Listing } from './listing.ts';
import { listWords } from './words.ts';
import './filter-bar.css';

export function FilterBar({ filters, listing }: { readonly filters: Filters; readonly listing: Listing }) {
  const isList = route.value.params.tab !== 'figures';
  return (
    <div class="incident-filters">
      <div class="incident-filters-row">
        <Tabs />
        {isList && <Search text={filters.text} />}
        {isList && <ExportMenu filters={filters} listing={listing} />}
        {!isList && <PeriodChoice filters={filters} />}
      </div>
      {isList && (
        <div class="incident-filters-row">
          <StateChoice state={filters.state} />
          <div class="incident-selects">
            <ServiceChoice service={filters.service} />
            <KindChoice kind={filters.kind} />
            <PeriodChoice filters={filters} />
          </div>
          <ListTotal filters={filters} listing={listing} />
        </div>
      )}
    </div>
  );
}

function Tabs() {
  const { params, ...place } = route.value;
  const { tabs, tabsName } = listWords.value;
  const { tab: current = '', ...rest } = params;
  return (
    <nav class="choices" aria-label={tabsName}>
      <a href={hrefOf({ ...place, params: rest })} aria-current={current === 'figures' ? undefined : 'true'}>
        {tabs.list}
      </a>
      <a
        href={hrefOf({ ...place, params: { ...rest, tab: 'figures' } })}
        aria-current={current === 'figures' ? 'true' : undefined}
      >
        {tabs.figures}
      </a>
    </nav>
  );
}

function Search({ text }: { readonly text: string }) {
  const words = listWords.value;
  const input = useRef<HTMLInputElement>(null);
  useKeys({
    '/': () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  return (
    <label class="incident-search">
      <span class="only-heard">{words.search}</span>
      <Icon name="search" />
      <input
        ref={input}
        class="input"
        type="search"
        maxLength={300}
        placeholder={words.searchHint}
        value={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setParams({ text: value === '' ? undefined : value }, 'typed');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.currentTarget.value === '') event.currentTarget.blur();
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            focusFirstRow();
          }
        }}
      />
    </label>
  );
}
