/** What every form has: what is wrong with it as a whole, its fields, and the way to save or discard them. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { toast, toastError } from '../../pieces/toasts.tsx';
import { language } from '../../words/dictionary.ts';
import { fileName } from '../../words/file-name.ts';
import { askedSettings } from '../settings-state.ts';
import { settingsWords } from '../words.ts';
import { ConflictNote } from './conflict-note.tsx';
import type { Form } from './form.ts';
import { FormContext } from './form-context.ts';
import { type FieldPath, isWithin, type Path, pathText } from './json.ts';
import { LeavingDialog } from './leaving-dialog.tsx';
import { formWords } from './words.ts';
import './settings-form.css';

export type SettingsFormProps = {
  readonly form: Form;
  readonly label: string;
  /** Those that say themselves what is wrong with them. */
  readonly fields: readonly FieldPath[];
  /** The file is broken, and nothing of it can be changed. */
  readonly isReadOnly: boolean;
  /** There is something to save although nothing was changed. */
  readonly canSave?: boolean;
  readonly saveLabel?: string;
  readonly onSaved?: () => void;
  /** What follows from the values, where there is no room for it beside them. */
  readonly upshot?: string;
  /** What stands above and below the fields and is not of the file: it can be used even while that is broken. */
  readonly above?: ComponentChildren;
  readonly below?: ComponentChildren;
  readonly children: ComponentChildren;
};

export function SettingsForm(props: SettingsFormProps) {
  const { form, label, fields, isReadOnly, onSaved, above, below, children } = props;
  const element = useRef<HTMLFormElement>(null);
  const save = async (): Promise<boolean> => {
    if (isReadOnly) return false;
    try {
      const saving = await form.save();
      if (saving === 'saved') onSaved?.();
      else if (saving !== 'unchanged') requestAnimationFrame(() => showTrouble(element.current));
      if (saving === 'overtaken' && form.conflicts.peek().length === 0) {
        toast({ text: settingsWords.value.overtaken, failed: true });
      }
      return saving === 'saved' || saving === 'unchanged';
    } catch (error) {
      toastError(error);
      return false;
    }
  };
  return (
    <FormContext.Provider value={form}>
      <form
        ref={element}
        class="settings-form"
        aria-label={label}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
      >
        <Rest form={form} fields={fields} />
        {above}
        <fieldset class="settings-fields" disabled={isReadOnly}>
          {children}
        </fieldset>
        {below}
        <SaveBar {...props} />
      </form>
      <LeavingDialog form={form} save={save} />
    </FormContext.Provider>
  );
}

/** The first thing to look at, once it is on the page. */
function showTrouble(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"], .conflict button, .form-rest');
  first?.focus();
  first?.scrollIntoView({ block: 'center' });
}

/** What is wrong and has no field here. */
function Rest({ form, fields }: Pick<SettingsFormProps, 'form' | 'fields'>) {
  const words = formWords.value;
  const isShown = (path: Path | undefined): boolean =>
    path !== undefined && fields.some((field) => isWithin(path, field));
  const problems = form.problems.value.filter(({ path }) => !isShown(path));
  const conflicts = form.conflicts.value.filter(({ path }) => !isShown(path));
  const refusal = form.refusal.value;
  if (problems.length + conflicts.length === 0 && refusal === undefined) return null;
  return (
    <div class="form-rest" role="alert" tabIndex={-1}>
      {problems.length > 0 && (
        <>
          <p>{words.rest}</p>
          <ul>
            {problems.map(({ place, message }) => (
              <li key={place + message.en}>
                {place !== '' && <code>{place}</code>} {message[language.value]}
              </li>
            ))}
          </ul>
        </>
      )}
      {refusal !== undefined && (
        <p>
          {settingsWords.value.unwritable} {refusal[language.value]}
        </p>
      )}
      {conflicts.map((conflict) => (
        <div key={pathText(conflict.path)}>
          <code>{pathText(conflict.path)}</code>
          <ConflictNote conflict={conflict} />
        </div>
      ))}
    </div>
  );
}

function SaveBar({ form, isReadOnly, canSave = false, saveLabel, upshot }: SettingsFormProps) {
  const words = formWords.value;
  const isDirty = form.isDirty.value;
  if (isReadOnly && !isDirty) return null;
  const isOpen = form.conflicts.value.length > 0;
  const isSaving = form.isSaving.value;
  const stateOf = (): string => {
    if (isReadOnly) return words.broken;
    if (isOpen) return words.undecided;
    return isDirty ? words.unsaved : words.saved(fileName(askedSettings.value.answer?.file ?? ''));
  };
  return (
    <footer class="save-bar">
      <p class="save-state">
        {upshot !== undefined && <span class="save-upshot">{upshot}</span>}
        <span role="status">{stateOf()}</span>
      </p>
      <button type="button" class="button" disabled={!isDirty || isSaving} onClick={form.discard}>
        {words.discard}
      </button>
      <button
        type="submit"
        class="button primary"
        disabled={isReadOnly || isOpen || isSaving || !(isDirty || canSave)}
        aria-busy={isSaving}
      >
        {saveLabel ?? words.save}
      </button>
    </footer>
  );
}
