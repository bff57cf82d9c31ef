/** What of the services is shown: searched as one types, and narrowed by state, group and tag. All of it is in the address. */
import { computed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { AggregateState } from '../../main/monitor/aggregate.ts';
import { Icon } from '../pieces/icon.tsx';
import { StateMark } from '../pieces/state-mark.tsx';
import { useKeys } from '../state/keys.ts';
import { hrefOf, setParams } from '../state/route.ts';
import { head, services } from '../state/world.ts';
import { formatNumber } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { choicesOf, isNarrowed } from './filters.ts';
import { filters, listing } from './list-state.ts';
import { listWords } from './words.ts';
import './filter-bar.css';

const states: readonly AggregateState[] = ['down', 'degraded', 'unknown', 'ok', 'paused'];
const groups = computed(() => choicesOf(services.value, ({ group }) => (group === undefined ? [] : [group])));
const tags = computed(() => choicesOf(services.value, ({ tags }) => tags));

export function FilterBar() {
  const words = listWords.value;
  const { state, group, tag } = filters.value;
  return (
    <div class="filter-bar">
      <Search />
      <States chosen={state} />
      <Choice name={words.group} any={words.anyGroup} choices={groups.value} value={group} param="group" />
      <Choice name={words.tag} any={words.anyTag} choices={tags.value} value={tag} param="tag" />
      <p class="quiet filter-count" role="status">
        {words.shown(listing.value.count, services.value.length)}
      </p>
      {isNarrowed(filters.value) && (
        <button type="button" class="button plain" onClick={clearFilters}>
          {words.clear}
        </button>
      )}
      <a
        class="button filter-add"
        aria-label={words.add}
        href={hrefOf({ view: 'settings', chosen: 'services', params: { add: '1' } })}
      >
        <Icon name="plus" />
        <span>{words.add}</span>
      </a>
    </div>
  );
}

export function clearFilters(): void {
  setParams({ q: undefined, state: undefined, group: undefined, tag: undefined });
}

function Search() {
  const words = listWords.value;
  const input = useRef<HTMLInputElement>(null);
  const { text } = filters.value;
  useKeys({
    '/': () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  return (
    <label class="service-search">
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
          setParams({ q: value === '' ? undefined : value }, 'typed');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.currentTarget.value === '') event.currentTarget.blur();
          if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          document.querySelector<HTMLElement>('.service-row')?.focus();
        }}
      />
    </label>
  );
}

function States({ chosen }: { readonly chosen: AggregateState | undefined }) {
  const counts = head.value?.counts;
  if (counts === undefined) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one row in every browser
    <div class="choices" role="group" aria-label={listWords.value.state}>
      {states
        .filter((state) => counts[state] > 0 || state === chosen)
        .map((state) => (
          <button
            key={state}
            type="button"
            class="state-choice"
            aria-pressed={state === chosen}
            aria-label={`${terms.value.states[state]}: ${counts[state]}`}
            title={terms.value.states[state]}
            onClick={() => setParams({ state: state === chosen ? undefined : state })}
          >
            <StateMark state={state} size={12} />
            {formatNumber(counts[state])}
          </button>
        ))}
    </div>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly any: string;
  readonly choices: readonly (readonly [name: string, count: number])[];
  readonly value: string | undefined;
  readonly param: 'group' | 'tag';
};

function Choice({ name, any, choices, value, param }: ChoiceProps) {
  const element = useRef<HTMLSelectElement>(null);
  const shown = useSignal(value ?? '');
  useEffect(() => {
    shown.value = value ?? '';
  }, [value, shown]);
  if (choices.length === 0 && value === undefined) return null;
  return (
    <select
      ref={element}
      class={value === undefined ? 'select' : 'select narrowed'}
      aria-label={name}
      value={shown.value}
      onChange={(event) => {
        const { value: next } = event.currentTarget;
        setParams({ [param]: next === '' ? undefined : next });
      }}
    >
      <option value="">{any}</option>
      {choices.map(([choice, count]) => (
        <option key={choice} value={choice}>
          {`${choice} (${formatNumber(count)})`}
        </option>
      ))}
    </select>
  );
}
