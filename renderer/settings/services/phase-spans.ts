/** Where the phases of a check lie in its time. Pure. */
import type { Phase, Phases } from '../../../main/monitor/model.ts';

export type PhaseSpan = {
  readonly phase: keyof Phases;
  readonly ms: number;
  /** Fractions of the whole. */
  readonly start: number;
  readonly share: number;
  /** It was not completed: this is how long it was waited for. */
  readonly isFailed: boolean;
};

const order: readonly (keyof Phases)[] = ['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs'];

const keys: Readonly<Record<Phase, keyof Phases>> = {
  dns: 'dnsMs',
  tcp: 'tcpMs',
  tls: 'tlsMs',
  first_byte: 'firstByteMs',
  body: 'bodyMs',
};

/** One after the other; those that were not reached are left out. `failedIn` is where the check came to its end. */
export function spansOf(phases: Phases, durationMs: number, failedIn?: Phase): readonly PhaseSpan[] {
  const known = order.flatMap((phase) => {
    const ms = phases[phase];
    return ms === undefined ? [] : [{ phase, ms, isFailed: false }];
  });
  const knownMs = known.reduce((sum, { ms }) => sum + ms, 0);
  const failed = failedIn === undefined ? undefined : keys[failedIn];
  const isOpen = failed !== undefined && phases[failed] === undefined && durationMs > knownMs;
  const parts = isOpen ? [...known, { phase: failed, ms: durationMs - knownMs, isFailed: true }] : known;
  const wholeMs = Math.max(durationMs, knownMs);
  const fraction = (ms: number): number => (wholeMs === 0 ? 0 : ms / wholeMs);
  let passedMs = 0;
  return parts.map((part) => {
    const start = fraction(passedMs);
    passedMs += part.ms;
    return { ...part, start, share: fraction(part.ms) };
  });
}
