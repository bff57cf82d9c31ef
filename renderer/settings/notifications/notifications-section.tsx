/** What is shown and heard on the desktop, and when it keeps quiet. */
import type { JsonObject } from '../../../preload/settings.ts';
import { desktop } from '../../state/desktop.ts';
import { DaysField } from '../form/days-field.tsx';
import type { Fault } from '../form/faults.ts';
import { Field } from '../form/field.tsx';
import { useForm } from '../form/form-context.ts';
import { FlagField } from '../form/inputs.tsx';
import { at, type FieldPath, isMapping } from '../form/json.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { TimeField } from '../form/time-field.tsx';
import { minuteOf } from '../form/written-times.ts';
import { daysOf } from '../maintenance/windows.ts';
import { useSectionForm } from '../section-form.ts';
import type { SectionProps } from '../settings-view.tsx';
import { Delivery } from './delivery.tsx';
import { SeverityTable } from './severity-table.tsx';
import { notificationWords } from './words.ts';
import './notifications-section.css';

const quietHours: FieldPath = ['desktop', 'quiet_hours'];
const fields: readonly FieldPath[] = [
  ['desktop', 'enabled'],
  ['desktop', 'notifications'],
  ['desktop', 'sound'],
  quietHours,
];
const usualHours: JsonObject = { from: '22:00', to: '07:00' };

function faultsOf(draft: JsonObject): readonly Fault[] {
  const hours = at(draft, quietHours);
  if (!isMapping(hours)) return [];
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  return [
    ...(from === undefined ? [{ path: [...quietHours, 'from'], fault: 'time' } as const] : []),
    ...(to === undefined ? [{ path: [...quietHours, 'to'], fault: 'time' } as const] : []),
    ...(from !== undefined && from === to ? [{ path: [...quietHours, 'to'], fault: 'same_time' } as const] : []),
    ...(daysOf(hours.days)?.length === 0 ? [{ path: [...quietHours, 'days'], fault: 'required' } as const] : []),
  ];
}

export function NotificationsSection({ settings, isReadOnly }: SectionProps) {
  const words = notificationWords.value;
  const form = useSectionForm(settings, ['desktop'], faultsOf);
  return (
    <SettingsForm
      form={form}
      label={words.title}
      fields={fields}
      isReadOnly={isReadOnly}
      above={
        <>
          <h2>{words.title}</h2>
          <p class="settings-lead">{words.lead}</p>
          {desktop.value !== undefined && <Delivery view={desktop.value} />}
        </>
      }
    >
      <div class="settings-columns">
        <div>
          <FlagField path={['desktop', 'enabled']} label={words.enabled} text={words.enabledText} fallback={true} />
          <FlagField
            path={['desktop', 'notifications']}
            label={words.notifications}
            text={words.notificationsText}
            fallback={true}
          />
          <FlagField path={['desktop', 'sound']} label={words.sound} text={words.soundText} fallback={true} />
          <h3>{words.severities}</h3>
          <p class="quiet">{words.severitiesHint}</p>
          <SeverityTable />
          <div class="quiet-hours">
            <QuietHours />
          </div>
        </div>
      </div>
    </SettingsForm>
  );
}

function QuietHours() {
  const words = notificationWords.value;
  const form = useForm();
  const seen = at(form.seen.value, quietHours);
  const isOn = isMapping(at(form.draft.value, quietHours));
  return (
    <>
      <Field path={quietHours} label={words.quietHours} isShallow>
        {({ id, ...bindings }) => (
          <label class="field-flag" for={id}>
            <input
              {...bindings}
              id={id}
              type="checkbox"
              checked={isOn}
              onChange={(event) => {
                const usual = isMapping(seen) ? seen : usualHours;
                form.set(quietHours, event.currentTarget.checked ? usual : undefined);
              }}
            />
            <span>{words.quietHoursText}</span>
          </label>
        )}
      </Field>
      {isOn && (
        <>
          <TimeField path={[...quietHours, 'from']} label={words.from} placeholder="22:00" />
          <TimeField path={[...quietHours, 'to']} label={words.to} placeholder="07:00" />
          <DaysField path={[...quietHours, 'days']} label={words.days} hint={words.daysHint} />
        </>
      )}
    </>
  );
}
