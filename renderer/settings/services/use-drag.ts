/** Dragging a row of a list to another place, with whatever one points with. */
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';

export type Drag = {
  /** Index of the row that is dragged, and of the one before which it would be let go. */
  readonly from: number;
  readonly before: number;
};

type Handlers = {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(): void;
};

const edgePx = 40;
const scrollPx = 14;

export function useDrag(
  list: RefObject<HTMLElement | null>,
  onDrop: (drag: Drag) => void,
): { readonly drag: Drag | undefined; readonly handlersOf: (index: number) => Handlers } {
  const [drag, setDrag] = useState<Drag | undefined>(undefined);
  const latest = useRef<Drag | undefined>(undefined);
  const show = (next: Drag | undefined): void => {
    latest.current = next;
    setDrag(next);
  };
  const handlersOf = (index: number): Handlers => ({
    onPointerDown(event) {
      if (event.button !== 0 || !(event.currentTarget instanceof Element)) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      show({ from: index, before: index });
    },
    onPointerMove(event) {
      if (latest.current === undefined || list.current === null) return;
      scrollNear(list.current, event.clientY);
      show({ from: index, before: rowAt(list.current, event.clientY) });
    },
    onPointerUp() {
      const dropped = latest.current;
      show(undefined);
      if (dropped !== undefined) onDrop(dropped);
    },
    onPointerCancel: () => show(undefined),
  });
  return { drag, handlersOf };
}

/** How many rows have their middle above this. */
function rowAt(list: HTMLElement, y: number): number {
  let above = 0;
  for (const row of list.children) {
    const { top, height } = row.getBoundingClientRect();
    if (top + height / 2 > y) break;
    above += 1;
  }
  return above;
}

function scrollNear(list: HTMLElement, y: number): void {
  const pane = list.closest('.settings-pane');
  if (pane === null) return;
  const { top, bottom } = pane.getBoundingClientRect();
  if (y < top + edgePx) pane.scrollBy(0, -scrollPx);
  if (y > bottom - edgePx) pane.scrollBy(0, scrollPx);
}
