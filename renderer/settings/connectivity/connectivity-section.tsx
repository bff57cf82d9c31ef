/** How this machine finds out whether its own network is to blame. */
import type { Settings } from '../../../preload/settings.ts';
import { Choices } from '../form/choices.tsx';
import { Field } from '../form/field.tsx';
import { useForm } from '../form/form-context.ts';
import { FlagField } from '../form/inputs.tsx';
import { at, type FieldPath, isList } from '../form/json.ts';
import { Rows } from '../form/rows.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { flagOf } from '../form/written-values.ts';
import { useSectionForm } from '../section-form.ts';
import type { SectionProps } from '../settings-view.tsx';
import { type CanaryRow, canaryRows, connectivityFaults, emptyCanary, isPage, writtenCanaries } from './canaries.ts';
import { connectivityWords } from './words.ts';
import './connectivity-section.css';

const enabled: FieldPath = ['connectivity', 'enabled'];
const canaries: FieldPath = ['connectivity', 'canaries'];
const fields = [enabled, canaries];

export function ConnectivitySection({ settings, isReadOnly }: SectionProps) {
  const words = connectivityWords.value;
  const form = useSectionForm(settings, ['connectivity'], connectivityFaults);
  const isOn = flagOf(at(form.draft.value, enabled)) ?? true;
  return (
    <SettingsForm form={form} label={words.title} fields={fields} isReadOnly={isReadOnly}>
      <h2>{words.title}</h2>
      <p class="settings-lead">{words.lead}</p>
      <div class="connectivity-fields">
        <FlagField
          path={enabled}
          label={words.enabled}
          text={words.enabledText}
          fallback={true}
          hint={isOn ? undefined : words.off}
        />
        <Canaries settings={settings} />
      </div>
    </SettingsForm>
  );
}

function Canaries({ settings }: { readonly settings: Settings }) {
  const words = connectivityWords.value;
  const form = useForm();
  const seen = at(form.seen.value, canaries);
  const value = at(form.draft.value, canaries);
  const isOwn = isList(value);
  if (canaryRows(value) === undefined) {
    return (
      <Field path={canaries} label={words.canaries} group>
        {() => <p class="quiet">{words.tooComplex}</p>}
      </Field>
    );
  }
  return (
    <>
      <Field path={canaries} label={words.canaries} hint={words.canariesHint} group isShallow>
        {() => (
          <>
            <Choices
              chosen={isOwn}
              choices={[
                { key: false, text: words.usual },
                { key: true, text: words.own },
              ]}
              onChoose={(own) => form.set(canaries, own ? (isList(seen) ? seen : []) : undefined)}
            />
            {!isOwn && (
              <ul class="connectivity-usual">
                {settings.defaultCanaries.map((address) => (
                  <li key={address}>
                    <code>{address}</code>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Field>
      {isOwn && (
        <Rows
          path={canaries}
          label={words.own}
          addLabel={words.addCanary}
          empty={emptyCanary}
          show={(given) => canaryRows(given) ?? []}
          read={writtenCanaries}
          isFilled={({ address }) => address.trim() !== ''}
          nameOf={({ address }) => address}
        >
          {(row, change, bindings) => <CanaryInputs row={row} change={change} bindings={bindings} />}
        </Rows>
      )}
    </>
  );
}

function CanaryInputs({
  row,
  change,
  bindings,
}: {
  readonly row: CanaryRow;
  readonly change: (row: CanaryRow) => void;
  readonly bindings: object;
}) {
  const words = connectivityWords.value;
  const { address, status, contains } = row;
  return (
    <>
      <input
        {...bindings}
        class="input"
        aria-label={words.address}
        placeholder={words.address}
        spellcheck={false}
        value={address}
        onInput={(event) => change({ ...row, address: event.currentTarget.value })}
      />
      {(isPage(address) || status + contains !== '') && (
        <>
          <input
            class="input connectivity-status"
            aria-label={words.status}
            placeholder={words.status}
            value={status}
            onInput={(event) => change({ ...row, status: event.currentTarget.value })}
          />
          <input
            class="input connectivity-contains"
            aria-label={words.contains}
            placeholder={words.contains}
            value={contains}
            onInput={(event) => change({ ...row, contains: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
