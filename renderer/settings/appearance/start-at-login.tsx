/** Whether the desktop application starts by itself; absent in a browser. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { ask, errorText } from '../../state/bridge.ts';
import { desktop } from '../../state/desktop.ts';
import { appearanceWords } from './words.ts';

export function StartAtLogin() {
  const words = appearanceWords.value;
  const id = useId();
  const isAsking = useSignal(false);
  const error = useSignal<string | undefined>(undefined);
  if (desktop.value === undefined) return null;
  const change = async (enabled: boolean): Promise<void> => {
    isAsking.value = true;
    error.value = undefined;
    try {
      const done = await ask('setStartAtLogin', { enabled });
      // The system took it without a word and does otherwise.
      if (done.enabled !== enabled) error.value = words.startUnchanged;
    } catch (reason) {
      error.value = errorText(reason);
    } finally {
      isAsking.value = false;
    }
  };
  const { startsAtLogin } = desktop.value;
  return (
    <div class="field">
      <span class="field-label" id={`${id}-label`}>
        {words.start}
      </span>
      <div class="field-body">
        <label class="field-flag" for={id}>
          <input
            id={id}
            type="checkbox"
            aria-describedby={`${id}-notes`}
            aria-busy={isAsking.value}
            disabled={isAsking.value}
            checked={startsAtLogin}
            // Shows what is so, which is for the program to say.
            onChange={(event) => void change(event.currentTarget.checked)}
          />
          <span>{words.startText}</span>
        </label>
        <div class="field-hint">{words.startHint}</div>
        <div class="field-notes" id={`${id}-notes`} role="status">
          {error.value !== undefined && <p class="field-fault">{error.value}</p>}
        </div>
      </div>
    </div>
  );
}
