/** A value that the page never sees: it can be left as it is, replaced or removed. */
import { useState } from 'preact/hooks';
import { Icon } from '../../pieces/icon.tsx';
import { Field, type FieldProps } from './field.tsx';
import { useForm } from './form-context.ts';
import { TextField } from './inputs.tsx';
import { at, isSecret } from './json.ts';
import { formWords } from './words.ts';

export function SecretField({ path, label, hint }: FieldProps) {
  const form = useForm();
  const [isReplacing, setReplacing] = useState(false);
  const seen = at(form.seen.value, path);
  const value = at(form.draft.value, path);
  const words = formWords.value;
  const keep = (): void => {
    setReplacing(false);
    form.set(path, seen);
  };
  if (!isSecret(seen)) return <TextField path={path} label={label} hint={hint} class="wide" />;
  if (isSecret(value)) {
    return (
      <Field path={path} label={label} hint={hint} group>
        {() => (
          <div class="secret">
            <span class="secret-hint">
              <Icon name="lock" />
              {value.hint}
            </span>
            <button
              type="button"
              class="button"
              onClick={() => {
                setReplacing(true);
                form.set(path, undefined);
              }}
            >
              {words.replace}
            </button>
            <button type="button" class="button" onClick={() => form.set(path, undefined)}>
              {words.removeSecret}
            </button>
          </div>
        )}
      </Field>
    );
  }
  const way = (
    <button type="button" class="button plain" onClick={keep}>
      {words.keepSecret}
    </button>
  );
  if (isReplacing) {
    return (
      <TextField
        path={path}
        label={label}
        class="wide"
        hint={
          <>
            {hint} {way}
          </>
        }
      />
    );
  }
  return (
    <Field path={path} label={label} hint={hint} group>
      {() => (
        <div class="secret">
          <span class="quiet">{words.removed}</span>
          {way}
        </div>
      )}
    </Field>
  );
}
