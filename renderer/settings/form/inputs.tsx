/** The controls of which most forms are made. */
import type { Json } from '../../../preload/settings.ts';
import { formatExactDuration } from '../../words/durations.ts';
import { Field, type FieldProps } from './field.tsx';
import { useForm } from './form-context.ts';
import { at } from './json.ts';
import { useTyping } from './typing.ts';
import { formWords } from './words.ts';
import { durationMs, durationText, writtenDuration } from './written-durations.ts';
import { flagOf, valueText, writtenCount, writtenFlag, writtenText } from './written-values.ts';

type TypedProps = FieldProps & {
  readonly show: (value: Json | undefined) => string;
  readonly read: (text: string, seen: Json | undefined) => Json | undefined;
  readonly class?: string;
  readonly placeholder?: string;
  readonly type?: 'text' | 'url';
  readonly inputMode?: 'numeric' | 'url';
  /** The id of a list of suggestions. */
  readonly list?: string;
  readonly lines?: number;
  readonly after?: (value: Json | undefined) => string;
  readonly isRequired?: boolean;
};

/** A line of text, or some, that means a value of the file. */
export function TypedField({ path, label, hint, show, read, after, lines, isRequired, ...input }: TypedProps) {
  const form = useForm();
  const seen = at(form.seen.value, path);
  const value = at(form.draft.value, path);
  const typing = useTyping(value, show, (text) => read(text, seen));
  const change = (text: string): void => {
    typing.type(text);
    form.set(path, read(text, seen));
  };
  const leave = (): void => {
    typing.end();
    form.leave(path);
  };
  return (
    <Field path={path} label={label} hint={hint}>
      {(bindings) => (
        <div class="typed">
          {lines === undefined ? (
            <input
              {...bindings}
              {...input}
              class={`input ${input.class ?? ''}`}
              aria-required={isRequired}
              autocomplete="off"
              spellcheck={false}
              value={typing.shown}
              onInput={(event) => change(event.currentTarget.value)}
              onBlur={leave}
            />
          ) : (
            <textarea
              {...bindings}
              class={`input ${input.class ?? ''}`}
              rows={lines}
              placeholder={input.placeholder}
              spellcheck={false}
              value={typing.shown}
              onInput={(event) => change(event.currentTarget.value)}
              onBlur={leave}
            />
          )}
          {after !== undefined && <span class="typed-meaning">{after(value)}</span>}
        </div>
      )}
    </Field>
  );
}

type TextProps = FieldProps & Pick<TypedProps, 'class' | 'placeholder' | 'type' | 'list' | 'lines' | 'isRequired'>;

export function TextField(props: TextProps) {
  return <TypedField {...props} show={valueText} read={writtenText} />;
}

type FallbackProps = FieldProps & {
  /** What holds where nothing stands there; null for nothing. */
  readonly fallback: Json;
  readonly placeholder?: string;
  /** Where that comes from; without it, it is just so. */
  readonly from?: string;
};

/** Says beside it what the text means. */
export function DurationField({ fallback, from, placeholder, ...props }: FallbackProps) {
  const meaning = (value: Json | undefined): string => {
    const ms = durationMs(value ?? fallback);
    if (ms === undefined) return '';
    const text = formatExactDuration(ms);
    return value === undefined ? `${text} ${from ?? formWords.value.byDefault}` : text;
  };
  return (
    <TypedField
      {...props}
      class="short"
      placeholder={placeholder ?? durationText(fallback)}
      show={durationText}
      read={writtenDuration}
      after={meaning}
    />
  );
}

export function CountField({ fallback, from, placeholder, ...props }: FallbackProps) {
  return (
    <TypedField
      {...props}
      class="short"
      inputMode="numeric"
      placeholder={placeholder ?? valueText(fallback)}
      show={valueText}
      read={writtenCount}
      after={(value) => (value === undefined ? (from ?? formWords.value.byDefault) : '')}
    />
  );
}

/** A switch with words beside it that say what it does. */
export function FlagField({
  path,
  label,
  hint,
  text,
  fallback,
}: FieldProps & { readonly text: string; readonly fallback: boolean }) {
  const form = useForm();
  const seen = at(form.seen.value, path);
  const isOn = flagOf(at(form.draft.value, path)) ?? fallback;
  return (
    <Field path={path} label={label} hint={hint}>
      {({ id, ...bindings }) => (
        <label class="field-flag" for={id}>
          <input
            {...bindings}
            id={id}
            type="checkbox"
            checked={isOn}
            onChange={(event) => form.set(path, writtenFlag(event.currentTarget.checked, seen, fallback))}
          />
          <span>{text}</span>
        </label>
      )}
    </Field>
  );
}

export function ChoiceField({
  path,
  label,
  hint,
  choices,
  fallback,
}: FieldProps & {
  readonly choices: ReadonlyArray<{ readonly value: string; readonly text: string }>;
  readonly fallback: string;
}) {
  const form = useForm();
  const seen = at(form.seen.value, path);
  const value = valueText(at(form.draft.value, path)) || fallback;
  return (
    <Field path={path} label={label} hint={hint}>
      {(bindings) => (
        <select
          {...bindings}
          class="select"
          value={value}
          onChange={(event) => {
            const next = event.currentTarget.value;
            form.set(path, seen === undefined && next === fallback ? undefined : writtenText(next, seen));
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
