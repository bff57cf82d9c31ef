/** The rows. Only those in sight are drawn, each at its place: a thousand cost as much as thirty. */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { acknowledge, checkNow, snoozing } from '../actions/care.ts';
import { useHold } from '../pieces/pointer-hold.ts';
import { useKeys } from '../state/keys.ts';
import { go, route } from '../state/route.ts';
import { isHeld, listing } from './list-state.ts';
import { OutageRow } from './outage-row.tsx';
import type { Item } from './ranking.ts';
import { ServiceRow } from './service-row.tsx';
import { rangeInSight } from './window-range.ts';
import { listWords } from './words.ts';
import './service-list.css';

/** As `--row` in the style sheet. */
const rowHeight = 40;
const usualHeight = 800;

const hold = (next: boolean): void => {
  isHeld.value = next;
};

export function ServiceList() {
  const scroller = useRef<HTMLDivElement>(null);
  const range = useSignal(rangeInSight(0, usualHeight, rowHeight, Number.POSITIVE_INFINITY));
  const pointing = useHold(hold);
  const { items, isAsked } = listing.value;

  function look(): void {
    const element = scroller.current;
    if (element === null) return;
    const next = rangeInSight(element.scrollTop, element.clientHeight, rowHeight, Number.POSITIVE_INFINITY);
    const { first, end } = range.peek();
    if (next.first !== first || next.end !== end) range.value = next;
  }

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const rows = useRowFocus(scroller);
  useSignalEffect(() => {
    const { chosen } = route.value;
    if (chosen !== undefined) rows.reveal(chosen);
  });
  useKeys({ j: () => rows.move(1), k: () => rows.move(-1) });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are a second way; every row is a link
    <div
      ref={scroller}
      class="service-list"
      onScroll={look}
      onKeyDown={(event) => {
        const { target, key } = event;
        const name = target instanceof HTMLElement ? target.dataset.service : undefined;
        const action = name === undefined ? undefined : rowActions(name, rows.move)[key];
        if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        action();
      }}
      {...pointing}
    >
      <ul
        class={isAsked ? 'at-once' : undefined}
        aria-label={listWords.value.list}
        style={{ height: `${items.length * rowHeight}px` }}
      >
        {items.slice(range.value.first, range.value.end).map((item, index) => (
          <li
            key={item.key}
            style={{ transform: `translateY(${(range.value.first + index) * rowHeight}px)` }}
            aria-setsize={items.length}
            aria-posinset={range.value.first + index + 1}
          >
            <Row item={item} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ item }: { readonly item: Item }) {
  switch (item.type) {
    case 'service':
      return <ServiceRow name={item.name} isMember={item.isMember} />;
    case 'outage':
      return <OutageRow {...item} />;
    case 'silent':
      return <h2 class="silent-row">{listWords.value.silent(item.count)}</h2>;
  }
}

function rowActions(name: string, move: (step: 1 | -1) => void): Readonly<Record<string, () => void>> {
  return {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    a: () => void acknowledge([name]),
    s: () => {
      snoozing.value = { targets: [name], subject: name };
    },
    c: () => void checkNow([name]),
    ' ': () => go({ view: 'services', chosen: name, params: route.peek().params }),
  };
}

/** Moves the focus from row to row, also to one that is not drawn yet. */
function useRowFocus(scroller: { readonly current: HTMLDivElement | null }) {
  const names = (): readonly string[] =>
    listing.peek().items.flatMap((item) => (item.type === 'service' ? [item.name] : []));

  function reveal(name: string): void {
    const element = scroller.current;
    const at = listing.peek().items.findIndex((item) => item.type === 'service' && item.name === name);
    if (element === null || at < 0) return;
    const top = at * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    const bottom = top + rowHeight - element.clientHeight;
    if (bottom > element.scrollTop) element.scrollTop = bottom;
  }

  function move(step: 1 | -1): void {
    const all = names();
    const focused = document.activeElement;
    const current = (focused instanceof HTMLElement ? focused.dataset.service : undefined) ?? route.peek().chosen;
    const at = current === undefined ? -1 : all.indexOf(current);
    const next = all[at < 0 ? 0 : at + step];
    if (next === undefined) return;
    reveal(next);
    // It may be drawn only once the list has been scrolled.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => rowOf(scroller.current, next)?.focus({ preventScroll: true })),
    );
  }

  return { reveal, move };
}

function rowOf(list: HTMLElement | null, name: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-service="${CSS.escape(name)}"]`) ?? null;
}
