/** Why a failed check led to an alert, or did not: for the log, for scripts, and for whoever asks at 3 a.m. Pure. */
import type { Decision, DecisionCause, Failure, Incident, Service, Silence, UnobservedReason } from './model.ts';
import { assertNever } from './model.ts';

export type Circumstances = {
  readonly service: Pick<Service, 'name' | 'failureThreshold'>;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly failure: Failure;
  readonly cause: DecisionCause;
  /** In a row, with this one. */
  readonly failures?: number;
  readonly reason?: UnobservedReason;
  readonly incident?: Incident;
  readonly doubt?: string | undefined;
};

export function decisionOf(circumstances: Circumstances): Decision {
  const { service, at, failure, cause, reason, incident } = circumstances;
  const alerted = cause === 'threshold_reached' || cause === 'flapping' || cause === 'silence_over';
  return {
    service: service.name,
    at,
    alerted,
    cause,
    sentence: `${alerted ? 'alerted' : 'not alerted'}: ${because(circumstances)}`,
    kind: failure.kind,
    ...(reason === undefined ? {} : { reason }),
    ...(incident === undefined ? {} : { incident: incident.id }),
  };
}

function because({ cause, service, failures = 0, reason, incident, doubt }: Circumstances): string {
  switch (cause) {
    case 'threshold_reached':
      return `${count(service.failureThreshold)} in a row${doubt === undefined ? '' : `, although ${doubt}`}`;
    case 'flapping':
      return `it failed again within 5 min of its recovery, so that the incident goes on (${incident?.flaps ?? 1} times so far)`;
    case 'below_threshold':
      return `${failures} of ${count(service.failureThreshold)} in a row`;
    case 'already_open':
      return `the incident ${incident?.id ?? ''} is open and was told`;
    case 'silenced':
      return silencedBy(incident?.silence);
    case 'silence_over':
      return `the ${incident?.silence?.kind === 'snooze' ? 'snooze' : 'maintenance'} is over, and the service is still down`;
    case 'outdated':
      return 'a later check was answered well';
    case 'not_observed':
      return notObserved[reason ?? 'offline'];
    case 'inconclusive':
      return 'this machine or its network may have been held up during the check; it is made again at once';
    default:
      return assertNever(cause);
  }
}

function silencedBy(silence: Silence | undefined): string {
  if (silence?.kind === 'snooze') return `the service is snoozed by ${silence.by.name}`;
  return `the service is in maintenance${silence?.name === undefined ? '' : ` (${silence.name})`}`;
}

const notObserved: Readonly<Record<UnobservedReason, string>> = {
  paused: 'the service is paused',
  offline: 'this machine is offline',
  dns: 'this machine can resolve no names',
  captive_portal: 'a captive portal answers in place of the internet',
  vpn: 'the network condition that the service requires does not hold',
  asleep: 'this machine has just woken up and its network is not back yet',
  not_running: 'the program was not running',
};

function count(failures: number): string {
  return failures === 1 ? '1 failure' : `${failures} failures`;
}
