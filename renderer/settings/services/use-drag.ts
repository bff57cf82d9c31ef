/** Dragging a row of a list to another place, with whatever one points with. */
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';

export type Drag = {
  /** Index of the row that is dragged, and of the one before which it would be let go. */
  readonly from: number;
  readonly before: number;
};

export type Dragging = {
  readonly drag: Drag | undefined;
  /** For the handle of a row. */
  begin(event: PointerEvent, index: number): void;
  /** For the list itself, since rows come and go while it is scrolled. */
  readonly handlers: {
    onPointerMove(event: PointerEvent): void;
    onPointerUp(): void;
    onPointerCancel(): void;
  };
};

const edgePx = 40;
const scrollPx = 14;

/** `firstDrawn` is the index of the first row that is drawn. */
export function useDrag(
  list: RefObject<HTMLElement | null>,
  firstDrawn: number,
  onDrop: (drag: Drag) => void,
): Dragging {
  const [drag, setDrag] = useState<Drag | undefined>(undefined);
  const latest = useRef<Drag | undefined>(undefined);
  const show = (next: Drag | undefined): void => {
    latest.current = next;
    setDrag(next);
  };
  return {
    drag,
    begin(event, index) {
      if (event.button !== 0) return;
      list.current?.setPointerCapture(event.pointerId);
      show({ from: index, before: index });
    },
    handlers: {
      onPointerMove({ clientY }) {
        const { current } = latest;
        if (current === undefined || list.current === null) return;
        scrollNear(list.current, clientY);
        show({ from: current.from, before: firstDrawn + rowsAbove(list.current, clientY) });
      },
      onPointerUp() {
        const dropped = latest.current;
        show(undefined);
        if (dropped !== undefined) onDrop(dropped);
      },
      onPointerCancel: () => show(undefined),
    },
  };
}

/** How many rows have their middle above this. */
function rowsAbove(list: HTMLElement, y: number): number {
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
