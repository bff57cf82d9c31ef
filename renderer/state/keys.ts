/** Single keys that do something wherever one is, but where somebody writes. */
import { useEffect } from 'preact/hooks';

export type KeyActions = Readonly<Record<string, () => void>>;

/** As long as the component is there. A key is as `KeyboardEvent.key` has it. The latest component to come goes first. */
export function useKeys(actions: KeyActions): void {
  useEffect(() => {
    layers.push(actions);
    return () => {
      layers.splice(layers.indexOf(actions), 1);
    };
  });
}

const layers: KeyActions[] = [];

export function startKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isWriting(event.target) || document.querySelector('dialog[open], :popover-open') !== null) return;
    const action = layers.findLast((layer) => Object.hasOwn(layer, event.key))?.[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'range'].includes(target.type);
}
