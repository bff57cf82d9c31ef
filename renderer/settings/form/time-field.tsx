/** A time of day, by the browser's own control for it. */
import type { Json } from '../../../preload/settings.ts';
import { minuteOf } from '../maintenance/windows.ts';
import { Field, type FieldProps } from './field.tsx';
import { useForm } from './form-context.ts';
import { at } from './json.ts';
import { valueText } from './written-values.ts';

export function TimeField({ path, label, hint }: FieldProps) {
  const form = useForm();
  const seen = at(form.seen.value, path);
  const value = at(form.draft.value, path);
  const minute = minuteOf(value);
  // The end of a day has no place in the browser's control.
  const isPlain = value === undefined || (minute !== undefined && minute < 24 * 60);
  return (
    <Field path={path} label={label} hint={hint}>
      {(bindings) => {
        const control = {
          ...bindings,
          class: 'input time',
          value: isPlain ? shown(minute) : valueText(value),
          onInput: (event: Event & { readonly currentTarget: HTMLInputElement }) =>
            form.set(path, written(event.currentTarget.value, seen)),
          onBlur: () => form.leave(path),
        };
        return isPlain ? <input {...control} type="time" /> : <input {...control} type="text" />;
      }}
    </Field>
  );
}

/** As the control wants it: "07:00". */
function shown(minute: number | undefined): string {
  if (minute === undefined) return '';
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return [hours, minutes].map((part) => `${part}`.padStart(2, '0')).join(':');
}

function written(text: string, seen: Json | undefined): Json | undefined {
  if (text === '') return undefined;
  return minuteOf(text) === minuteOf(seen) ? seen : text;
}
