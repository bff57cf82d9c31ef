/** What the core is handed from outside: time, the network and the memory of what happened. */
import type { Alert, Incident, Observation, Service, ServiceStatus } from './model.ts';

/** Cancels what was asked for; calling it twice, or too late, does nothing. */
export type Cancel = () => void;

export type Clock = {
  /** Epoch milliseconds; may jump when somebody sets the clock. */
  wallMs(): number;
  /** Milliseconds from an arbitrary origin; never goes back. */
  monotonicMs(): number;
  /** Calls once, at or soon after the given monotonic time. */
  wakeAt(monotonicMs: number, call: () => void): Cancel;
};

/**
 * Makes one attempt over a fresh connection and calls `done` exactly once, at the latest when the service's timeout
 * has passed, and never synchronously. After the returned `Cancel` was called, the attempt's connection is closed and
 * `done` is not called any more. Never throws: whatever goes wrong is a failed observation.
 */
export type Probe = (service: Service, done: (observation: Observation) => void) => Cancel;

/** What is known of a service beside its raw checks; survives a restart. */
export type Health = {
  readonly status: ServiceStatus;
  /** Since when it has this status, epoch milliseconds. */
  readonly since: number;
  /** Consecutive failed results; 0 after a good one. */
  readonly failures: number;
  /** Consecutive good results while recovering. */
  readonly successes: number;
  /** The first failure of the present run: the incident's start, should it become one. */
  readonly firstFailureAt?: number;
  /** The first good result of a recovery: the incident's end, should it hold. */
  readonly firstSuccessAt?: number;
  readonly incidentId?: string;
};

/** Everything that one change of state must put on record, all of it or nothing. */
export type Change = {
  readonly service: Alert['service'] & Pick<Service, 'fingerprint'>;
  readonly health: Health;
  readonly incident?: Incident;
  readonly alert?: Alert;
};

/** What a restart needs to know of one service. */
export type Remembered = {
  readonly health: Health;
  /** The service's `fingerprint` when this was recorded. */
  readonly fingerprint: string;
  readonly openIncident?: Incident;
  /** The latest incident that is over: one that reopens within the flapping window is the same. */
  readonly lastIncident?: Incident;
};

/** The record of what happened. Synchronous: when a call returns, a later crash does not take it back. */
export type Ledger = {
  /** Notes one raw check. May be held back a few seconds and lost by a power cut, unlike a change. */
  noteCheck(service: string, observation: Observation): void;
  /** Stores state, incident and alert in one transaction. */
  commit(change: Change): void;
  /** What is known of the service, or undefined when it was never seen. */
  recall(service: string): Remembered | undefined;
  /** Gives the history of `from` to `to`. */
  rename(from: string, to: string): void;
  isIncidentIdTaken(id: string): boolean;
  /** Those that no result has closed yet, also of services that nobody watches any more. */
  openIncidents(): readonly Incident[];
  /** Whether an alert of this incident was ever owed to anybody. */
  wasTold(incidentId: string): boolean;
};
