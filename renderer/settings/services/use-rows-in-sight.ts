/** Which rows of a long list are to be drawn, in a pane that holds more than the list. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Range, rangeInSight } from '../../services/window-range.ts';

const usualRowPx = 40;
const usualPaneRows = 30;

export type RowsInSight = Range & {
  /** Room for the rows before and behind them, pixels. */
  readonly beforePx: number;
  readonly behindPx: number;
};

/** Rows are all of one height, whatever that is at this width. */
export function useRowsInSight(list: RefObject<HTMLElement | null>, count: number): RowsInSight {
  const sight = useSignal({ first: 0, end: usualPaneRows, rowPx: usualRowPx });
  useEffect(() => {
    const pane = list.current?.closest('.settings-pane');
    if (pane === null || pane === undefined) return;
    const look = (): void => {
      if (list.current === null) return;
      const rowPx = list.current.firstElementChild?.getBoundingClientRect().height ?? usualRowPx;
      const above = pane.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
      const range = rangeInSight(Math.max(0, above), pane.clientHeight, rowPx, Number.POSITIVE_INFINITY);
      const { first, end, rowPx: before } = sight.peek();
      if (range.first !== first || range.end !== end || rowPx !== before) sight.value = { ...range, rowPx };
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(pane);
    pane.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      pane.removeEventListener('scroll', look);
    };
  }, [list, sight]);
  const { first, end, rowPx } = sight.value;
  // Where a search has left fewer rows, the pane has not been scrolled back yet.
  const begin = Math.max(0, Math.min(first, count - (end - first)));
  const last = Math.min(count, begin + end - first);
  return { first: begin, end: last, beforePx: begin * rowPx, behindPx: (count - last) * rowPx };
}
