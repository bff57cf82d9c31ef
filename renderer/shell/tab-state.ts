/** The browser's tab, or the desktop's task bar, says how everything is: a title in words, an icon by shape and colour. */
import { effect } from '@preact/signals';
import type { AggregateState } from '../../main/monitor/aggregate.ts';
import type { Head } from '../../preload/snapshot.ts';
import { isBrokenFromStart } from '../headline/broken-start.ts';
import { isDesktop } from '../state/desktop.ts';
import { head } from '../state/world.ts';
import { formatNumber } from '../words/locale.ts';
import { terms } from '../words/terms.ts';
import { shellWords } from './words.ts';

const shapes: Readonly<Record<AggregateState, string>> = {
  ok: '<circle cx="8" cy="8" r="6.5" fill="#23a883"/>',
  degraded: '<path d="M8 1.5 15 14H1z" fill="#e5a72c"/>',
  down: '<rect x="1" y="1" width="14" height="14" rx="2" fill="#d7352b"/>',
  unknown:
    '<circle cx="8" cy="8" r="5.75" fill="none" stroke="#8a8f9c" stroke-width="2.5" stroke-dasharray="3.2 2.8"/>',
  paused: '<path d="M3 2h4v12H3zM9 2h4v12H9z" fill="#7683bd"/>',
};

export function startTabState(): void {
  effect(() => {
    const known = head.value;
    const news = known === undefined ? undefined : titleNews(known);
    document.title = [news, 'ASL Monitor'].filter((part) => part !== undefined).join(' · ');
  });
  // A window of the desktop has an icon of its own.
  if (!isDesktop) startIcon();
}

/** What is to be known first, short enough for a task bar. */
function titleNews(known: Head): string | undefined {
  if (isBrokenFromStart(known)) return shellWords.value.nothingWatched;
  const { down } = known.counts;
  return down === 0 ? undefined : `${formatNumber(down)} ${terms.value.states.down.toLowerCase()}`;
}

function startIcon(): void {
  const icon = document.createElement('link');
  icon.rel = 'icon';
  document.head.append(icon);
  effect(() => {
    const { state = 'unknown' } = head.value ?? {};
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${shapes[state]}</svg>`;
    icon.href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  });
}
