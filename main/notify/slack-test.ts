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
      /** Scopes without which all alerts arrive, but not everything can be done for them; empty where Slack does not say. */
      readonly recommendedScopes: readonly string[];
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

/** Any one of them does, as the channel is either public or private. */
const historyScopes = {
  'channels:history': 'to look whether a message arrived whose answer was lost, instead of repeating it',
  'groups:history': 'the same in a private channel',
} as const;

/** What each scope is used for. The first is needed, the rest makes things better. */
export const usedScopes: Readonly<Record<string, string>> = {
  'chat:write': 'to write alerts and keep them up to date',
  'chat:write.public': 'to write in a public channel to which the bot was not invited',
  ...historyScopes,
  'channels:read': 'to find the id of the channel that the configuration names, before the first message in it',
  'groups:read': 'the same for a private channel',
};

/** Whether a token with these scopes may read what stands in some channel. */
export const mayReadHistory = (scopes: readonly string[]): boolean =>
  scopes.some((scope) => scope.endsWith(':history'));

/** `knowsChannel`: its id is known, so that it can be read; asked only where the test has succeeded. */
export function slackTestOf(answer: Answer<AuthTestResponse>, knowsChannel: () => boolean): SlackTest {
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
  const recommended = granted === undefined ? [] : recommendedBeside(granted, knowsChannel());
  const reasons = recommended.map((scope) => `${scope} (${usedScopes[scope]})`).join(', ');
  const advised = reasons === '' ? '' : `; recommended, for a private channel with "groups:": ${reasons}`;
  return {
    ok: true,
    bot,
    workspace,
    workspaceUrl: result.url,
    missingScopes,
    recommendedScopes: recommended,
    sentence: `Slack: signed in as ${bot} in the workspace ${workspace}${lacks === '' ? '' : `, but ${lacks}`}${advised}`,
    remedy:
      lacks === '' && advised === ''
        ? undefined
        : 'add it at https://api.slack.com/apps, your app, "OAuth & Permissions", "Bot Token Scopes", and reinstall the app',
    canWrite: !missingScopes.includes('chat:write'),
  };
}

function recommendedBeside(granted: readonly string[], knowsChannel: boolean): readonly string[] {
  const history = mayReadHistory(granted) ? [] : ['channels:history'];
  const isListable = granted.includes('channels:read') || granted.includes('groups:read');
  return knowsChannel || isListable ? history : [...history, 'channels:read'];
}
