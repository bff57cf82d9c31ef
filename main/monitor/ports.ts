/** What the core is handed from outside: time, the network and the memory of what happened. */
import type {
  Alert,
  Decision,
  Incident,
  Observation,
  Outage,
  Service,
  ServiceStatus,
  Silence,
  UnobservedReason,
  UnobservedSegment,
} from './model.ts';

/** Cancels what was asked for; calling it twice, or too late, does nothing. */
export type Cancel = () => void;

export type Clock = {
  /** Epoch milliseconds; may jump when somebody sets the clock. */
  wallMs(): number;
  /** Milliseconds from an arbitrary origin; never goes back. */
  monotonicMs(): number;
  /** Milliseconds from an arbitrary origin; goes on while the machine sleeps, and does not care how its clock is set. */
  bootMs(): number;
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
  readonly service: Alert['service'] & Pick<Service, 'fingerprint'> & Partial<Pick<Service, 'tags'>>;
  readonly health: Health;
  readonly incident?: Incident;
  readonly alert?: Alert;
  /** The outage of `incident`, as it is with this change. */
  readonly outage?: Outage;
};

/** What a restart needs to know of one service. */
export type Remembered = {
  readonly health: Health;
  /** The service's `fingerprint` when this was recorded. */
  readonly fingerprint: string;
  readonly openIncident?: Incident;
  /** The latest incident that is over: one that reopens within the flapping window is the same. */
  readonly lastIncident?: Incident;
  /** Since when nobody has seen it, because the program did not run until now; epoch milliseconds. */
  readonly absentSince?: number;
};

export type OutageStory = { readonly outage: Outage; readonly incidents: readonly Incident[] };

/** The record of what happened. Synchronous: when a call returns, a later crash does not take it back. */
export type Ledger = {
  /**
   * Notes one raw check. May be held back a few seconds and lost by a power cut, unlike a change. One with a reason is
   * kept, but counts neither as good nor as bad.
   */
  noteCheck(service: string, observation: Observation, unobserved?: UnobservedReason): void;
  /**
   * Notes that the segment which began at `from` reaches to `to` by now: called when it begins, while it lasts, and when
   * it ends. Held back like raw checks. A later call for the same service and `from` replaces what an earlier one said.
   */
  noteUnobserved(service: string, segment: UnobservedSegment): void;
  /** Held back like raw checks. */
  noteDecision(decision: Decision): void;
  /** Stores state, incident and alert in one transaction. */
  commit(change: Change): void;
  /** Notes a silence that begins, or one in force as it is from now on. */
  silence(silence: Silence): void;
  /** It is over, and not given by `silencesInForce` any more. */
  endSilence(id: string): void;
  /** Those that were noted and are not over, in the order in which they began. */
  silencesInForce(): readonly Silence[];
  /** What is known of the service, or undefined when it was never seen. */
  recall(service: string): Remembered | undefined;
  /** Gives the history of `from` to `to`. */
  rename(from: string, to: string): void;
  isIncidentIdTaken(id: string): boolean;
  /** Those that no result has closed yet, also of services that nobody watches any more. */
  openIncidents(): readonly Incident[];
  /** The outage with that id and its incidents as they are now, in the order of `members`; undefined for an unknown one. */
  outage(id: string): OutageStory | undefined;
  /** Outages that are not over, and those that ended at or after that time (epoch milliseconds): one may begin again. */
  outagesSince(endedSince: number): readonly Outage[];
  /** Whether there is anybody to whom a new incident's alert would be owed now. */
  hasAudience(): boolean;
  /** Whether an alert of this incident was ever owed to anybody. */
  wasTold(incidentId: string): boolean;
};
