/** Single keys that do something wherever one is, but where somebody writes. */
import { useEffect, useRef } from 'preact/hooks';

export type KeyActions = Readonly<Record<string, () => void>>;

/** As long as the component is there. A key is as `KeyboardEvent.key` has it. The latest component to come goes first. */
export function useKeys(actions: KeyActions): void {
  // One place in the order for as long as it is there, however often what a key does becomes another.
  const layer = useRef(actions);
  layer.current = actions;
  useEffect(() => {
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, []);
}

const layers: { readonly current: KeyActions }[] = [];

export function startKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isWriting(event.target) || document.querySelector('dialog[open], :popover-open') !== null) return;
    const action = layers.findLast(({ current }) => Object.hasOwn(current, event.key))?.current[event.key];
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
