/** The list is narrower beside an incident, and its rows higher: the one that is chosen is seen all the same. */
import { useEffect, useRef } from 'preact/hooks';
import { route } from '../state/route.ts';

/** Once the list is there. Also the one that was chosen, once one goes back to the list: there the focus is again. */
export function useRowInView(isReady: boolean): void {
  const { chosen } = route.value;
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!isReady) return;
    const wanted = chosen ?? before.current;
    const isBack = chosen === undefined && before.current !== undefined;
    before.current = chosen;
    if (wanted === undefined) return;
    const rows = [...document.querySelectorAll<HTMLElement>('.incident-list a.incident-row')];
    const row = rows.find((candidate) => candidate.dataset.incident === wanted);
    row?.scrollIntoView({ block: 'nearest' });
    if (isBack && document.activeElement === document.body) row?.focus({ preventScroll: true });
  }, [chosen, isReady]);
}
