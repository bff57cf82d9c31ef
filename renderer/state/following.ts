/** Follows the program's pushes while somebody can see the page: hidden, it gets nothing and does nothing. */
import { bridge } from './bridge.ts';
import { receive, setConnection } from './world.ts';

export function startFollowing(): void {
  let stop: (() => void) | undefined;
  const follow = (): void => {
    if (document.hidden) {
      stop?.();
      stop = undefined;
    } else stop ??= bridge.follow({ onPush: receive, onConnection: setConnection });
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
