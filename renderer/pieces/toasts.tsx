/** Short news of what somebody has just done, at the foot of the window; read out by those who listen. */
import { signal } from '@preact/signals';
import { errorText } from '../state/bridge.ts';
import { dictionary } from '../words/dictionary.ts';
import { Icon } from './icon.tsx';
import './toasts.css';

export type Toast = {
  readonly text: string;
  /** It could not be done; it stays until it is closed. */
  readonly failed?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
};

const words = dictionary({ en: { close: 'Close' }, fr: { close: 'Fermer' } });

type Shown = Toast & { readonly id: number };
const shown = signal<readonly Shown[]>([]);
const shownForMs = 6_000;
const withActionForMs = 12_000;
const mostShown = 3;
let lastId = 0;

export function toast(next: Toast): void {
  lastId += 1;
  const id = lastId;
  shown.value = [...shown.value, { ...next, id }].slice(-mostShown);
  if (next.failed !== true) setTimeout(() => close(id), next.action === undefined ? shownForMs : withActionForMs);
}

/** Says why something could not be done. */
export function toastError(error: unknown): void {
  toast({ text: errorText(error), failed: true });
}

function close(id: number): void {
  shown.value = shown.value.filter((one) => one.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status">
      {shown.value.map(({ id, text, failed, action }) => (
        <div key={id} class={failed ? 'toast failed' : 'toast'}>
          <span>{text}</span>
          {action !== undefined && (
            <button
              type="button"
              class="button"
              onClick={() => {
                close(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" class="button plain icon" aria-label={words.value.close} onClick={() => close(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
