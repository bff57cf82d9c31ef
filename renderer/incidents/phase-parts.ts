/** How the time of a failed check was spent. Pure. */
import type { Phases } from '../../main/monitor/model.ts';

/** Without a phase: what was left of the time, in which nothing was completed any more. */
export type PhasePart = { readonly phase?: keyof Phases; readonly ms: number };

const order = ['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs'] as const satisfies readonly (keyof Phases)[];

/** In the order in which they happened. */
export function partsOf(phases: Phases, responseMs: number): readonly PhasePart[] {
  const known = order.flatMap((phase): readonly PhasePart[] => {
    const ms = phases[phase];
    return ms === undefined ? [] : [{ phase, ms }];
  });
  const left = responseMs - known.reduce((sum, { ms }) => sum + ms, 0);
  // Clocks are read between the phases as well.
  return left > Math.max(1, responseMs * 0.01) ? [...known, { ms: left }] : known;
}
