/** The time, for what is shown as "4 min": it stands still while the page is hidden. */
import { signal } from '@preact/signals';
import { programNow } from './world.ts';

/** The program's time, to the second; epoch milliseconds. */
export const now = signal(Date.now());

let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now.value = programNow();
}

/** Lets the time pass as long as somebody can see it. */
export function startClock(): void {
  const follow = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (document.hidden) return;
    tick();
    timer = setInterval(tick, 1_000);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
