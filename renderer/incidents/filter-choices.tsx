/** What one can narrow the list to, each by what there is to choose from. */
import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { setParams } from '../state/route.ts';
import { services } from '../state/world.ts';
import { terms } from '../words/terms.ts';
import { daysText } from './calendar-words.ts';
import { daysParam, type Filters, failureKinds, periods } from './filters.ts';
import { listWords } from './words.ts';

export function StateChoice({ state }: { readonly state: Filters['state'] }) {
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

export function ServiceChoice({ service }: { readonly service: string | undefined }) {
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

export function KindChoice({ kind }: { readonly kind: Filters['kind'] }) {
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

export function PeriodChoice({ filters: { period, days } }: { readonly filters: Filters }) {
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
