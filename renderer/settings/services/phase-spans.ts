/** Where the phases of a check lie in its time. Pure. */
import type { Phases } from '../../../main/monitor/model.ts';

export type PhaseSpan = {
  readonly phase: keyof Phases;
  readonly ms: number;
  /** Fractions of the whole. */
  readonly start: number;
  readonly share: number;
};

const order: readonly (keyof Phases)[] = ['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs'];

/** One after the other; those that were not reached are left out. */
export function spansOf(phases: Phases, durationMs: number): readonly PhaseSpan[] {
  const known = order.flatMap((phase) => {
    const ms = phases[phase];
    return ms === undefined ? [] : [{ phase, ms }];
  });
  const wholeMs = Math.max(
    durationMs,
    known.reduce((sum, { ms }) => sum + ms, 0),
  );
  let passedMs = 0;
  return known.map(({ phase, ms }) => {
    const start = wholeMs === 0 ? 0 : passedMs / wholeMs;
    passedMs += ms;
    return { phase, ms, start, share: wholeMs === 0 ? 0 : ms / wholeMs };
  });
}
