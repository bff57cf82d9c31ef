/** Asks before a token goes, since it cannot be shown, and so not be put back either. */
import { useSignal } from '@preact/signals';
import type { TokenKind } from '../../../preload/settings.ts';
import { Dialog } from '../../pieces/dialog.tsx';
import { toast, toastError } from '../../pieces/toasts.tsx';
import { ask } from '../../state/bridge.ts';
import { tokenWords } from './token-words.ts';

export type RemovingTokenProps = {
  readonly kind: TokenKind;
  /** None of a variable comes before it. */
  readonly isUsed: boolean;
  readonly onClose: () => void;
  readonly onRemoved: () => Promise<void>;
};

export function RemovingToken({ kind, isUsed, onClose, onRemoved }: RemovingTokenProps) {
  const words = tokenWords.value;
  const isAsking = useSignal(false);
  const remove = async (): Promise<void> => {
    isAsking.value = true;
    try {
      await ask('forgetToken', { kind });
      await onRemoved();
      toast({ text: tokenWords.peek().removed });
    } catch (error) {
      toastError(error);
      onClose();
    }
  };
  return (
    <Dialog title={words.removing[kind]} onClose={onClose}>
      <p>{isUsed ? words.removingHint[kind] : words.removingUnused}</p>
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" class="button danger" disabled={isAsking.value} onClick={() => void remove()}>
          {words.remove}
        </button>
      </div>
    </Dialog>
  );
}
