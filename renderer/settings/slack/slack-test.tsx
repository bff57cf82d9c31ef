/** A message that somebody asks for, and what Slack made of it. */
import { useEffect, useRef } from 'preact/hooks';
import type { SlackReport } from '../../../preload/settings.ts';
import { StateMark } from '../../pieces/state-mark.tsx';
import { language } from '../../words/dictionary.ts';
import { slackWords } from './words.ts';

export type SlackTesting = {
  readonly isTesting: boolean;
  /** Something is to be saved first. */
  readonly isDirty: boolean;
  readonly onTest: () => void;
};

export function SlackTest({ report, ...testing }: SlackTesting & { readonly report: SlackReport | undefined }) {
  const words = slackWords.value;
  const { isTesting } = testing;
  const element = useRef<HTMLElement>(null);
  // It can be asked for from further below, too.
  useEffect(() => {
    if (isTesting || report !== undefined) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isTesting, report]);
  return (
    <section class="slack-test" aria-labelledby="slack-test-title" ref={element}>
      <h3 id="slack-test-title">{words.test}</h3>
      <p class="quiet">{words.testHint}</p>
      <SlackTestButton {...testing} />
      <div role="status">
        {isTesting && <p class="quiet">{words.testing}</p>}
        {report !== undefined && <Report report={report} />}
      </div>
    </section>
  );
}

export function SlackTestButton({ isTesting, isDirty, onTest }: SlackTesting) {
  const words = slackWords.value;
  return (
    <button type="button" class="button" disabled={isTesting} aria-busy={isTesting} onClick={onTest}>
      {isDirty ? words.saveAndTest : words.test}
    </button>
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
