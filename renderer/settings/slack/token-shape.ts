/** What somebody enters as a token of Slack: read kindly, and checked for what it plainly is not. Pure. */
import type { TokenKind } from '../../../preload/settings.ts';

export const tokenStarts = { bot: 'xoxb-', app: 'xapp-' } as const satisfies Record<TokenKind, string>;

/** `user`: of a person. `expires`: of an app that rotates its tokens. `swapped`: right, but for the other field. */
export type TokenFault = 'required' | 'user' | 'expires' | 'swapped' | 'other' | 'incomplete';

/** The token in a text that was pasted: without blanks around it, and without the name of its variable. */
export function readToken(text: string): string {
  const [, value = ''] = /^(?:export\s+)?(?:SLACK_(?:BOT|APP)_TOKEN\s*=)?(.*)$/s.exec(stripped(text)) ?? [];
  const bare = stripped(value);
  return stripped(/^(["'])(.*)\1$/s.exec(bare)?.[2] ?? bare);
}

/** Some pages put characters around a token that nobody sees. */
const stripped = (text: string): string => text.replace(/^[\s\u200b-\u200d\u2060]+|[\s\u200b-\u200d\u2060]+$/g, '');

export function tokenFault(kind: TokenKind, token: string): TokenFault | undefined {
  if (token === '') return 'required';
  if (token.startsWith('xoxp-')) return 'user';
  if (token.startsWith('xoxe')) return 'expires';
  if (token.startsWith(tokenStarts[kind === 'bot' ? 'app' : 'bot'])) return 'swapped';
  const start = tokenStarts[kind];
  if (!token.startsWith(start)) return 'other';
  return /^[\w.-]+$/.test(token) && token.length > start.length ? undefined : 'incomplete';
}
