/** Days of the week, of which any may hold. */

import { weekdays } from '../maintenance/weekly-hours.ts';
import { daysOf, writtenDays } from '../maintenance/windows.ts';
import { longDays, shortDays } from './calendar-words.ts';
import { Field, type FieldProps } from './field.tsx';
import { useForm } from './form-context.ts';
import { at } from './json.ts';

export function DaysField({ path, label, hint }: FieldProps) {
  const form = useForm();
  const seen = at(form.seen.value, path);
  const days = daysOf(at(form.draft.value, path)) ?? [];
  return (
    <Field path={path} label={label} hint={hint} group>
      {() => (
        <div class="field-days">
          {weekdays.map((day) => (
            <label key={day} title={longDays.value[day]}>
              <input
                type="checkbox"
                checked={days.includes(day)}
                onChange={(event) => {
                  const others = days.filter((one) => one !== day);
                  form.set(path, writtenDays(event.currentTarget.checked ? [...others, day] : others, seen));
                }}
              />
              {shortDays.value[day]}
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}
