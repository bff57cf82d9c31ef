/** What Slack's refusals mean, how far they reach, and what a person can do about them. */
import type { FailedDelivery } from './notifier.ts';

/** A failed request; `code` is Slack's own word for it, or what happened on the way. */
export type Refusal = Omit<FailedDelivery, 'ok'> & { readonly code: string };

type Meaning = {
  readonly sentence: string;
  readonly remedy?: string;
  readonly scope: FailedDelivery['scope'];
  /** False when somebody has to act first. */
  readonly retryable: boolean;
  /** Slack may have acted all the same. */
  readonly uncertain?: true;
};

const newToken =
  'copy the "Bot User OAuth Token" (xoxb-…) from https://api.slack.com/apps, your app, "OAuth & Permissions", into SLACK_BOT_TOKEN';
const reinstall =
  'reinstall the app to the workspace at https://api.slack.com/apps, your app, "Install App", and use its new token';
const addScopes =
  'add it at https://api.slack.com/apps, your app, "OAuth & Permissions", "Bot Token Scopes", reinstall the app, and use its new token';
const askAdmin = 'ask an administrator of the Slack workspace';
const invite = 'invite the bot: write "/invite @" and its name in that channel';

const token = (sentence: string, remedy = newToken): Meaning => ({
  sentence,
  remedy,
  scope: 'everything',
  retryable: false,
});
const channel = (sentence: string, remedy: string): Meaning => ({
  sentence,
  remedy,
  scope: 'channel',
  retryable: false,
});
const content = (sentence: string): Meaning => ({ sentence, scope: 'message', retryable: true });
const passing = (sentence: string, scope: Meaning['scope']): Meaning => ({ sentence, scope, retryable: true });

const meanings: Readonly<Record<string, Meaning>> = {
  invalid_auth: token('Slack does not know the token'),
  not_authed: token('Slack was given no token'),
  account_inactive: token('the bot or its workspace has been deactivated', reinstall),
  token_revoked: token('the token has been revoked', reinstall),
  token_expired: token('the token has expired', `use a token without rotation: ${newToken}`),
  not_allowed_token_type: token('this kind of token may not send messages'),
  missing_scope: token('the token lacks a permission', addScopes),
  no_permission: token('the bot is not permitted to do this', addScopes),
  access_denied: token('Slack denies the bot access', askAdmin),
  team_access_not_granted: token('the app has no access to that workspace', reinstall),
  org_login_required: token('the workspace is being moved or needs a login of its organisation', askAdmin),
  ekm_access_denied: token('administrators have suspended access to messages', askAdmin),
  invalid_app: token('Slack does not know the app that the token belongs to', reinstall),

  channel_not_found: channel(
    'there is no channel {channel} that the bot can see',
    `check slack.channel in the configuration; for a private channel, ${invite}`,
  ),
  not_in_channel: channel(
    'the bot is not a member of {channel}',
    `${invite}, or give its token the scope chat:write.public`,
  ),
  is_archived: channel('{channel} is archived', 'unarchive it, or name another slack.channel in the configuration'),
  restricted_action: channel('a workspace setting forbids the bot to write in {channel}', askAdmin),
  restricted_action_read_only_channel: channel('{channel} is read-only', `${askAdmin}, or name another slack.channel`),
  restricted_action_thread_only_channel: channel(
    '{channel} only allows replies in threads',
    `${askAdmin}, or name another slack.channel`,
  ),
  restricted_action_non_threadable_channel: channel(
    '{channel} does not allow threads',
    `${askAdmin}, or name another slack.channel`,
  ),
  messages_tab_disabled: channel(
    'the bot accepts no direct messages',
    'name a channel in slack.channel instead of a person',
  ),
  slack_connect_canvas_sharing_blocked: channel('{channel} is shared and does not allow this', askAdmin),
  team_not_found: channel('the workspace of {channel} was not found', 'check slack.channel in the configuration'),
  user_not_found: channel('there is nobody {channel}', 'check slack.channel in the configuration'),

  ratelimited: passing('Slack asks for fewer messages', 'channel'),
  rate_limited: passing('Slack asks for fewer messages', 'channel'),
  message_limit_exceeded: passing('the workspace has reached its message limit', 'channel'),
  service_unavailable: passing('Slack is out of service', 'everything'),
  team_added_to_org: passing('the workspace is being moved into an organisation', 'everything'),
  accesslimited: passing('access to this method is limited at the moment', 'everything'),
  request_timeout: passing('Slack did not receive the whole request', 'message'),
  fatal_error: { ...passing('Slack failed', 'message'), uncertain: true },
  internal_error: { ...passing('Slack failed', 'message'), uncertain: true },

  invalid_blocks: content('Slack refuses the layout of the message'),
  invalid_blocks_format: content('Slack refuses the layout of the message'),
  invalid_attachments: content('Slack refuses the layout of the message'),
  attachment_payload_limit_exceeded: content('the message is too long'),
  too_many_attachments: content('the message has too many parts'),
  msg_too_long: content('the message is too long'),
  msg_blocks_too_long: content('the message is too long'),
  no_text: content('the message is empty'),
  invalid_arguments: content('Slack refuses an argument of the message'),
  invalid_metadata_format: content('Slack refuses the metadata of the message'),
  invalid_metadata_schema: content('Slack refuses the metadata of the message'),
  metadata_too_large: content('the metadata of the message is too large'),
  metadata_must_be_sent_from_app: content('only apps may send metadata'),

  message_not_found: content('the message is gone'),
  thread_not_found: content('the thread is gone'),
  cannot_reply_to_message: content('Slack allows no reply to that message'),
  cant_update_message: content('the bot may not edit that message'),
  edit_window_closed: content('that message may no longer be edited'),
  update_failed: content('Slack could not edit the message'),
  is_inactive: content('that message may no longer be edited'),
};

/** The same content, sent again, will be refused again; without blocks, attachments and metadata it may pass. */
const aboutContent: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'attachment_payload_limit_exceeded',
  'too_many_attachments',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'invalid_arguments',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'metadata_must_be_sent_from_app',
]);

export const isAboutContent = (refusal: Refusal): boolean => aboutContent.has(refusal.code);

/** Whether it is known what this code of Slack's means. */
export function isListed(code: string): boolean {
  return Object.hasOwn(meanings, code);
}

/** A refusal in Slack's own words (`ok: false`). What is not in the table is told as Slack said it, and tried again. */
export function platformRefusal(
  code: string,
  about: { readonly channel: string; readonly needed?: string | undefined },
): Refusal {
  // Only Slack answers with its short codes; a page of HTML comes from something that stands between.
  if (!/^[a-z0-9_.:-]{1,80}$/i.test(code)) return impostorRefusal();
  const meaning = meanings[code] ?? passing('Slack refused the message', 'message');
  const sentence = meaning.sentence.replace('{channel}', about.channel === '' ? 'the channel' : `"${about.channel}"`);
  const missing = code === 'missing_scope' && about.needed !== undefined ? `: ${about.needed}` : '';
  return {
    code,
    reason: `${sentence}${missing} (${code})`,
    ...(meaning.remedy === undefined ? {} : { remedy: meaning.remedy }),
    scope: meaning.scope,
    retryable: meaning.retryable,
    uncertain: meaning.uncertain ?? false,
    answered: true,
  };
}

export function rateLimitRefusal(retryAfterMs: number): Refusal {
  return { ...platformRefusal('ratelimited', { channel: '' }), retryAfterMs };
}

/** An HTTP status that Slack gives when it, or a proxy before it, is in trouble. */
export function httpRefusal(status: number): Refusal {
  const passes = status >= 500 || status === 408 || status === 429;
  const reason = `Slack's address answered with HTTP ${status}`;
  const remedy = 'check the network: a proxy or firewall may stand in the way of slack.com';
  // A gateway that gave up waiting does not know whether Slack is still at it.
  const isGateway = status === 502 || status === 504;
  return {
    code: `http_${status}`,
    reason,
    ...(passes ? {} : { remedy }),
    scope: 'everything',
    retryable: true,
    uncertain: status >= 500,
    ...(isGateway ? {} : { answered: true }),
  };
}

/** Refusals to let the bot read, which nothing but a person changes; a code that nobody knows is one of them. */
const keptFromReading: ReadonlySet<string> = new Set([
  'missing_scope',
  'no_permission',
  'access_denied',
  'not_allowed_token_type',
  'team_access_not_granted',
  'ekm_access_denied',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
]);

export const isKeptFromReading = ({ code, answered }: Refusal): boolean =>
  keptFromReading.has(code) || (answered === true && !code.startsWith('http_') && !isListed(code));

function impostorRefusal(): Refusal {
  return {
    code: 'not_slack',
    reason: 'something other than Slack answered in its place',
    remedy: 'check the network: a captive portal or a proxy may be waiting for a login',
    scope: 'everything',
    retryable: true,
    uncertain: false,
  };
}
