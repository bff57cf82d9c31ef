/** How often a service is asked, its certificate, and the network it needs. */
import type { Json, Settings } from '../../../preload/settings.ts';
import { Field } from '../form/field.tsx';
import { useForm } from '../form/form-context.ts';
import { CountField, DurationField, TextField, TypedField } from '../form/inputs.tsx';
import { at, type FieldPath, isMapping } from '../form/json.ts';
import { serviceWords } from './form-words.ts';
import { daysText, tlsOf, writtenDaysBefore, writtenTls } from './request-values.ts';

export function TimingFields({ settings: { raw, defaults } }: { readonly settings: Settings }) {
  const words = serviceWords.value;
  const monitoring = isMapping(raw.monitoring) ? raw.monitoring : {};
  return (
    <>
      <DurationField
        path={['interval']}
        label={words.interval}
        fallback={monitoring.check_interval ?? defaults.checkInterval}
        from={words.fromMonitoring}
      />
      <DurationField
        path={['timeout']}
        label={words.timeout}
        fallback={monitoring.default_timeout ?? defaults.timeout}
        from={words.fromMonitoring}
      />
      <CountField
        path={['failure_threshold']}
        label={words.failureThreshold}
        fallback={monitoring.failure_threshold ?? defaults.failureThreshold}
        from={words.fromMonitoring}
      />
      <CountField
        path={['recovery_threshold']}
        label={words.recoveryThreshold}
        fallback={monitoring.recovery_threshold ?? defaults.recoveryThreshold}
        from={words.fromMonitoring}
      />
    </>
  );
}

const tls: FieldPath = ['tls'];

export function CertificateFields() {
  const words = serviceWords.value;
  const form = useForm();
  const seen = at(form.seen.value, tls);
  const own = tlsOf(at(form.draft.value, tls));
  const before = tlsOf(seen);
  return (
    <>
      <Field path={[...tls, 'verify']} label={words.verify}>
        {({ id, ...bindings }) => (
          <label class="field-flag" for={id}>
            <input
              {...bindings}
              id={id}
              type="checkbox"
              checked={own.verify}
              onChange={(event) => form.set(tls, writtenTls({ ...own, verify: event.currentTarget.checked }, seen))}
            />
            <span>{words.verifyText}</span>
          </label>
        )}
      </Field>
      <TypedField
        path={tls}
        label={words.expiry}
        hint={words.expiryHint}
        placeholder="21, 7, 1"
        show={(value) => daysText(tlsOf(value).expiry)}
        read={(text): Json | undefined => writtenTls({ ...own, expiry: writtenDaysBefore(text, before.expiry) }, seen)}
      />
    </>
  );
}

export function NetworkFields() {
  const words = serviceWords.value;
  return (
    <>
      <p class="quiet">{words.requiresHint}</p>
      <TextField
        path={['requires', 'interface']}
        label={words.interface}
        hint={words.interfaceHint}
        placeholder="tun0"
      />
      <TextField path={['requires', 'route']} label={words.route} hint={words.routeHint} placeholder="10.8.0.0/16" />
      <TextField
        path={['requires', 'canary']}
        label={words.canary}
        hint={words.canaryHint}
        placeholder="https://…"
        class="wide mono"
      />
    </>
  );
}
