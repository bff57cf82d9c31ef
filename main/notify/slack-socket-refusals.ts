/** Why there is no Socket Mode connection, and what a person can do about it. Nothing here repeats a token or an address with a ticket. */
import { httpRefusal } from './slack-errors.ts';
import { networkRefusal } from './slack-network.ts';

export type SocketRefusal = {
  /** Slack's own word for it, or what happened on the way. */
  readonly code: string;
  readonly reason: string;
  readonly remedy?: string;
  /** Nothing changes before somebody acts. */
  readonly lasting: boolean;
  readonly retryAfterMs?: number;
};

const newToken =
  'make an app-level token (xapp-…) with the scope connections:write at https://api.slack.com/apps, your app, "Basic Information", "App-Level Tokens", and put it into SLACK_APP_TOKEN';
const reinstall =
  'reinstall the app to the workspace at https://api.slack.com/apps, your app, "Install App"; or remove SLACK_APP_TOKEN to do without buttons';
const switchOn = 'switch it on at https://api.slack.com/apps, your app, "Socket Mode"';
const askAdmin = 'ask an administrator of the Slack workspace';

/** What only a person can end: the sentence and the remedy. */
const lasting: Readonly<Record<string, readonly [sentence: string, remedy: string]>> = {
  invalid_auth: ['Slack does not know the app-level token', newToken],
  not_authed: ['Slack was given no app-level token', newToken],
  not_allowed_token_type: ['SLACK_APP_TOKEN is not an app-level token', newToken],
  token_revoked: ['the app-level token has been revoked', newToken],
  token_expired: ['the app-level token has expired', newToken],
  missing_scope: ['the app-level token lacks the scope connections:write', newToken],
  no_permission: ['the app-level token lacks the scope connections:write', newToken],
  account_inactive: ['the app or its workspace has been deactivated', reinstall],
  user_removed_from_team: ['whoever installed the app has left the workspace', reinstall],
  team_access_not_granted: ['the app has no access to that workspace', reinstall],
  invalid_app: ['Slack does not know the app that the token belongs to', reinstall],
  team_disabled: ['the workspace has been deactivated', askAdmin],
  access_denied: ['Slack denies the app access', askAdmin],
  forbidden_team: ['the workspace may not use Socket Mode', askAdmin],
  org_login_required: ['the workspace is being moved or needs a login of its organisation', askAdmin],
  ekm_access_denied: ['administrators have suspended access', askAdmin],
  link_disabled: ['Socket Mode is switched off for the app', switchOn],
};

/** A refusal in Slack's own word, from `apps.connections.open` or as the reason of a `disconnect`. */
export function socketRefusal(code: string): SocketRefusal {
  if (!/^[a-z0-9_.:-]{1,80}$/i.test(code)) {
    return {
      code: 'not_slack',
      reason: 'something other than Slack answered in its place',
      remedy: 'check the network: a captive portal or a proxy may be waiting for a login',
      lasting: false,
    };
  }
  if (code === 'too_many_websockets') {
    return {
      code,
      reason: `the app has ten connections already (${code})`,
      remedy: 'end other programs that use the same app-level token',
      lasting: false,
    };
  }
  const meaning = Object.hasOwn(lasting, code) ? lasting[code] : undefined;
  if (meaning === undefined) return { code, reason: `Slack refuses the connection (${code})`, lasting: false };
  return { code, reason: `${meaning[0]} (${code})`, remedy: meaning[1], lasting: true };
}

/** The other side went, or never came; nothing is known but that. */
export function silentRefusal(code: 'timeout' | 'closed'): SocketRefusal {
  const reason =
    code === 'timeout' ? 'no connection came about in time' : 'the connection ended before Slack said hello';
  return { code, reason: `${reason} (${code})`, lasting: false };
}

/** What `start()` rejected with. `host` is where `apps.connections.open` was asked. */
export function refusalOfStart(error: unknown, host: string): SocketRefusal {
  const fields: Readonly<Record<string, unknown>> = error instanceof Error ? { ...error } : {};
  switch (fields.code) {
    case 'slack_webapi_platform_error': {
      const data: unknown = fields.data;
      const hasError = typeof data === 'object' && data !== null && 'error' in data;
      return socketRefusal(hasError && typeof data.error === 'string' ? data.error : '');
    }
    case 'slack_webapi_rate_limited_error': {
      const seconds = typeof fields.retryAfter === 'number' ? fields.retryAfter : 1;
      const retryAfterMs = Math.max(1, seconds) * 1_000;
      return {
        code: 'ratelimited',
        reason: 'Slack asks for fewer connections (ratelimited)',
        lasting: false,
        retryAfterMs,
      };
    }
    case 'slack_webapi_http_error':
      return plain(httpRefusal(typeof fields.statusCode === 'number' ? fields.statusCode : 0));
    case 'slack_webapi_request_error':
      return plain(networkRefusal(fields.original, host));
    case 'slack_socket_mode_websocket_error':
      return plain(networkRefusal(fields.original, 'the WebSocket address that Slack named'));
    default:
      return plain(networkRefusal(error, host));
  }
}

type Told = { readonly code: string; readonly reason: string; readonly remedy?: string };

function plain({ code, reason, remedy }: Told): SocketRefusal {
  return { code, reason, ...(remedy === undefined ? {} : { remedy }), lasting: false };
}
