/** How often services are checked, and what that promises, worked out while one types. */
import type { Json, JsonObject } from '../../../preload/settings.ts';
import { desktop, isDesktop } from '../../state/desktop.ts';
import { formatExactDuration as exact } from '../../words/durations.ts';
import { type Fault, type FaultKind, faultsAt } from '../form/faults.ts';
import { CountField, DurationField, FlagField } from '../form/inputs.tsx';
import { type FieldPath, isMapping, isSecret } from '../form/json.ts';
import { SecretField } from '../form/secret-field.tsx';
import { SettingsForm } from '../form/settings-form.tsx';
import { valueText } from '../form/written-values.ts';
import { useSectionForm } from '../section-form.ts';
import { countFault, durationFault, mostInARow, urlFault } from '../services/service-faults.ts';
import type { SectionProps } from '../settings-view.tsx';
import { commonTiming, worstCase } from '../worst-case.ts';
import { PromiseReport } from './promise-report.tsx';
import { monitoringWords } from './words.ts';

const keys = ['monitoring', 'heartbeat_url'];
const path = (key: string): FieldPath => ['monitoring', key];
const durations = ['check_interval', 'default_timeout', 'retry_interval', 'alert_within'].map(path);
const thresholds = ['failure_threshold', 'recovery_threshold'].map(path);
const maxConcurrent = path('max_concurrent');
const saveBattery: FieldPath = ['desktop', 'save_battery'];
const mostConcurrent = 10_000;
const heartbeats: readonly FieldPath[] = [path('heartbeat_url'), ['heartbeat_url']];

function faultsOf(draft: JsonObject): readonly Fault[] {
  return [
    ...faultsAt(draft, durations, durationFault),
    ...faultsAt(draft, thresholds, countFault(mostInARow)),
    ...faultsAt(draft, [maxConcurrent], countFault(mostConcurrent)),
    ...faultsAt(draft, heartbeats, heartbeatFault),
  ];
}

/** Variables in it are only known to the program. */
function heartbeatFault(value: Json): FaultKind | undefined {
  return isSecret(value) || valueText(value).includes('${') ? undefined : urlFault(value);
}

export function MonitoringSection({ settings, isReadOnly }: SectionProps) {
  const words = monitoringWords.value;
  const form = useSectionForm(settings, isDesktop ? [...keys, 'desktop'] : keys, faultsOf);
  const { defaults, raw } = settings;
  const { monitoring: written } = form.draft.value;
  const monitoring = isMapping(written) ? written : {};
  const common = commonTiming(monitoring, defaults);
  // The file may have it at its left edge.
  const heartbeat = raw.heartbeat_url === undefined ? path('heartbeat_url') : ['heartbeat_url'];
  return (
    <SettingsForm
      form={form}
      label={words.title}
      isReadOnly={isReadOnly}
      {...(common === undefined ? {} : { upshot: words.upshot(exact(worstCase(common).worstCaseMs)) })}
      fields={[...durations, ...thresholds, maxConcurrent, ...heartbeats, saveBattery]}
    >
      <h2>{words.title}</h2>
      <p class="settings-lead">{words.lead}</p>
      <div class="settings-columns">
        <div>
          <DurationField
            path={path('alert_within')}
            label={words.alertWithin}
            hint={words.alertWithinHint}
            fallback={defaults.alertWithin}
          />
          <DurationField
            path={path('check_interval')}
            label={words.checkInterval}
            hint={words.checkIntervalHint}
            fallback={defaults.checkInterval}
          />
          <DurationField
            path={path('default_timeout')}
            label={words.timeout}
            hint={words.timeoutHint}
            fallback={defaults.timeout}
          />
          <CountField
            path={path('failure_threshold')}
            label={words.failureThreshold}
            hint={words.failureThresholdHint}
            fallback={defaults.failureThreshold}
          />
          <DurationField
            path={path('retry_interval')}
            label={words.retryInterval}
            hint={words.retryIntervalHint}
            fallback={defaults.retryInterval}
          />
          <CountField
            path={path('recovery_threshold')}
            label={words.recoveryThreshold}
            hint={words.recoveryThresholdHint}
            fallback={defaults.recoveryThreshold}
          />
          <CountField
            path={maxConcurrent}
            label={words.maxConcurrent}
            hint={words.maxConcurrentHint}
            fallback={defaults.maxConcurrent}
          />
          {desktop.value !== undefined && (
            <FlagField
              path={saveBattery}
              label={words.battery}
              text={words.batteryText}
              hint={desktop.value.isSparing ? `${words.batteryHint} ${words.sparing}` : words.batteryHint}
              fallback={false}
            />
          )}
          <SecretField path={heartbeat} label={words.heartbeat} hint={words.heartbeatHint} />
        </div>
        <PromiseReport common={common} settings={settings} />
      </div>
    </SettingsForm>
  );
}
