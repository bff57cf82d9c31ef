/** A question or a form before everything else. The browser keeps the focus inside, and gives it back afterwards. */
import { effect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { type Route, route } from '../state/route.ts';

export type DialogProps = {
  readonly title: string;
  /** By Escape, by a click beside it, by whatever in it calls it, or since another place is shown. */
  readonly onClose: () => void;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/** Open as long as it is there. */
export function Dialog({ title, onClose, children, class: extra = '' }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  useElsewhere(onClose);
  return (
    <dialog
      ref={element}
      class={`dialog ${extra}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        const dialog = element.current;
        // The backdrop belongs to the element itself.
        if (dialog !== null && event.target === dialog && isOutside(event, dialog)) onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}

/** Calls when one is led to another place from outside, as by a notification: what was asked here is not about that. */
function useElsewhere(onElsewhere: () => void): void {
  const latest = useRef(onElsewhere);
  latest.current = onElsewhere;
  useEffect(() => {
    const here = placeOf(route.peek());
    return effect(() => {
      if (placeOf(route.value) !== here) latest.current();
    });
  }, []);
}

/** Without what only filters the list or opens a part. */
const placeOf = ({ view, chosen = '' }: Route): string => `${view}/${chosen}`;

function isOutside({ clientX, clientY }: PointerEvent, element: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
