/** What is to be said of one of Slack's tokens on the desktop, where one may come from several places. Pure. */
import type { TokenSource } from '../../../preload/settings.ts';

/**
 * `given`: a variable has it, before which one that is kept as well does not count. `unreadable`: one is kept, but the
 * keychain does not give it back.
 */
export type TokenStanding =
  | { readonly kind: 'given'; readonly source: Exclude<TokenSource, 'keychain'>; readonly isKeptToo: boolean }
  | { readonly kind: 'kept' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'none' };

export function tokenStanding(source: TokenSource | undefined, isKept: boolean): TokenStanding {
  if (source === 'keychain') return { kind: 'kept' };
  if (source !== undefined) return { kind: 'given', source, isKeptToo: isKept };
  return { kind: isKept ? 'unreadable' : 'none' };
}
