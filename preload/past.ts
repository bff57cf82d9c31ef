/** What the window is answered when it asks about one service or about the past. Plain JSON; times are epoch milliseconds. */
import type {
  Acknowledgement,
  AlertKind,
  Certificate,
  DecisionCause,
  Explanation,
  FailureKind,
  IncidentEnd,
  Phase,
  Phases,
  UnobservedReason,
  UnobservedSegment,
} from '../main/monitor/model.ts';
import type { Sentence } from './snapshot.ts';

/** What one check saw. */
export type CheckView = {
  readonly at: number;
  readonly durationMs: number;
  readonly phases: Phases;
  readonly address?: string;
  readonly statusCode?: number;
  readonly certificate?: Certificate;
  readonly slow?: true;
  /** Why it failed; absent for a good answer. */
  readonly failure?: { readonly kind: FailureKind; readonly phase: Phase; readonly sentence: Sentence };
  /** Why its result does not count. */
  readonly unobserved?: UnobservedReason;
};

/** How often it is checked and what that guarantees; milliseconds. */
export type CadenceView = {
  readonly checkIntervalMs: number;
  /** Shorter than the one asked for where the promise needs it. */
  readonly intervalMs: number;
  readonly failureThreshold: number;
  readonly recoveryThreshold: number;
  readonly retryIntervalMs: number;
  readonly timeoutMs: number;
  readonly sendingMs: number;
  readonly alertWithinMs: number;
  /** From the beginning of an outage of the slowest kind to its alert. */
  readonly worstCaseMs: number;
  readonly kept: boolean;
};

export type DecisionView = {
  readonly service: string;
  readonly at: number;
  /** The first of so many alike ones in a row. */
  readonly firstAt: number;
  readonly count: number;
  readonly alerted: boolean;
  readonly cause: DecisionCause;
  readonly kind: FailureKind;
  readonly sentence: Sentence;
  readonly reason?: UnobservedReason;
  readonly incident?: string;
};

export type ServiceDetail = {
  readonly name: string;
  /** The latest check of this run; absent before the first one. */
  readonly last?: CheckView;
  /** The latest certificate that was seen, also when the last check did not get that far. */
  readonly certificate?: Certificate;
  readonly cadence: CadenceView;
  /** The request as a shell command, without values of headers or bodies that come from variables. */
  readonly curl: string;
  readonly expectedStatus: string;
  /** Over the last 24 h: good answers only, milliseconds. */
  readonly response: {
    readonly count: number;
    readonly failed: number;
    readonly meanMs?: number;
    readonly p50Ms?: number;
    readonly p95Ms?: number;
    readonly p99Ms?: number;
  };
  /** Latest first, at most 20. */
  readonly incidents: readonly IncidentRow[];
  /** Latest first, at most 20. */
  readonly decisions: readonly DecisionView[];
};

export type ChartBucket = {
  readonly at: number;
  readonly spanMs: number;
  readonly count: number;
  readonly failed: number;
  readonly meanMs?: number;
  readonly minMs?: number;
  readonly maxMs?: number;
};

export type Chart = {
  readonly from: number;
  readonly to: number;
  readonly resolution: 'check' | 'minute' | 'hour';
  readonly buckets: readonly ChartBucket[];
  readonly outages: ReadonlyArray<{
    readonly id: string;
    readonly from: number;
    readonly to?: number;
    readonly kind: FailureKind;
  }>;
  readonly unobserved: readonly UnobservedSegment[];
};

export type IncidentRow = {
  readonly id: string;
  readonly service: string;
  readonly outage: string;
  readonly url: string;
  readonly critical: boolean;
  readonly startedAt: number;
  readonly openedAt: number;
  readonly endedAt?: number;
  readonly endedNotBefore?: number;
  readonly end?: IncidentEnd;
  readonly kind: FailureKind;
  readonly sentence: Sentence;
  readonly statusCode?: number;
  readonly flaps: number;
  readonly acknowledged?: Acknowledgement;
};

export type IncidentQuery = {
  readonly service?: string;
  readonly kind?: FailureKind;
  readonly state?: 'open' | 'over';
  /** Of its start. */
  readonly from?: number;
  readonly to?: number;
  readonly text?: string;
  readonly limit?: number;
  /** `next` of the page before. */
  readonly before?: string;
};

export type IncidentPage = {
  /** Latest start first. */
  readonly incidents: readonly IncidentRow[];
  /** Of all that fit, not of this page. */
  readonly total: number;
  readonly next?: string;
};

export type Told = {
  readonly notifier: string;
  readonly attempts: number;
  /** When it was accepted; absent while it is owed. */
  readonly at?: number;
  /** From the change of state to the acceptance. */
  readonly latencyMs?: number;
  /** Why the last attempt failed that did. */
  readonly reason?: Sentence;
};

/** One point on an incident's line of time. */
export type StoryPoint = { readonly at: number } & (
  | { readonly type: 'first_failure' | 'opened'; readonly kind: FailureKind; readonly sentence: Sentence }
  | {
      readonly type: 'alert';
      readonly alert: AlertKind;
      /** That carried it: another one of the same outage where that tells of them all. */
      readonly incident: string;
      readonly kind: FailureKind;
      readonly sentence: Sentence;
      /** Nobody need hear of it: what people see already is only kept true. */
      readonly quiet?: true;
      readonly told: readonly Told[];
    }
  | { readonly type: 'acknowledged'; readonly acknowledged: Acknowledgement }
  | {
      readonly type: 'silence';
      readonly kind: 'snooze' | 'maintenance';
      readonly by?: string;
      readonly name?: string;
      readonly note?: string;
      readonly until?: number;
      /** When it was over, which may be before `until`. */
      readonly endedAt?: number;
    }
  | { readonly type: 'unobserved'; readonly reason: UnobservedReason; readonly to: number }
  | { readonly type: 'recovered' | 'edited' | 'removed'; readonly notBefore?: number }
);

export type IncidentStory = {
  readonly incident: IncidentRow & {
    readonly responseMs: number;
    readonly phases: Phases;
    readonly address?: string;
    readonly consecutiveFailures: number;
    readonly doubt?: Sentence;
    readonly earlierKinds: readonly FailureKind[];
  };
  readonly outage: {
    readonly id: string;
    readonly startedAt: number;
    readonly endedAt?: number;
    readonly explanation: Explanation;
    readonly members: readonly IncidentRow[];
  };
  /** In order of time. */
  readonly points: readonly StoryPoint[];
  /** Latest first. */
  readonly decisions: readonly DecisionView[];
};

export type IncidentFigures = {
  readonly total: number;
  readonly open: number;
  /** Of those whose end was seen, milliseconds. */
  readonly meanMs?: number;
  readonly medianMs?: number;
  readonly longest?: { readonly id: string; readonly service: string; readonly durationMs: number };
  /** Most time down first. */
  readonly byService: ReadonlyArray<{ readonly service: string; readonly count: number; readonly downMs: number }>;
  /** Most first. */
  readonly byKind: ReadonlyArray<{ readonly kind: FailureKind; readonly count: number }>;
  /** Starts: 7 rows from Monday on, each of 24 hours. */
  readonly byHour: readonly (readonly number[])[];
  /** Starts by day, in order of time, days without any included. */
  readonly byDay: ReadonlyArray<{ readonly day: string; readonly count: number }>;
};
