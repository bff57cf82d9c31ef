import { describe, expect, it } from 'vitest';
import type { TokenKind } from '../../../preload/settings.ts';
import { readToken, type TokenFault, tokenFault } from '../../../renderer/settings/slack/token-shape.ts';
import { tokenStanding } from '../../../renderer/settings/slack/token-standing.ts';

describe('what is entered as a token', () => {
  it.each([
    '  xoxb-1-Ab\n',
    'SLACK_BOT_TOKEN=xoxb-1-Ab',
    'export SLACK_BOT_TOKEN = "xoxb-1-Ab" ',
    "'xoxb-1-Ab'",
    '\u200bxoxb-1-Ab\u2060',
  ])('may bring along what was copied with it: %j', (text) => {
    expect(readToken(text)).toBe('xoxb-1-Ab');
  });

  it('is left as it is within', () => {
    expect(readToken('xoxb-1 Ab')).toBe('xoxb-1 Ab');
  });

  const cases: readonly (readonly [TokenKind, string, TokenFault | undefined])[] = [
    ['bot', 'xoxb-1-Ab', undefined],
    ['app', 'xapp-1-A0-1-ab', undefined],
    ['bot', '', 'required'],
    ['bot', 'xoxp-1-Ab', 'user'],
    ['app', 'xoxp-1-Ab', 'user'],
    ['bot', 'xoxe.xoxb-1-Ab', 'expires'],
    ['bot', 'xapp-1-A0-1-ab', 'swapped'],
    ['app', 'xoxb-1-Ab', 'swapped'],
    ['bot', 'hunter2', 'other'],
    ['bot', 'xoxb-', 'incomplete'],
    ['bot', 'xoxb-1 Ab', 'incomplete'],
    ['app', 'xapp-1-…', 'incomplete'],
  ];
  it.each(cases)('as that of a %s, %j, is found to be: %s', (kind, token, fault) => {
    expect(tokenFault(kind, token)).toBe(fault);
  });
});

describe('where a token comes from', () => {
  it('is the environment or .env before the keychain, and one that is kept as well is told', () => {
    expect(tokenStanding('environment', false)).toEqual({ kind: 'given', source: 'environment', isKeptToo: false });
    expect(tokenStanding('dotenv', true)).toEqual({ kind: 'given', source: 'dotenv', isKeptToo: true });
  });

  it('is the keychain where there is no other', () => {
    expect(tokenStanding('keychain', true)).toEqual({ kind: 'kept' });
  });

  it('is nowhere, or a keychain that does not give it back', () => {
    expect(tokenStanding(undefined, false)).toEqual({ kind: 'none' });
    expect(tokenStanding(undefined, true)).toEqual({ kind: 'unreadable' });
  });
});
