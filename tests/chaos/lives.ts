/** The program's lives, one after the other, and what it said in them. */

import type { Run } from './evidence.ts';
import { createSignals, type Signals } from './kills.ts';
import { type Life, type ProgramEvent, startLife } from './program.ts';

export type Lives = {
  readonly runs: readonly Run[];
  readonly signals: Signals;
  /** All that was said, but for checks and decisions, which are many. */
  readonly events: readonly ProgramEvent[];
  /** Programs that ended by themselves. */
  readonly troubles: readonly string[];
  /** Which run is under way, counted from 1. */
  readonly number: () => number;
  begin(): void;
  /** Ends the one that is under way. */
  end(how: 'killed' | 'stopped'): Promise<void>;
};

const dull = new Set(['check', 'decision', 'state', 'cycle']);

export function createLives(setup: {
  readonly program: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}): Lives {
  const runs: Run[] = [];
  const events: ProgramEvent[] = [];
  const troubles: string[] = [];
  const signals = createSignals();
  let current: Life | undefined;

  function onEvent(event: ProgramEvent): void {
    if (dull.has(event.event)) return;
    events.push(event);
    if (event.event === 'started') signals.emit('started');
    else if (event.event === 'incident.opened') signals.emit('opened');
    else if (event.event === 'incident.resolved') signals.emit('resolved');
  }

  return {
    runs,
    signals,
    events,
    troubles,
    number: () => runs.length + 1,
    begin() {
      const life = startLife({ ...setup, onEvent });
      current = life;
      void life.over.then(({ at, code, lastWords }) => {
        if (current !== life) return;
        troubles.push(
          `run ${runs.length + 1} ended by itself with ${code} at ${new Date(at).toISOString()}: ${lastWords}`,
        );
      });
    },
    async end(how) {
      const life = current;
      if (life === undefined) return;
      current = undefined;
      await (how === 'killed' ? life.kill() : life.stop());
      const { at, code } = await life.over;
      if (how === 'stopped' && code !== 0)
        troubles.push(`run ${runs.length + 1} was asked to end and did so with ${code}`);
      runs.push({ startedAt: life.startedAt, endedAt: at, how });
    },
  };
}
