/** Where an attempt is, and how long it was in each phase. */
import type { Certificate, Phase, Phases } from '../monitor/model.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One attempt's notebook, written by whoever works on it at the moment. */
export type Progress = {
  phase: Phase;
  /** Monotonic milliseconds at which the present phase began. */
  since: number;
  /** Finished phases. Those of all redirects add up, so that together they make the attempt's duration. */
  readonly phases: Writable<Phases>;
  /** What sentences call the other end: its address once that is known, its name before. */
  place: string;
  address: string | undefined;
  /** This machine's end, without port; set as soon as a connection is established, to the proxy where there is one. */
  localAddress: string | undefined;
  certificate: Certificate | undefined;
  statusCode: number | undefined;
};

const keys = { dns: 'dnsMs', tcp: 'tcpMs', tls: 'tlsMs', first_byte: 'firstByteMs', body: 'bodyMs' } as const;

/** Ends the present phase. */
export function finishPhase(progress: Progress, nowMs: number): void {
  const key = keys[progress.phase];
  progress.phases[key] = (progress.phases[key] ?? 0) + nowMs - progress.since;
  progress.since = nowMs;
}

/** Ends the present phase and begins the next. */
export function advance(progress: Progress, next: Phase, nowMs: number): void {
  finishPhase(progress, nowMs);
  progress.phase = next;
}
