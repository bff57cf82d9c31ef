/** A question or a form before everything else. The browser keeps the focus inside, and gives it back afterwards. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export type DialogProps = {
  readonly title: string;
  /** By Escape, by a click beside it, or by whatever in it calls it. */
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

function isOutside({ clientX, clientY }: PointerEvent, element: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
