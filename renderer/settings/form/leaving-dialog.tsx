/** Asks before what somebody has typed is lost, whichever way they go. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Dialog } from '../../pieces/dialog.tsx';
import { guardRoute } from '../../state/route.ts';
import type { Form } from './form.ts';
import { formWords } from './words.ts';

export function LeavingDialog({ form, save }: { readonly form: Form; readonly save: () => Promise<boolean> }) {
  const leaving = useSignal<{ readonly go: () => void } | undefined>(undefined);
  useEffect(() => {
    const stop = guardRoute((go) => {
      if (!form.isDirty.peek()) return true;
      leaving.value = { go };
      return false;
    });
    // The browser asks in its own words when the page itself is left.
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (form.isDirty.peek()) event.preventDefault();
    };
    addEventListener('beforeunload', onUnload);
    return () => {
      stop();
      removeEventListener('beforeunload', onUnload);
    };
  }, [form, leaving]);
  const wish = leaving.value;
  if (wish === undefined) return null;
  const words = formWords.value;
  const stay = (): void => {
    leaving.value = undefined;
  };
  return (
    <Dialog title={words.leave} onClose={stay}>
      <p>{words.leaveHint}</p>
      <div class="actions">
        <button type="button" class="button" onClick={stay}>
          {words.stay}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            stay();
            form.discard();
            wish.go();
          }}
        >
          {words.leaveUnsaved}
        </button>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            stay();
            void save().then((isSaved) => isSaved && wish.go());
          }}
        >
          {words.saveAndLeave}
        </button>
      </div>
    </Dialog>
  );
}
