/** Hidden, the page is told nothing: what was asked before may be old when somebody comes back to it. */
import { useEffect } from 'preact/hooks';

/** `ask` stays the same from one drawing to the next. */
export function useReturn(ask: () => void): void {
  useEffect(() => {
    const onChange = (): void => {
      if (!document.hidden) ask();
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [ask]);
}
