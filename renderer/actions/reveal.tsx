/** Shows a file or a folder of the program in the system's file manager; absent in a browser, which has none. */
import type { Place } from '../../preload/settings.ts';
import { Icon } from '../pieces/icon.tsx';
import { desktop, reveal } from '../state/desktop.ts';
import { careWords } from './words.ts';

export type RevealButtonProps = {
  readonly place: Place;
  /** What it is, where what stands beside it does not say so to those who listen. */
  readonly of?: string;
  readonly label?: string;
  readonly class?: string;
};

export function RevealButton({ place, of, label, class: style = 'button' }: RevealButtonProps) {
  if (desktop.value === undefined) return null;
  const words = careWords.value;
  return (
    <button
      type="button"
      class={style}
      aria-label={of === undefined ? undefined : words.revealOf(of)}
      onClick={() => void reveal(place)}
    >
      <Icon name="folder" />
      {label ?? words.reveal}
    </button>
  );
}
