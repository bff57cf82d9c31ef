/** One key of the file: what it is called, what stands there, and whatever is to be said about it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { language } from '../../words/dictionary.ts';
import { ConflictNote } from './conflict-note.tsx';
import type { Form } from './form.ts';
import { useForm } from './form-context.ts';
import { type FieldPath, isWithin, type Path, pathText, samePath } from './json.ts';
import { formWords } from './words.ts';
import './field.css';

export type FieldProps = {
  readonly path: FieldPath;
  readonly label: string;
  readonly hint?: ComponentChildren;
};

/** What a control needs to be bound to its label and to what is said of it. */
export type Bindings = {
  readonly id: string;
  readonly 'aria-labelledby': string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
  readonly name: string;
};

/**
 * With `group`, the control is several ones, which the label names together. One that is shallow says nothing of what is
 * in its key: fields of their own do.
 */
export function Field({
  path,
  label,
  hint,
  group = false,
  isShallow = false,
  children,
}: FieldProps & {
  readonly group?: boolean;
  readonly isShallow?: boolean;
  readonly children: (bindings: Bindings) => ComponentChildren;
}) {
  const form = useForm();
  const id = useId();
  const notes = notesOf(form, path, isShallow ? samePath : isWithin);
  const bindings: Bindings = {
    id,
    'aria-labelledby': `${id}-label`,
    'aria-describedby': `${id}-hint ${id}-notes`,
    'aria-invalid': notes.isWrong,
    name: pathText(path),
  };
  const parts = (
    <>
      {group ? (
        <span class="field-label" id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label class="field-label" id={`${id}-label`} for={id}>
          {label}
        </label>
      )}
      <div class="field-body">
        {children(bindings)}
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
        <div class="field-notes" id={`${id}-notes`}>
          {notes.faults.map(({ fault }) => (
            <p key={fault} class="field-fault">
              {formWords.value.faults[fault]}
            </p>
          ))}
          {notes.problems.map(({ message }) => (
            <p key={message.en} class="field-fault">
              {message[language.value]}
            </p>
          ))}
        </div>
        {notes.conflicts.map((conflict) => (
          <ConflictNote key={pathText(conflict.path)} conflict={conflict} />
        ))}
      </div>
    </>
  );
  if (!group) return <div class="field">{parts}</div>;
  return (
    <fieldset class="field" aria-labelledby={`${id}-label`} aria-describedby={`${id}-notes`}>
      {parts}
    </fieldset>
  );
}

/** Everything that is to be said about a field, and about what is in it. */
export function notesOf(form: Form, path: FieldPath, fits: (path: Path, place: Path) => boolean = isWithin) {
  const faults = form.faults.value.filter((one) => fits(one.path, path));
  const problems = form.problems.value.filter((one) => one.path !== undefined && fits(one.path, path));
  const conflicts = form.conflicts.value.filter((one) => fits(one.path, path));
  return { faults, problems, conflicts, isWrong: faults.length + problems.length > 0 };
}
