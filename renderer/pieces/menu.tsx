/** A button that opens a short list of things to do. Arrow keys move in it, Escape and a click elsewhere close it. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export type MenuItem = {
  readonly label: string;
  readonly icon?: ComponentChildren;
  readonly onChoose: () => void;
  /** A line stands before it. */
  readonly separated?: true;
};

export type MenuProps = {
  /** What the button shows; `name` says it where that is not text. */
  readonly children: ComponentChildren;
  readonly name?: string;
  readonly items: readonly MenuItem[];
  readonly class?: string;
  readonly disabled?: boolean;
};

const gapPx = 4;

export function Menu({ children, name, items, class: style = 'button', disabled = false }: MenuProps) {
  const isOpen = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <>
      <button
        ref={button}
        type="button"
        class={style}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        aria-label={name}
        title={name}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {children}
      </button>
      {isOpen.value && (
        <MenuList
          id={id}
          items={items}
          anchor={button.current}
          onClose={(refocus) => {
            isOpen.value = false;
            if (refocus) button.current?.focus();
          }}
        />
      )}
    </>
  );
}

type ListProps = {
  readonly id: string;
  readonly items: readonly MenuItem[];
  readonly anchor: HTMLElement | null;
  readonly onClose: (refocus: boolean) => void;
};

function MenuList({ id, items, anchor, onClose }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    element.showPopover();
    if (anchor !== null) place(element, anchor);
    itemsOf(element)[0]?.focus();
  }, [anchor]);
  return (
    <div
      ref={list}
      id={id}
      class="menu"
      role="menu"
      // The browser closes it on Escape and on a click elsewhere.
      popover="auto"
      onToggle={(event) => {
        if (event.newState === 'closed') onClose(list.current?.contains(document.activeElement) === true);
      }}
      onKeyDown={(event) => {
        const element = list.current;
        if (element === null) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === 'Tab') onClose(true);
        if (step === undefined) return;
        event.preventDefault();
        const all = itemsOf(element);
        const active = document.activeElement;
        const at = active instanceof HTMLElement ? all.indexOf(active) : -1;
        all[(at + step + all.length) % all.length]?.focus();
      }}
    >
      {items.map(({ label, icon, onChoose, separated }) => (
        <>
          {separated && <hr />}
          <button
            key={label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              onClose(true);
              onChoose();
            }}
          >
            {icon}
            {label}
          </button>
        </>
      ))}
    </div>
  );
}

const itemsOf = (element: HTMLElement): HTMLElement[] => [
  ...element.querySelectorAll<HTMLElement>('[role="menuitem"]'),
];

/** Below the button, or above where there is no room; never beyond the window. */
function place(element: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const below = at.bottom + gapPx;
  const top = below + height > innerHeight ? Math.max(gapPx, at.top - gapPx - height) : below;
  const left = Math.max(gapPx, Math.min(at.left, innerWidth - width - gapPx));
  element.style.top = `${top}px`;
  element.style.left = `${left}px`;
}
