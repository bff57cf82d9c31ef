/** A list, and beside it what is chosen in it; where there is no room for both, one of them with a way back. */
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../pieces/icon.tsx';
import { shellWords } from './words.ts';
import './panes.css';

export type PanesProps = {
  readonly list: ComponentChildren;
  /** Undefined: nothing is chosen, and the list has all the room. */
  readonly detail: ComponentChildren | undefined;
  /** What the detail is about; another one begins at its top. */
  readonly chosen: string | undefined;
  readonly backHref: string;
  readonly label: string;
};

const storageKey = 'list-width';
const leastPx = 300;
const mostPx = 900;
const usualPx = 440;
const stepPx = 20;

const width = signal(storedWidth());

function storedWidth(): number {
  const stored = Number(localStorage.getItem(storageKey));
  return Number.isFinite(stored) && stored > 0 ? within(stored) : usualPx;
}

function within(px: number): number {
  return Math.min(mostPx, Math.max(leastPx, Math.round(px)));
}

function resize(px: number): void {
  width.value = within(px);
  localStorage.setItem(storageKey, `${width.value}`);
}

export function Panes({ list, detail, chosen, backHref, label }: PanesProps) {
  const words = shellWords.value;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [chosen]);
  return (
    <div class={detail === undefined ? 'panes' : 'panes split'} style={{ '--list-width': `${width.value}px` }}>
      <div class="list-pane">{list}</div>
      {detail !== undefined && (
        <>
          <Separator name={words.resize} />
          <section class="detail-pane" aria-label={label} ref={pane}>
            <a class="button plain back" href={backHref}>
              <Icon name="back" />
              {words.back}
            </a>
            {detail}
          </section>
        </>
      )}
    </div>
  );
}

function Separator({ name }: { readonly name: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that can be moved is no thematic break
    <div
      class="separator"
      role="separator"
      aria-orientation="vertical"
      aria-label={name}
      aria-valuenow={width.value}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const element = event.currentTarget;
        if (!element.hasPointerCapture(event.pointerId)) return;
        resize(event.clientX - (element.parentElement?.getBoundingClientRect().left ?? 0));
      }}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -stepPx, ArrowRight: stepPx }[event.key];
        if (step !== undefined) resize(width.peek() + step);
      }}
      onDblClick={() => resize(usualPx)}
    />
  );
}
