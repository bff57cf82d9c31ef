/** A list whose entries are lines that can be added and removed; one that is not filled in yet is not in the file. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Json } from '../../../preload/settings.ts';
import { Icon } from '../../pieces/icon.tsx';
import { type Bindings, Field, type FieldProps } from './field.tsx';
import { useForm } from './form-context.ts';
import { at } from './json.ts';
import { useTyping } from './typing.ts';
import { formWords } from './words.ts';
import './rows.css';

export type RowsProps<Row> = FieldProps & {
  readonly empty: Row;
  readonly show: (value: Json | undefined) => readonly Row[];
  readonly read: (rows: readonly Row[], seen: Json | undefined) => Json | undefined;
  /** Whether there is anything of it to be written. */
  readonly isFilled: (row: Row) => boolean;
  readonly nameOf: (row: Row) => string;
  readonly addLabel: string;
  readonly children: (row: Row, change: (row: Row) => void, bindings: RowBindings) => ComponentChildren;
};

/** For the first control of a row; others have labels of their own. */
export type RowBindings = Pick<Bindings, 'aria-invalid' | 'aria-describedby'> & { readonly 'aria-label': string };

export function Rows<Row>(props: RowsProps<Row>) {
  const { path, label, hint, empty, show, read, isFilled, nameOf, addLabel, children } = props;
  const form = useForm();
  const list = useRef<HTMLUListElement>(null);
  const seen = at(form.seen.value, path);
  const meaning = (rows: readonly Row[]): Json | undefined => read(rows.filter(isFilled), seen);
  const typing = useTyping(at(form.draft.value, path), show, meaning);
  const rows = typing.shown;
  const change = (next: readonly Row[]): void => {
    typing.type(next);
    form.set(path, meaning(next));
  };
  const add = (): void => {
    change([...rows, empty]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child .input')?.focus());
  };
  return (
    <Field path={path} label={label} hint={hint} group>
      {(bindings) => (
        <div class="field-rows">
          <ul ref={list} onFocusOut={() => form.leave(path)}>
            {rows.map((row, index) => (
              <li key={index}>
                {children(row, (next) => change(rows.with(index, next)), {
                  'aria-invalid': bindings['aria-invalid'],
                  'aria-describedby': bindings['aria-describedby'],
                  'aria-label': label,
                })}
                <button
                  type="button"
                  class="button plain icon"
                  aria-label={formWords.value.remove(nameOf(row))}
                  title={formWords.value.remove(nameOf(row))}
                  onClick={() => change(rows.toSpliced(index, 1))}
                >
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
          <button type="button" class="button plain field-rows-add" id={bindings.id} onClick={add}>
            <Icon name="plus" />
            {addLabel}
          </button>
        </div>
      )}
    </Field>
  );
}
