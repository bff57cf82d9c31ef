/** What of the incidents is shown. Everything stands in the address. */
import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../pieces/icon.tsx';
import { useKeys } from '../state/keys.ts';
import { hrefOf, route, setParams } from '../state/route.ts';
import { services } from '../state/world.ts';
import { terms } from '../words/terms.ts';
import { daysText } from './calendar-words.ts';
import { ExportMenu } from './export-menu.tsx';
import { daysParam, type Filters, failureKinds, periods } from './filters.ts';
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
          setParams({ text: value === '' ? undefined : value });
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

function StateChoice({ state }: { readonly state: Filters['state'] }) {
  const { states, statesName } = listWords.value;
  const choices = [
    [undefined, states.any],
    ['open', states.open],
    ['over', states.over],
  ] as const;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw and lay out otherwise
    <div class="choices" role="group" aria-label={statesName}>
      {choices.map(([value, label]) => (
        <button key={label} type="button" aria-pressed={state === value} onClick={() => setParams({ state: value })}>
          {label}
        </button>
      ))}
    </div>
  );
}

/** Those that are watched, by name, and the one that is chosen though it may be gone. The same list while they are the same. */
function useServiceNames(chosen: string | undefined): readonly string[] {
  const key = useComputed(() => JSON.stringify(services.value.map(({ name }) => name)));
  const names = useComputed((): readonly string[] => {
    const all: readonly string[] = JSON.parse(key.value);
    return all.toSorted((a, b) => a.localeCompare(b));
  }).value;
  return chosen === undefined || names.includes(chosen) ? names : [chosen, ...names];
}

function ServiceChoice({ service }: { readonly service: string | undefined }) {
  const words = listWords.value;
  return (
    <Choice
      name={words.service}
      value={service}
      any={words.anyService}
      onChoose={(name) => setParams({ service: name })}
    >
      {useServiceNames(service).map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Choice>
  );
}

function KindChoice({ kind }: { readonly kind: Filters['kind'] }) {
  const words = listWords.value;
  const { kinds } = terms.value;
  return (
    <Choice name={words.kind} value={kind} any={words.anyKind} onChoose={(chosen) => setParams({ kind: chosen })}>
      {failureKinds.map((one) => (
        <option key={one} value={one}>
          {kinds[one]}
        </option>
      ))}
    </Choice>
  );
}

function PeriodChoice({ filters: { period, days } }: { readonly filters: Filters }) {
  const words = listWords.value;
  return (
    <Choice
      name={words.period}
      value={days === undefined ? period : daysParam(days)}
      any={words.anyPeriod}
      onChoose={(chosen) => setParams({ period: chosen, days: undefined })}
    >
      {days !== undefined && <option value={daysParam(days)}>{daysText(days)}</option>}
      {periods.map((one) => (
        <option key={one} value={one}>
          {words.periods[one]}
        </option>
      ))}
    </Choice>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly value: string | undefined;
  /** What stands for no choice. */
  readonly any: string;
  readonly onChoose: (value: string | undefined) => void;
  readonly children: ComponentChildren;
};

/** A service may be called anything, also like what stands for none: it has no value of its own. */
function Choice({ name, value, any, onChoose, children }: ChoiceProps) {
  return (
    <select
      class={value === undefined ? 'select' : 'select narrowed'}
      aria-label={name}
      value={value ?? ''}
      onChange={(event) => {
        const { value: chosen } = event.currentTarget;
        onChoose(chosen === '' ? undefined : chosen);
      }}
    >
      <option value="">{any}</option>
      {children}
    </select>
  );
}
