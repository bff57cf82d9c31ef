/** The words of the product: what is watched, what was seen, what is made of it. Types only, no behaviour. */

/** What can go wrong with one check. The set is closed: alerts, history and the window all switch over it. */
export const failureKinds = [
  'dns',
  'refused',
  'reset',
  'unreachable',
  'timeout_connect',
  'timeout_tls',
  'timeout_response',
  'tls_expired',
  'tls_untrusted',
  'tls_name',
  'status',
  'content',
  'protocol',
  'too_large',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** Where in one attempt something happened, in the order in which an attempt goes through them. */
export type Phase = 'dns' | 'tcp' | 'tls' | 'first_byte' | 'body';

/** How long each phase took, in milliseconds; a phase that was not reached or not needed is absent. */
export type Phases = {
  readonly dnsMs?: number;
  readonly tcpMs?: number;
  readonly tlsMs?: number;
  readonly firstByteMs?: number;
  readonly bodyMs?: number;
};

export type Certificate = {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and addresses that the certificate is valid for. */
  readonly names: readonly string[];
  /** Epoch milliseconds. */
  readonly validFrom: number;
  /** Epoch milliseconds. */
  readonly validTo: number;
};

export type Failure = {
  readonly kind: FailureKind;
  readonly phase: Phase;
  /** One plain sentence for people, such as "TLS handshake with 10.1.2.3:443 timed out after 10 s (DNS 2 ms, TCP 11 ms)". */
  readonly sentence: string;
};

/** What one attempt saw. A failed check is data, never an exception. */
export type Observation = {
  /** Epoch milliseconds at which the attempt began. */
  readonly startedAt: number;
  /** From the beginning to the last needed byte, or to the failure. */
  readonly durationMs: number;
  readonly phases: Phases;
  /** The peer, as "10.1.2.3:443" or "[2001:db8::1]:443"; absent before a connection was tried. */
  readonly address?: string;
  /** This machine's end of the connection, without port: it tells through which interface the check went. */
  readonly localAddress?: string;
  readonly statusCode?: number;
  readonly certificate?: Certificate;
} & (
  | { readonly ok: true /** Well, but slower than `max_response_time`. */; readonly slow: boolean }
  | { readonly ok: false; readonly failure: Failure }
);

/** Inclusive range of HTTP status codes; a single code has `from === to`. */
export type StatusRange = { readonly from: number; readonly to: number };

export type JsonExpectation = { readonly path: string; readonly equals: unknown };

export type HeaderExpectation = { readonly name: string; readonly equals?: string; readonly contains?: string };

export type Expectations = {
  readonly contains: readonly string[];
  readonly notContains: readonly string[];
  /** Sources of regular expressions, already validated, matched with the flags `su`. */
  readonly matches: readonly string[];
  readonly json: readonly JsonExpectation[];
  readonly headers: readonly HeaderExpectation[];
  readonly maxResponseTimeMs?: number;
};

/** A network condition; all that are given must hold, or the service is not observed. */
export type NetworkRequirement = {
  /** Name of a network interface that must be up. */
  readonly interface?: string;
  /** Network in CIDR notation to which there must be a route of its own, other than the default one. */
  readonly route?: string;
  /** URL that must give an answer, whatever it is. */
  readonly canary?: string;
};

/** One watched service with every default filled in. */
export type Service = {
  readonly name: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expectedStatus: readonly StatusRange[];
  readonly expect: Expectations;
  readonly followRedirects: boolean;
  readonly tls: { readonly verify: boolean /** Days before expiry. */; readonly expiryWarningDays: readonly number[] };
  readonly timeoutMs: number;
  readonly critical: boolean;
  /** What the file asks for; the engine may check more often, see `cadence`. */
  readonly checkIntervalMs: number;
  readonly alertWithinMs: number;
  readonly failureThreshold: number;
  readonly recoveryThreshold: number;
  readonly retryIntervalMs: number;
  readonly paused: boolean;
  readonly group?: string;
  readonly tags: readonly string[];
  readonly runbook?: string;
  readonly description?: string;
  readonly requires?: NetworkRequirement;
  /** Changes whenever what is asked of the service or expected of it changes, and with nothing else. Holds no secret. */
  readonly fingerprint: string;
};

export type ServiceStatus = 'pending' | 'up' | 'failing' | 'down' | 'recovering';

/** Why nobody can say how a service is: the cause lies with this machine, its network, or its owner's wish. */
export const unobservedReasons = [
  'paused',
  'offline',
  'dns',
  'captive_portal',
  'vpn',
  'asleep',
  'not_running',
] as const;

export type UnobservedReason = (typeof unobservedReasons)[number];

/** A stretch of time in which a service was not observed: neither up nor down. Epoch milliseconds. */
export type UnobservedSegment = { readonly reason: UnobservedReason; readonly from: number; readonly to: number };

/** Somebody who did something, by the name that they have where they did it. */
export type Actor = {
  readonly name: string;
  readonly via: 'slack' | 'command' | 'window' | 'desktop';
};

/** Somebody takes care of an incident. */
export type Acknowledgement = {
  readonly by: Actor;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly note?: string;
};

/** Which services something is about: all of them, or every one that is named in one of the lists. */
export type Scope =
  | 'everything'
  | { readonly services: readonly string[]; readonly groups: readonly string[]; readonly tags: readonly string[] };

/** A time in which checks go on and nobody is told of the services in its scope. */
export type Silence = {
  /** Unique; the same occurrence of a maintenance window has the same id after a restart. */
  readonly id: string;
  readonly scope: Scope;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Epoch milliseconds at which it ends by itself; absent: when none of its services is down any more. */
  readonly until?: number;
} & (
  | { readonly kind: 'snooze'; readonly by: Actor; readonly note?: string }
  | { readonly kind: 'maintenance'; readonly name?: string }
);

/** Why an incident is over. */
export type IncidentEnd = 'recovered' | 'edited' | 'removed';

export type Incident = {
  /** `<Service_Name>_<YYYYMMDD>_<HHMMSS>`, unique, and the name of its JSON file. */
  readonly id: string;
  readonly service: string;
  readonly url: string;
  readonly critical: boolean;
  /** Start of the first failed check, epoch milliseconds. */
  readonly startedAt: number;
  /** When the last needed failure was in, epoch milliseconds. */
  readonly openedAt: number;
  /** Start of the first good check, epoch milliseconds; absent while the incident is open. */
  readonly endedAt?: number;
  readonly end?: IncidentEnd;
  /**
   * Where the service was not observed right before `endedAt`: the end lies between this time and that one, and nobody
   * knows where. Epoch milliseconds.
   */
  readonly endedNotBefore?: number;
  /** Id of the outage that it belongs to; absent in incidents of the Python tool and of earlier versions. */
  readonly outage?: string;
  /** Why it is not certain that the service is to blame; absent when it is. One clause, such as "no canary answers". */
  readonly doubt?: string;
  /** The latest failure; the one that opened it until another kind follows. */
  readonly failure: Failure;
  readonly statusCode?: number;
  /** Duration of the failed attempt, milliseconds. */
  readonly responseMs: number;
  readonly phases: Phases;
  readonly address?: string;
  readonly consecutiveFailures: number;
  /** How often it reopened within the flapping window. */
  readonly flaps: number;
  /** The kinds of failure it has shown besides that of `failure`, in the order in which they first came. */
  readonly earlierKinds?: readonly FailureKind[];
  readonly acknowledged?: Acknowledgement;
  /** In force for its service now; while it is, nobody is told anything of this incident. */
  readonly silence?: Silence;
  /** It opened during a silence, and nobody has been told of it. */
  readonly untold?: true;
  /** When people were last reminded of it, epoch milliseconds. */
  readonly remindedAt?: number;
  /** Until then an alert waits that will show in which way it fails by that time; epoch milliseconds. */
  readonly changeShownAt?: number;
};

/** What explains that several services fail together. */
export type Explanation =
  /** Nothing that others share. */
  | { readonly kind: 'alone' }
  | { readonly kind: 'host' | 'address' | 'network' | 'port' | 'zone' | 'vpn'; readonly value: string }
  /** A majority of all services fails in this way. */
  | { readonly kind: 'widespread'; readonly value: FailureKind };

/** Incidents that are told as one: those of services that fail for the same reason, or of one service alone. */
export type Outage = {
  /** The id of the incident that began it. */
  readonly id: string;
  /** The earliest start of its incidents, epoch milliseconds. */
  readonly startedAt: number;
  /** When the last of its services was well again; absent while one is down. */
  readonly endedAt?: number;
  readonly explanation: Explanation;
  /** Ids of its incidents, in the order in which they joined. */
  readonly members: readonly string[];
};

/** Why a failed check led to an alert, or did not. A closed set, so that scripts can switch over it. */
export type DecisionCause =
  /** It completes the failures in a row that open an incident. */
  | 'threshold_reached'
  /** The same, soon after a recovery: the incident goes on. */
  | 'flapping'
  | 'below_threshold'
  /** An incident is open and was told already. */
  | 'already_open'
  /** It would have been told, but its service is snoozed or in maintenance. */
  | 'silenced'
  /** Its silence is over, and it is still down. */
  | 'silence_over'
  /** A later check was answered well, so that this one is old news. */
  | 'outdated'
  /** The service is not observed; `reason` says why. */
  | 'not_observed'
  /** The network came back only while the check was under way: it is made again. */
  | 'inconclusive';

/** For one failed check: whether somebody was alerted, and why. */
export type Decision = {
  readonly service: string;
  /** When it was taken, epoch milliseconds. */
  readonly at: number;
  readonly alerted: boolean;
  readonly cause: DecisionCause;
  /** The same for people, in one sentence, such as "not alerted: 1 of 2 failures". */
  readonly sentence: string;
  readonly kind: FailureKind;
  /** For `not_observed`. */
  readonly reason?: UnobservedReason;
  readonly incident?: string;
};

/** What an alert tells. The first three are the life of an incident; the others speak of its whole outage. */
export type AlertKind =
  /** It is down; also when it was silenced as it went down, and the silence is over. */
  | 'opened'
  | 'reopened'
  | 'resolved'
  /** It fails in another way than before. */
  | 'changed'
  | 'acknowledged'
  /** Somebody snoozed it, or its maintenance begins. */
  | 'silenced'
  /** A silence is over, and it is still down. */
  | 'still_down'
  /** It is critical, and nobody has acknowledged it. */
  | 'reminder';

/** What Slack and the desktop owe the reader, decided when the state changes and stored with it. */
export type Alert = {
  readonly kind: AlertKind;
  readonly incident: Incident;
  readonly service: Pick<Service, 'name' | 'url' | 'method' | 'critical' | 'group' | 'runbook' | 'description'>;
  /** Epoch milliseconds at which it became owed. */
  readonly at: number;
  /** Epoch milliseconds before which it is not told: others may be about to join its outage, or it may not last. */
  readonly notBefore?: number;
  /** Nobody need hear of it: what people see already is only kept true. */
  readonly quiet?: true;
  /** The one that begins, of `silenced`; the one that is over, of `still_down` and `opened`. */
  readonly silence?: Silence;
  /** Who ended that silence before its time. */
  readonly endedBy?: Actor;
};

/** For `switch` over a closed set: the compiler proves that this line is never reached. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
