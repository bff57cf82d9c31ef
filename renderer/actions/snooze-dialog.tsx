/** For how long, and why. */
import { useSignal } from '@preact/signals';
import { Dialog } from '../pieces/dialog.tsx';
import { servicesByName } from '../state/world.ts';
import { formatDuration } from '../words/durations.ts';
import { snooze, snoozing } from './care.ts';
import { careWords } from './words.ts';
import './snooze-dialog.css';

const hourMs = 60 * 60_000;
const choicesMs = [hourMs / 4, hourMs, 4 * hourMs, 8 * hourMs];

export function SnoozeDialog() {
  const wish = snoozing.value;
  return wish === undefined ? null : <Choice {...wish} />;
}

function Choice({ targets, subject }: { readonly targets: readonly string[]; readonly subject: string }) {
  const words = careWords.value;
  const note = useSignal('');
  // "Until it recovers" would be over at once for what is not down.
  const isDown = targets.some((name) => {
    const view = servicesByName.value.get(name);
    return view === undefined || view.incident !== undefined;
  });
  const close = (): void => {
    snoozing.value = undefined;
  };
  const choose = (forMs: number | undefined): void => {
    close();
    void snooze(targets, forMs, note.value);
  };
  return (
    <Dialog title={words.snoozeTitle(subject)} onClose={close}>
      <p class="quiet">{words.snoozeHint}</p>
      <div class="snooze-choices">
        {choicesMs.map((ms) => (
          <button key={ms} type="button" class="button" onClick={() => choose(ms)}>
            {formatDuration(ms)}
          </button>
        ))}
        {isDown && (
          <button type="button" class="button" onClick={() => choose(undefined)}>
            {words.untilRecovered}
          </button>
        )}
      </div>
      <label class="snooze-note">
        {words.note}
        <input
          class="input"
          maxLength={500}
          placeholder={words.noteHint}
          value={note.value}
          onInput={(event) => {
            note.value = event.currentTarget.value;
          }}
        />
      </label>
      <div class="actions">
        <button type="button" class="button" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </Dialog>
  );
}
