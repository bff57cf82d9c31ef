/** What the window is told without asking: how everything is now. Plain JSON; times are epoch milliseconds. */
import type { AggregateState } from '../main/monitor/aggregate.ts';
import type { NetworkState } from '../main/monitor/events.ts';
import type {
  Acknowledgement,
  Explanation,
  FailureKind,
  Scope,
  ServiceStatus,
  UnobservedReason,
} from '../main/monitor/model.ts';
import type { TokenKind } from './settings.ts';

/** One sentence for people in each language of the window. */
export type Sentence = { readonly en: string; readonly fr: string };

export type CheckResult = 'ok' | 'slow' | FailureKind | `unobserved:${UnobservedReason}`;

/** One check, as short as it can be sent: when it began, how long it took in milliseconds, and how it went. */
export type Bar = readonly [at: number, durationMs: number, result: CheckResult];

/** How many checks the snapshot tells of each service at the most, oldest first. */
export const mostBars = 60;

export type OpenIncident = {
  readonly id: string;
  readonly outage: string;
  readonly startedAt: number;
  readonly kind: FailureKind;
  readonly sentence: Sentence;
  readonly statusCode?: number;
  readonly consecutiveFailures: number;
  readonly flaps: number;
  /** Why it is not certain that the service is to blame. */
  readonly doubt?: Sentence;
  readonly acknowledged?: Acknowledgement;
};

/** Fractions of the observed time without an incident; absent where nothing was observed. */
export type Uptime = { readonly day?: number; readonly week?: number; readonly month?: number };

export type ServiceView = {
  readonly name: string;
  readonly url: string;
  readonly method: string;
  readonly group?: string;
  readonly tags: readonly string[];
  readonly critical: boolean;
  readonly description?: string;
  readonly runbook?: string;
  /** What it would be if it were all there is. */
  readonly state: AggregateState;
  readonly status: ServiceStatus;
  readonly since: number;
  readonly slow: boolean;
  readonly unobserved?: { readonly reason: UnobservedReason; readonly from: number };
  /** Of the silence in force that ends last; all of it is in `silences`. */
  readonly silence?: { readonly id: string; readonly kind: 'snooze' | 'maintenance'; readonly until?: number };
  readonly incident?: OpenIncident;
  /** Until when its certificate is valid, as of the last check that saw one. */
  readonly certificateValidTo?: number;
  readonly uptime: Uptime;
};

/** One that is not over. */
export type OpenOutage = {
  readonly id: string;
  readonly since: number;
  readonly explanation: Explanation;
  /** Those of its services that are down. */
  readonly services: readonly string[];
  readonly critical: boolean;
  /** The latest, once somebody has acknowledged all of it. */
  readonly acknowledged?: Acknowledgement;
};

export type SilenceView = {
  readonly id: string;
  readonly kind: 'snooze' | 'maintenance';
  readonly scope: Scope;
  readonly startedAt: number;
  readonly until?: number;
  /** Who snoozed. */
  readonly by?: string;
  /** Of the maintenance window. */
  readonly name?: string;
  readonly note?: string;
};

export type NotifierView = {
  readonly name: string;
  /** How many alerts it has not told yet. */
  readonly owed: number;
  readonly unreachableSince?: number;
  readonly reason?: Sentence;
};

/** What is wrong with the configuration file, and where. */
export type FileProblem = {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Such as `services[0].timeout`; empty for the file as a whole. */
  readonly path: string;
  readonly message: Sentence;
};

export type Theme = 'system' | 'light' | 'dark';
export type Language = 'en' | 'fr';

/** What the person at this machine likes; absent: as the system has it. */
export type Preferences = { readonly theme?: Theme; readonly language?: Language };

/** Of the desktop application itself. */
export type DesktopView = {
  /** `absent`: the system has no place for one, so that the window is all there is. `unknown`: it does not say. */
  readonly tray: 'shown' | 'absent' | 'unknown';
  /** What the system keeps it from doing, each with what to do about it, such as notifications that are not shown. */
  readonly remarks: readonly Sentence[];
  readonly startsAtLogin: boolean;
  /**
   * Where tokens are kept: encrypted with a key that only this user has, or (`basic_text`) with one that any program on
   * this machine may know. `none`: they cannot be kept.
   */
  readonly keychain: 'encrypted' | 'basic_text' | 'none';
  /** Those that are kept there, whether they can be read and are used or not. */
  readonly keptTokens: readonly TokenKind[];
  /** The machine runs on its battery, and services that are not critical are checked less often for it. */
  readonly isSparing: boolean;
};

/** Everything but the services. */
export type Head = {
  readonly version: string;
  readonly state: AggregateState;
  /** Each service once, under its state; `paused` are also those that are silenced. */
  readonly counts: Readonly<Record<AggregateState, number>> & { readonly services: number };
  readonly network: { readonly state: NetworkState; readonly since: number };
  /** Latest last. */
  readonly outages: readonly OpenOutage[];
  readonly silences: readonly SilenceView[];
  readonly notifiers: readonly NotifierView[];
  readonly slack: 'on' | 'off';
  readonly heartbeat?: { readonly origin: string; readonly failingSince?: number; readonly reason?: Sentence };
  readonly lastCycleAt?: number;
  readonly configuration: {
    /** Absolute path. */
    readonly file: string;
    /** How often another content was taken or refused since the start. */
    readonly revision: number;
    /** What is wrong with the content that was refused last, if it still is. */
    readonly problems: readonly FileProblem[];
  };
  /** Local services that fail on a schedule are shown. */
  readonly isDemo: boolean;
  readonly preferences: Preferences;
  /** Absent where the program has no desktop, but a browser's window. */
  readonly desktop?: DesktopView;
};

/** The whole picture: for each listener that begins to follow, and again where no change could say it, as after a rename. */
export type Snapshot = {
  readonly type: 'snapshot';
  /** The program's clock when this was sent. */
  readonly at: number;
  readonly head: Head;
  /** In the order of the configuration. */
  readonly services: readonly ServiceView[];
  /** By name of the service. */
  readonly bars: Readonly<Record<string, readonly Bar[]>>;
};

/** What is different since the snapshot and the changes before it; absent parts are as they were. */
export type Change = {
  readonly type: 'change';
  readonly at: number;
  readonly head?: Head;
  /** Names in the order of the configuration, when one came, went or moved: those that are not in it are gone. */
  readonly order?: readonly string[];
  /** Whole views of those that changed or came. */
  readonly services?: readonly ServiceView[];
  /** Checks to append. */
  readonly bars?: Readonly<Record<string, readonly Bar[]>>;
};

export type Push = Snapshot | Change;
