/** When a maintenance window is, and for whom. */
import { useId } from 'preact/hooks';
import type { Settings } from '../../../preload/settings.ts';
import { now } from '../../state/clock.ts';
import { ChoiceRow } from '../form/choices.tsx';
import { DaysField } from '../form/days-field.tsx';
import { Field, type FieldProps } from '../form/field.tsx';
import type { Form } from '../form/form.ts';
import { useForm } from '../form/form-context.ts';
import { TextField } from '../form/inputs.tsx';
import { at } from '../form/json.ts';
import { TimeField } from '../form/time-field.tsx';
import { readMoment, writtenMoment } from './moments.ts';
import { ScopeFields } from './scope-fields.tsx';
import { windowNext } from './window-text.ts';
import { kindOf, type WindowKind } from './windows.ts';
import { maintenanceWords } from './words.ts';

const keysOfKind: Readonly<Record<WindowKind, readonly string[]>> = {
  once: ['start', 'end'],
  weekly: ['from', 'to', 'days', 'timezone'],
};

export function WindowFields({ settings }: { readonly settings: Settings }) {
  const words = maintenanceWords.value;
  const form = useForm();
  const zonesId = useId();
  const draft = form.draft.value;
  const kind = kindOf(draft);
  return (
    <div class="window-fields">
      <TextField path={['name']} label={words.name} placeholder={words.namePlaceholder} />
      <ChoiceRow
        label={words.when}
        chosen={kind}
        choices={(['once', 'weekly'] as const).map((key) => ({ key, text: words.kinds[key] }))}
        onChoose={(key) => choose(form, key)}
      />
      {kind === 'once' ? (
        <>
          <MomentField path={['start']} label={words.start} />
          <MomentField path={['end']} label={words.end} />
        </>
      ) : (
        <>
          <DaysField path={['days']} label={words.days} />
          <TimeField path={['from']} label={words.from} placeholder="03:00" />
          <TimeField path={['to']} label={words.to} placeholder="03:30" />
          <TextField
            path={['timezone']}
            label={words.timezone}
            hint={words.timezoneHint(Intl.DateTimeFormat().resolvedOptions().timeZone)}
            placeholder="Europe/Paris"
            list={zonesId}
          />
          <datalist id={zonesId}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
      <p class="window-preview" role="status">
        {windowNext(draft, now.value)}
      </p>
      <ScopeFields settings={settings} />
    </div>
  );
}

/** What belongs to the other kind goes, and comes back from the file with a second thought. */
function choose(form: Form, kind: WindowKind): void {
  if (kindOf(form.draft.peek()) === kind) return;
  const other = kind === 'once' ? 'weekly' : 'once';
  for (const key of keysOfKind[other]) form.set([key], undefined);
  for (const key of keysOfKind[kind]) form.set([key], at(form.seen.peek(), [key]));
  if (kindOf(form.draft.peek()) !== kind) form.set(['start'], '');
}

function MomentField({ path, label }: FieldProps) {
  const words = maintenanceWords.value;
  const form = useForm();
  const seen = at(form.seen.value, path);
  const moment = readMoment(at(form.draft.value, path));
  const offset = moment?.offset ?? '';
  return (
    <Field path={path} label={label} hint={offset === '' ? undefined : words.offsetHint(offset)}>
      {(bindings) => (
        <input
          {...bindings}
          class="input datetime"
          type="datetime-local"
          value={moment?.local ?? ''}
          onInput={(event) => form.set(path, writtenMoment(event.currentTarget.value, seen) ?? '')}
          onBlur={() => form.leave(path)}
        />
      )}
    </Field>
  );
}
