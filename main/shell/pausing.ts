/** A rest from all checks that somebody takes in the tray. It ends with the program: one that starts always watches. */
import type { Cancel, Clock } from '../monitor/ports.ts';

export type Pause = { /** Epoch milliseconds; absent: until it is resumed. */ readonly until?: number };

export type Pausing = {
  readonly pause: Pause | undefined;
  /** In place of the one before. */
  begin(forMs: number | undefined): void;
  end(): void;
  /** Looks at the clock, which goes on while the machine sleeps and timers do not. */
  look(): void;
};

export function createPausing(clock: Clock, onChange: () => void): Pausing {
  let pause: Pause | undefined;
  let cancel: Cancel | undefined;

  function end(): void {
    cancel?.();
    cancel = undefined;
    if (pause === undefined) return;
    pause = undefined;
    onChange();
  }

  function look(): void {
    if (pause?.until !== undefined && clock.wallMs() >= pause.until) end();
  }

  return {
    get pause() {
      return pause;
    },
    begin(forMs) {
      cancel?.();
      cancel = forMs === undefined ? undefined : clock.wakeAt(clock.monotonicMs() + forMs, look);
      pause = forMs === undefined ? {} : { until: clock.wallMs() + forMs };
      onChange();
    },
    end,
    look,
  };
}
