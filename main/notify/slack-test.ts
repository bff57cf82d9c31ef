/** What the test of a token found, in words for the log and the settings. */
import type { AuthTestResponse } from '@slack/web-api';
import type { Answer } from './slack-client.ts';

export type SlackTest =
  | {
      readonly ok: true;
      readonly bot: string;
      readonly workspace: string;
      readonly workspaceUrl: string | undefined;
      /** Scopes that alerts need or may need and the token does not have; empty also where Slack does not say. */
      readonly missingScopes: readonly string[];
      readonly sentence: string;
      readonly remedy: string | undefined;
      /** False when no message can be sent with this token as it is. */
      readonly canWrite: boolean;
    }
  | { readonly ok: false; readonly reason: string; readonly remedy: string | undefined; readonly retryable: boolean };

const neededScopes = {
  'chat:write': 'no alert can be sent without it',
  'chat:write.public': 'without it the bot has to be invited to the channel with "/invite @" and its name',
} as const;

export function slackTestOf(answer: Answer<AuthTestResponse>): SlackTest {
  if (!answer.ok) {
    const { reason, remedy, retryable } = answer.refusal;
    return { ok: false, reason, remedy, retryable };
  }
  const { result } = answer;
  const granted = result.response_metadata?.scopes;
  const missing =
    granted === undefined ? [] : Object.entries(neededScopes).filter(([scope]) => !granted.includes(scope));
  const bot = result.user ?? result.user_id ?? 'a bot without a name';
  const workspace = result.team ?? result.team_id ?? 'a workspace without a name';
  const lacks = missing.map(([scope, why]) => `the scope ${scope} is missing (${why})`).join('; ');
  const missingScopes = missing.map(([scope]) => scope);
  return {
    ok: true,
    bot,
    workspace,
    workspaceUrl: result.url,
    missingScopes,
    sentence: `Slack: signed in as ${bot} in the workspace ${workspace}${lacks === '' ? '' : `, but ${lacks}`}`,
    remedy:
      lacks === ''
        ? undefined
        : 'add it at https://api.slack.com/apps, your app, "OAuth & Permissions", "Bot Token Scopes", and reinstall the app',
    canWrite: !missingScopes.includes('chat:write'),
  };
}
