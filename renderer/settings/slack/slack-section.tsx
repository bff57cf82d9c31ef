/** Where alerts go in Slack, and whether they would arrive. */
import { useSignal } from '@preact/signals';
import type { SlackReport } from '../../../preload/settings.ts';
import { toastError } from '../../pieces/toasts.tsx';
import { ask } from '../../state/bridge.ts';
import { desktop } from '../../state/desktop.ts';
import { ChoiceField, FlagField, TextField, TypedField } from '../form/inputs.tsx';
import type { FieldPath } from '../form/json.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { splitTexts, textsOf, writtenTexts } from '../form/written-values.ts';
import { useSectionForm } from '../section-form.ts';
import type { SectionProps } from '../settings-view.tsx';
import { KeptTokens } from './kept-tokens.tsx';
import { slackFaults } from './slack-faults.ts';
import { SlackTest } from './slack-test.tsx';
import { TokenPlaces } from './token-places.tsx';
import { slackWords } from './words.ts';
import './slack-section.css';

const fields: readonly FieldPath[] = ['enabled', 'channel', 'mention_channel', 'mention', 'language'].map((key) => [
  'slack',
  key,
]);

export function SlackSection({ settings, isReadOnly }: SectionProps) {
  const words = slackWords.value;
  const form = useSectionForm(settings, ['slack'], slackFaults);
  const report = useSignal<SlackReport | undefined>(undefined);
  const isTesting = useSignal(false);
  const view = desktop.value;
  const test = async (): Promise<void> => {
    isTesting.value = true;
    report.value = undefined;
    try {
      if (form.isDirty.peek() && (await form.save()) !== 'saved') return;
      report.value = await ask('testSlack');
    } catch (error) {
      toastError(error);
    } finally {
      isTesting.value = false;
    }
  };
  const testing = { isTesting: isTesting.value, isDirty: form.isDirty.value, onTest: () => void test() };
  return (
    <SettingsForm
      form={form}
      label={words.title}
      fields={fields}
      isReadOnly={isReadOnly}
      below={view !== undefined && <KeptTokens settings={settings} view={view} test={testing} />}
    >
      <h2>{words.title}</h2>
      <p class="settings-lead">{words.lead}</p>
      <div class="settings-columns">
        <div>
          <FlagField path={['slack', 'enabled']} label={words.enabled} text={words.enabledText} fallback={true} />
          <TextField
            path={['slack', 'channel']}
            label={words.channel}
            hint={words.channelHint}
            placeholder="#asl-alerts"
          />
          <FlagField
            path={['slack', 'mention_channel']}
            label={words.mentionChannel}
            text={words.mentionChannelText}
            fallback={true}
          />
          <TypedField
            path={['slack', 'mention']}
            label={words.mention}
            hint={words.mentionHint}
            placeholder="@channel"
            show={(value) => textsOf(value)?.join(', ') ?? ''}
            read={(text, seen) => writtenTexts(splitTexts(text), seen)}
          />
          <ChoiceField
            path={['slack', 'language']}
            label={words.language}
            fallback="en"
            choices={[
              { value: 'en', text: words.languages.en },
              { value: 'fr', text: words.languages.fr },
            ]}
          />
          {view === undefined && <TokenPlaces settings={settings} />}
        </div>
        <SlackTest report={report.value} {...testing} />
      </div>
    </SettingsForm>
  );
}
