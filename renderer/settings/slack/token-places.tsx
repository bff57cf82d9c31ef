/** Where Slack's tokens come from, in a browser: what they are is for the program alone. */
import type { Settings } from '../../../preload/settings.ts';
import { copy } from '../../actions/care.ts';
import { slackWords } from './words.ts';

const tokenLine = 'SLACK_BOT_TOKEN=xoxb-…';

export function TokenPlaces({ settings: { slack, places } }: { readonly settings: Settings }) {
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
