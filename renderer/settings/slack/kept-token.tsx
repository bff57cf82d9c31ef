/** One of Slack's tokens: where it comes from, and what can be done with one that the keychain has. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { TokenKind, TokenSource } from '../../../preload/settings.ts';
import { Icon } from '../../pieces/icon.tsx';
import { refreshSettings } from '../settings-state.ts';
import { RemovingToken } from './removing-token.tsx';
import { TokenEntry } from './token-entry.tsx';
import { tokenStanding } from './token-standing.ts';
import { tokenWords } from './token-words.ts';

export type KeptTokenProps = {
  readonly kind: TokenKind;
  readonly source: TokenSource | undefined;
  readonly isKept: boolean;
  /** There is a keychain that takes one. */
  readonly canKeep: boolean;
  /** What is offered once a new one is kept. */
  readonly next?: ComponentChildren;
};

export function KeptToken({ kind, source, isKept, canKeep, next }: KeptTokenProps) {
  const words = tokenWords.value;
  const labelId = useId();
  const element = useRef<HTMLFieldSetElement>(null);
  const isReplacing = useSignal(false);
  const isRemoving = useSignal(false);
  const done = useSignal<'kept' | 'removed' | undefined>(undefined);
  const standing = tokenStanding(source, isKept && done.value !== 'removed');

  // What was at hand is gone with what was done: the focus goes to what can be done next.
  useEffect(() => {
    if (done.value !== undefined) element.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [done.value]);

  const end = async (how: 'kept' | 'removed'): Promise<void> => {
    await refreshSettings();
    isReplacing.value = false;
    isRemoving.value = false;
    done.value = how;
  };
  const entry = (onLeave?: () => void) => (
    <TokenEntry
      kind={kind}
      labelId={labelId}
      onKept={() => end('kept')}
      {...(onLeave === undefined ? {} : { onLeave })}
    />
  );
  const removal = (
    <button
      type="button"
      class="button"
      aria-label={words.removeOf(words.names[kind])}
      onClick={() => {
        isRemoving.value = true;
      }}
    >
      {words.remove}
    </button>
  );

  function body() {
    switch (standing.kind) {
      case 'given':
        return (
          <>
            <p>
              {words.given[standing.source]} {words.first}
            </p>
            {standing.isKeptToo && (
              <p class="slack-line">
                {words.keptToo} {removal}
              </p>
            )}
          </>
        );
      case 'kept':
        if (isReplacing.value) {
          return entry(() => {
            isReplacing.value = false;
          });
        }
        return (
          <>
            <p class="secret-hint">
              <Icon name="lock" />
              {done.value === 'kept' ? words.nowKept[kind] : words.kept}
            </p>
            <div class="slack-line">
              {done.value === 'kept' && next}
              {canKeep && (
                <button
                  type="button"
                  class="button"
                  aria-label={words.replaceOf(words.names[kind])}
                  onClick={() => {
                    done.value = undefined;
                    isReplacing.value = true;
                  }}
                >
                  {words.replace}
                </button>
              )}
              {removal}
            </div>
          </>
        );
      case 'unreadable':
        return (
          <>
            <p class="slack-line">
              {words.unreadable} {removal}
            </p>
            {canKeep && entry()}
          </>
        );
      case 'none':
        return (
          <>
            <p>{words.none[kind]}</p>
            {canKeep && entry()}
          </>
        );
    }
  }

  return (
    <fieldset class="field" ref={element} aria-labelledby={labelId}>
      <span class="field-label" id={labelId}>
        {words.names[kind]}
      </span>
      <div class="field-body">{body()}</div>
      <span class="only-heard" role="status">
        {done.value === 'kept' && words.nowKept[kind]}
      </span>
      {isRemoving.value && (
        <RemovingToken
          kind={kind}
          isUsed={standing.kind !== 'given'}
          onClose={() => {
            isRemoving.value = false;
          }}
          onRemoved={() => end('removed')}
        />
      )}
    </fieldset>
  );
}
