/** A message that somebody asks for, and what Slack made of it. */
import type { SlackReport } from '../../../preload/settings.ts';
import { StateMark } from '../../pieces/state-mark.tsx';
import { language } from '../../words/dictionary.ts';
import { slackWords } from './words.ts';

export type SlackTestProps = {
  readonly report: SlackReport | undefined;
  readonly isTesting: boolean;
  readonly isDirty: boolean;
  readonly onTest: () => void;
};

export function SlackTest({ report, isTesting, isDirty, onTest }: SlackTestProps) {
  const words = slackWords.value;
  return (
    <section class="slack-test" aria-labelledby="slack-test-title">
      <h3 id="slack-test-title">{words.test}</h3>
      <p class="quiet">{words.testHint}</p>
      <button type="button" class="button" disabled={isTesting} aria-busy={isTesting} onClick={onTest}>
        {isDirty ? words.saveAndTest : words.test}
      </button>
      <div role="status">
        {isTesting && <p class="quiet">{words.testing}</p>}
        {report !== undefined && <Report report={report} />}
      </div>
    </section>
  );
}

function Report({ report }: { readonly report: SlackReport }) {
  const words = slackWords.value;
  const { ok, channel, bot, workspace, missingScopes = [], reason, remedy } = report;
  return (
    <div class="slack-report">
      <p class="slack-verdict">
        <StateMark state={ok ? 'ok' : 'down'} />
        <strong>{ok ? words.arrived(channel) : words.failed}</strong>
      </p>
      {reason !== undefined && <p>{reason[language.value]}</p>}
      <dl>
        {remedy !== undefined && <Fact name={words.remedy} text={remedy[language.value]} />}
        {bot !== undefined && <Fact name={words.bot} text={bot} />}
        {workspace !== undefined && <Fact name={words.workspace} text={workspace} />}
        <Fact name={words.testedChannel} text={channel} />
        {missingScopes.length > 0 && <Fact name={words.missing} text={missingScopes.join(', ')} />}
      </dl>
      {missingScopes.length > 0 && <p class="quiet">{words.missingHint}</p>}
    </div>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
