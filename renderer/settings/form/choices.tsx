/** A few possibilities side by side, of which one holds. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export type Choice<Key> = {
  readonly key: Key;
  readonly text: string;
  /** Of the text, where that is not the window's. */
  readonly lang?: string;
};

export type ChoicesProps<Key> = {
  readonly choices: readonly Choice<Key>[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
};

export function Choices<Key>({ choices, chosen, onChoose }: ChoicesProps<Key>) {
  return (
    <div>
      <div class="choices">
        {choices.map(({ key, text, lang }) => (
          <button key={text} type="button" lang={lang} aria-pressed={key === chosen} onClick={() => onChoose(key)}>
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The same as a line of a form that stands for no single key of the file. */
export function ChoiceRow<Key>({
  label,
  hint,
  children,
  ...props
}: ChoicesProps<Key> & { readonly label: string; readonly hint?: string; readonly children?: ComponentChildren }) {
  const id = useId();
  return (
    <fieldset class="field" aria-labelledby={id}>
      <span class="field-label" id={id}>
        {label}
      </span>
      <div class="field-body">
        <Choices {...props} />
        {hint !== undefined && <div class="field-hint">{hint}</div>}
        {children}
      </div>
    </fieldset>
  );
}
