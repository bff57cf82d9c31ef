/** Which keys do what. */
import { signal } from '@preact/signals';
import { Dialog } from '../pieces/dialog.tsx';
import { shellWords } from './words.ts';
import './shortcuts.css';

export const isShowingShortcuts = signal(false);

export function Shortcuts() {
  if (!isShowingShortcuts.value) return null;
  const { help, shortcuts, close } = shellWords.value;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [shortcuts.search, ['/']],
    [shortcuts.next, ['j']],
    [shortcuts.previous, ['k']],
    [shortcuts.open, ['Enter']],
    [shortcuts.acknowledge, ['a']],
    [shortcuts.snooze, ['s']],
    [shortcuts.check, ['c']],
    [shortcuts.back, ['Esc']],
    [shortcuts.views, ['1', '2', '3']],
    [shortcuts.help, ['?']],
  ];
  const hide = (): void => {
    isShowingShortcuts.value = false;
  };
  return (
    <Dialog title={help} onClose={hide}>
      <dl class="shortcuts">
        {rows.map(([what, keys]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <button type="button" class="button" onClick={hide}>
          {close}
        </button>
      </div>
    </Dialog>
  );
}
