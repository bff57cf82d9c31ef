/** For which services a window is. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Settings } from '../../../preload/settings.ts';
import { Icon } from '../../pieces/icon.tsx';
import { ChoiceRow } from '../form/choices.tsx';
import { Field } from '../form/field.tsx';
import { useForm } from '../form/form-context.ts';
import { at } from '../form/json.ts';
import { formWords } from '../form/words.ts';
import { textsOf, writtenTexts } from '../form/written-values.ts';
import { knownWords, nameOf, servicesOf } from '../services/service-drafts.ts';
import { isForEverything, type ScopeKey, scopeKeys } from './windows.ts';
import { maintenanceWords } from './words.ts';

export function ScopeFields({ settings }: { readonly settings: Settings }) {
  const words = maintenanceWords.value;
  const form = useForm();
  const services = servicesOf(settings.raw);
  const isForAll = isForEverything(form.draft.value);
  const known: Readonly<Record<ScopeKey, readonly string[]>> = {
    services: services.map(nameOf),
    groups: knownWords(services, 'group'),
    tags: knownWords(services, 'tags'),
  };
  const forAll = (): void => {
    for (const key of scopeKeys) form.set([key], undefined);
  };
  const forSome = (): void => {
    if (!isForAll) return;
    for (const key of scopeKeys) form.set([key], at(form.seen.peek(), [key]));
    if (isForEverything(form.draft.peek())) form.set(['services'], []);
  };
  return (
    <>
      <ChoiceRow
        label={words.scope}
        chosen={isForAll}
        choices={[
          { key: true, text: words.scopes.all },
          { key: false, text: words.scopes.some },
        ]}
        onChoose={(all) => (all ? forAll() : forSome())}
      />
      {!isForAll &&
        scopeKeys
          // Nothing can be chosen where there is nothing.
          .filter((key) => known[key].length > 0 || form.draft.value[key] !== undefined)
          .map((key) => <NamesField key={key} scope={key} known={known[key]} />)}
    </>
  );
}

function NamesField({ scope, known }: { readonly scope: ScopeKey; readonly known: readonly string[] }) {
  const words = maintenanceWords.value;
  const form = useForm();
  const id = useId();
  const typed = useSignal('');
  const names = textsOf(form.draft.value[scope]) ?? [];
  const seen = form.seen.value[scope];
  const change = (next: readonly string[]): void => {
    const isLast = next.length === 0 && scopeKeys.every((key) => key === scope || form.draft.peek()[key] === undefined);
    // Without any key it would be for everything.
    form.set([scope], isLast ? [] : writtenTexts(next, seen));
  };
  const add = (): void => {
    const name = typed.peek().trim();
    typed.value = '';
    if (name !== '' && !names.includes(name)) change([...names, name]);
  };
  return (
    <Field path={[scope]} label={words[scope]}>
      {(bindings) => (
        <div class="scope-names">
          {names.map((name) => (
            <span key={name} class="scope-name">
              <span class="name">{name}</span>
              <button
                type="button"
                class="button plain icon"
                aria-label={formWords.value.remove(name)}
                onClick={() => change(names.filter((one) => one !== name))}
              >
                <Icon name="close" />
              </button>
            </span>
          ))}
          <input
            {...bindings}
            class="input"
            list={id}
            placeholder={words.addName[scope]}
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
              // Chosen from the list, it needs no further key.
              if (known.includes(typed.value) && event instanceof InputEvent && event.inputType !== 'insertText') add();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || typed.value.trim() === '') return;
              event.preventDefault();
              add();
            }}
            onBlur={() => {
              add();
              form.leave([scope]);
            }}
          />
          <datalist id={id}>
            {known
              .filter((name) => !names.includes(name))
              .map((name) => (
                <option key={name} value={name} />
              ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}
