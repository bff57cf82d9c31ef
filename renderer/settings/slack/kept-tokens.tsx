/** Slack's tokens on the desktop, which keeps them in the system's keychain. */
import type { Settings, TokenKind } from '../../../preload/settings.ts';
import type { DesktopView } from '../../../preload/snapshot.ts';
import { copy } from '../../actions/care.ts';
import { RevealButton } from '../../actions/reveal.tsx';
import { StateMark } from '../../pieces/state-mark.tsx';
import { KeptToken } from './kept-token.tsx';
import { SlackTestButton, type SlackTesting } from './slack-test.tsx';
import { tokenWords } from './token-words.ts';
import { slackWords } from './words.ts';
import './kept-tokens.css';

export type KeptTokensProps = {
  readonly settings: Settings;
  readonly view: DesktopView;
  readonly test: SlackTesting;
};

const kinds = ['bot', 'app'] as const satisfies readonly TokenKind[];

export function KeptTokens({ settings: { slack, places }, view, test }: KeptTokensProps) {
  const words = tokenWords.value;
  const { keychain, keptTokens } = view;
  const sources = { bot: slack.token, app: slack.appToken };
  const isMissing = kinds.some((kind) => sources[kind] === undefined);
  const isAtRisk = keychain === 'basic_text' && (isMissing || keptTokens.length > 0);
  return (
    <section class="kept-tokens" aria-labelledby="kept-tokens-title">
      <h3 id="kept-tokens-title">{words.title}</h3>
      {keychain !== 'none' && <p class="settings-lead">{words.lead}</p>}
      {isAtRisk && (
        <p class="kept-tokens-risk">
          <StateMark state="degraded" />
          <span>{words.openToAll}</span>
        </p>
      )}
      {kinds.map((kind) => (
        <KeptToken
          key={kind}
          kind={kind}
          source={sources[kind]}
          isKept={keptTokens.includes(kind)}
          canKeep={keychain !== 'none'}
          next={kind === 'bot' && <SlackTestButton {...test} />}
        />
      ))}
      {keychain === 'none' && isMissing && <WithoutKeychain dotenv={places.dotenv} />}
    </section>
  );
}

function WithoutKeychain({ dotenv }: { readonly dotenv: string }) {
  const words = slackWords.value;
  return (
    <div class="kept-tokens-elsewhere">
      <p>{tokenWords.value.noKeychain}</p>
      <p class="slack-line">
        <code>SLACK_BOT_TOKEN=xoxb-…</code>
        <button type="button" class="button" onClick={() => void copy('SLACK_BOT_TOKEN=')}>
          {words.copyLine}
        </button>
      </p>
      <p class="slack-line">
        <code>{dotenv}</code>
        <button type="button" class="button" onClick={() => void copy(dotenv)}>
          {words.copyPath}
        </button>
        <RevealButton place="dotenv" of=".env" />
      </p>
    </div>
  );
}
