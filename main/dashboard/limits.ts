/** What browsers may cost the program: one person with a few tabs gets by with much less. */

export type Limits = {
  readonly connections: number;
  /** At the same time, event streams apart. */
  readonly requests: number;
  readonly eventStreams: number;
  readonly requestBytes: number;
  /** Until the headers of a request are there, and until all of it is. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often it is looked whether a request is late. */
  readonly lookMs: number;
  /** For a connection on which nothing moves though an answer is due: longer than any question takes. */
  readonly answerMs: number;
  /** For a connection that asks nothing more. */
  readonly idleMs: number;
  /** From one sign of life in an event stream to the next. */
  readonly aliveMs: number;
  /** For a reader of an event stream that takes nothing. */
  readonly stuckMs: number;
};

export const usualLimits: Limits = {
  connections: 64,
  requests: 32,
  eventStreams: 16,
  requestBytes: 1024 * 1024,
  headersMs: 5_000,
  requestMs: 15_000,
  lookMs: 5_000,
  answerMs: 10 * 60_000,
  idleMs: 5_000,
  aliveMs: 15_000,
  stuckMs: 60_000,
};
