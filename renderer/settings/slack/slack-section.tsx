/** Where alerts go in Slack, and whether they would arrive. */
import { useSignal } from '@preact/signals';
import type { Settings, SlackReport } from '../../../preload/settings.ts';
import { copy } from '../../actions/care.ts';
import { toastError } from '../../pieces/toasts.tsx';
import { ask } from '../../state/bridge.ts';
import { ChoiceField, FlagField, TextField, TypedField } from '../form/inputs.tsx';
import type { FieldPath } from '../form/json.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { splitTexts, textsOf, writtenTexts } from '../form/written-values.ts';
import { useSectionForm } from '../section-form.ts';
import type { SectionProps } from '../settings-view.tsx';
import { slackFaults } from './slack-faults.ts';
import { SlackTest } from './slack-test.tsx';
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
  return (
    <SettingsForm form={form} label={words.title} fields={fields} isReadOnly={isReadOnly}>
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
          <Tokens settings={settings} />
        </div>
        <SlackTest
          report={report.value}
          isTesting={isTesting.value}
          isDirty={form.isDirty.value}
          onTest={() => void test()}
        />
      </div>
    </SettingsForm>
  );
}

const tokenLine = 'SLACK_BOT_TOKEN=xoxb-…';

/** Where they come from; what they are is for the program alone. */
function Tokens({ settings: { slack, places } }: { readonly settings: Settings }) {
  const words = slackWords.value;
  return (
    <dl class="slack-tokens">
      <div class="field">
        <dt class="field-label">{words.token}</dt>
        <dd class="field-body">
          {slack.token === undefined ? (
            <>
              <p>{words.noToken}</p>
              <p class="quiet">{words.noTokenHow}</p>
              <p class="slack-line">
                <code>{tokenLine}</code>
                <button type="button" class="button" onClick={() => void copy('SLACK_BOT_TOKEN=')}>
                  {words.copyLine}
                </button>
              </p>
              <p class="slack-line">
                <code>{places.dotenv}</code>
                <button type="button" class="button" onClick={() => void copy(places.dotenv)}>
                  {words.copyPath}
                </button>
              </p>
            </>
          ) : (
            <p>{words.tokenFrom[slack.token]}</p>
          )}
          <p class="field-hint">{words.tokenPlace}</p>
        </dd>
      </div>
      <div class="field">
        <dt class="field-label">{words.buttons}</dt>
        <dd class="field-body">
          <p>{slack.appToken === undefined ? words.noAppToken : words.appTokenFrom[slack.appToken]}</p>
        </dd>
      </div>
    </dl>
  );
}
