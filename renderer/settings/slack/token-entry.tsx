/** Where a token is pasted. What is wrong with it is said beside it, and what was entered leaves with the answer. */
import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { TokenKind } from '../../../preload/settings.ts';
import { ask, errorText } from '../../state/bridge.ts';
import { readToken, type TokenFault, tokenFault, tokenStarts } from './token-shape.ts';
import { tokenWords } from './token-words.ts';

export type TokenEntryProps = {
  readonly kind: TokenKind;
  readonly labelId: string;
  /** It is kept, and in use. */
  readonly onKept: () => Promise<void>;
  /** Another one is kept, and may stay. */
  readonly onLeave?: () => void;
};

export function TokenEntry({ kind, labelId, onKept, onLeave }: TokenEntryProps) {
  const words = tokenWords.value;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const text = useSignal('');
  const fault = useSignal<TokenFault | undefined>(undefined);
  const refusal = useSignal<string | undefined>(undefined);
  const isKeeping = useSignal(false);

  const check = (): void => {
    fault.value = tokenFault(kind, readToken(text.peek()));
  };
  const keep = async (): Promise<void> => {
    if (isKeeping.peek()) return;
    check();
    refusal.value = undefined;
    if (fault.peek() !== undefined) return void input.current?.focus();
    isKeeping.value = true;
    try {
      await ask('keepToken', { kind, token: readToken(text.peek()) });
      text.value = '';
      await onKept();
    } catch (error) {
      refusal.value = errorText(error);
    } finally {
      isKeeping.value = false;
    }
  };
  const isWrong = fault.value !== undefined || refusal.value !== undefined;
  // What is wrong stands below it, and is to be seen with it.
  useEffect(() => {
    if (isWrong) input.current?.closest('.field')?.scrollIntoView({ block: 'nearest' });
  }, [isWrong]);
  return (
    <>
      <div class="token-entry">
        <input
          ref={input}
          class="input mono"
          type="password"
          aria-labelledby={labelId}
          aria-describedby={`${id}-hint ${id}-fault`}
          aria-invalid={isWrong}
          autocomplete="off"
          spellcheck={false}
          placeholder={`${tokenStarts[kind]}…`}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            refusal.value = undefined;
            if (fault.peek() !== undefined) check();
          }}
          onBlur={() => {
            if (text.peek() !== '') check();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // It is not of the form around it, which is about the file.
            event.preventDefault();
            void keep();
          }}
        />
        <button
          type="button"
          class={text.value === '' ? 'button' : 'button primary'}
          aria-label={words.keepOf(words.names[kind])}
          aria-busy={isKeeping.value}
          onClick={() => void keep()}
        >
          {isKeeping.value ? words.keeping : words.keep}
        </button>
        {onLeave !== undefined && (
          <button type="button" class="button plain" onClick={onLeave}>
            {words.leave}
          </button>
        )}
      </div>
      <div class="field-hint" id={`${id}-hint`}>
        {words.whence[kind]} {words.variable[kind]}
      </div>
      <div class="field-notes" id={`${id}-fault`} role="status">
        {fault.value !== undefined && <p class="field-fault">{words.faults[fault.value][kind]}</p>}
        {refusal.value !== undefined && <p class="field-fault">{refusal.value}</p>}
      </div>
    </>
  );
}
