/** The last check as bars on one axis of time, one for each phase, whether it was reached or not. Pure. */
import type { Phase, Phases } from '../../main/monitor/model.ts';
import type { CheckView } from '../../preload/past.ts';

/**
 * `failed`: where it ended badly. `skipped`: not needed, such as TLS without https, or a body that nobody asked about.
 * `unreached`: it failed before.
 */
export type WaterfallState = 'done' | 'failed' | 'skipped' | 'unreached';

export type WaterfallRow = {
  readonly phase: keyof Phases;
  readonly state: WaterfallState;
  /** Milliseconds; 0 where it was not entered. */
  readonly ms: number;
  /** From the beginning of the check, milliseconds. */
  readonly startMs: number;
};

export type Waterfall = {
  readonly rows: readonly WaterfallRow[];
  /** What the axis spans, milliseconds; above 0. */
  readonly wholeMs: number;
  /** Round times on it, from 0 on. */
  readonly ticksMs: readonly number[];
};

const phases: readonly (keyof Phases)[] = ['dnsMs', 'tcpMs', 'tlsMs', 'firstByteMs', 'bodyMs'];
const keys: Readonly<Record<Phase, keyof Phases>> = {
  dns: 'dnsMs',
  tcp: 'tcpMs',
  tls: 'tlsMs',
  first_byte: 'firstByteMs',
  body: 'bodyMs',
};
const leastWholeMs = 1;
const mostTicks = 4;

/** Always a row for each phase, in their order, so that nothing moves from one check to the next. */
export function waterfallOf({
  phases: took,
  durationMs,
  failure,
}: Pick<CheckView, 'phases' | 'durationMs' | 'failure'>): Waterfall {
  const failed = failure === undefined ? undefined : keys[failure.phase];
  const failedAt = failed === undefined ? phases.length : phases.indexOf(failed);
  const known = phases.reduce((sum, phase) => sum + (phase === failed ? 0 : (took[phase] ?? 0)), 0);
  let passedMs = 0;
  const rows = phases.map((phase, index): WaterfallRow => {
    // A phase that never ended has no time of its own: it has what is left of the whole.
    const ms = phase === failed ? Math.max(took[phase] ?? 0, durationMs - known) : (took[phase] ?? 0);
    const startMs = passedMs;
    passedMs += ms;
    return { phase, ms, startMs, state: stateOf(phase, index) };
  });
  const wholeMs = Math.max(leastWholeMs, durationMs, passedMs);
  return { rows, wholeMs, ticksMs: roundTicks(wholeMs) };

  function stateOf(phase: keyof Phases, index: number): WaterfallState {
    if (phase === failed) return 'failed';
    if (took[phase] !== undefined) return 'done';
    return index < failedAt ? 'skipped' : 'unreached';
  }
}

/** Steps of 1, 2 or 5 times a power of ten, as many as fit. */
function roundTicks(wholeMs: number): readonly number[] {
  const least = wholeMs / mostTicks;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power;
  return Array.from({ length: Math.floor(wholeMs / step) + 1 }, (_, index) => index * step);
}
