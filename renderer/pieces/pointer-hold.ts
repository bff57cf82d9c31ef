/** Nothing moves under a pointer that is about to click. */
import { useEffect, useMemo } from 'preact/hooks';

/** One that rests so long does nothing any more: somebody has left. */
const restsMs = 5_000;

export type HoldHandlers = {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
};

/** For the element over which the pointer counts. Touch has no pointer that stays. */
export function useHold(hold: (isHeld: boolean) => void): HoldHandlers {
  const { handlers, release } = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const release = (): void => {
      clearTimeout(timer);
      hold(false);
    };
    const onPointerMove = ({ pointerType }: PointerEvent): void => {
      if (pointerType === 'touch') return;
      clearTimeout(timer);
      timer = setTimeout(release, restsMs);
      hold(true);
    };
    return { handlers: { onPointerMove, onPointerLeave: release }, release };
  }, [hold]);
  useEffect(() => release, [release]);
  return handlers;
}
