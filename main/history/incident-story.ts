/** Everything that is on record about one incident, on one line of time. */
import type {
  Acknowledgement,
  Alert,
  AlertKind,
  Failure,
  Incident,
  IncidentEnd,
  Outage,
  Service,
  UnobservedReason,
  UnobservedSegment,
} from '../monitor/model.ts';
import { isInScope } from '../monitor/scope.ts';
import type { AlertOnRecord } from './alert-record.ts';
import type { LoggedDecision } from './decisions.ts';
import type { Delivery } from './deliveries.ts';
import type { PastSilence } from './silences.ts';

/** One notifier and one alert. */
export type Told = {
  readonly notifier: string;
  /** How often it was tried, with the time it was accepted. */
  readonly attempts: number;
  /** When it was accepted, epoch milliseconds; absent while it is owed. */
  readonly at?: number;
  /** From when it became owed until it was accepted. */
  readonly latencyMs?: number;
  /** Why the last attempt failed that did. */
  readonly reason?: string;
};

/** Epoch milliseconds. What a failure is said to be is how it was at that time. */
export type StoryPoint = { readonly at: number } & (
  | { readonly type: 'first_failure' | 'opened'; readonly failure: Failure }
  | {
      readonly type: 'alert';
      readonly alert: AlertKind;
      /** Of the incident that carried it: another one of the same outage where that tells of them all. */
      readonly incident: string;
      readonly failure: Failure;
      /** Nobody need hear of it: what people see already is only kept true. */
      readonly quiet?: true;
      /** Nobody where nobody was to be told. */
      readonly told: readonly Told[];
    }
  | { readonly type: 'acknowledged'; readonly acknowledged: Acknowledgement }
  /** It may have begun before the incident, and be over after it. */
  | ({ readonly type: 'silence' } & PastSilence)
  /** The part within the incident. */
  | { readonly type: 'unobserved'; readonly reason: UnobservedReason; readonly to: number }
  | {
      readonly type: 'ended';
      /** Absent where nobody knows, as in files of the Python tool. */
      readonly end?: IncidentEnd;
      /** It ended between this time and `at`. */
      readonly notBefore?: number;
    }
);

export type IncidentStory = {
  readonly incident: Incident;
  /** One that earlier versions recorded alone is an outage of its own. */
  readonly outage: Outage;
  /** The outage's incidents as they are now, in the order in which they joined. */
  readonly members: readonly Incident[];
  /** In order of time; what happened comes before what was told of it. */
  readonly points: readonly StoryPoint[];
  /** Those that name the incident, latest first. */
  readonly decisions: readonly LoggedDecision[];
};

/** What the configuration groups the service by. */
export type Labels = Partial<Pick<Service, 'group' | 'tags'>>;

export type IncidentRecord = Omit<IncidentStory, 'points'> & {
  /** Of all incidents of the outage, in the order in which they became owed. */
  readonly alerts: readonly AlertOnRecord[];
  readonly unobserved: readonly UnobservedSegment[];
  /** All that were in force at the time, whatever their scope. */
  readonly silences: readonly PastSilence[];
};

export function storyOf(record: IncidentRecord, labels: Labels): IncidentStory {
  const { incident, outage, members, decisions } = record;
  const alerts = record.alerts.filter((one) => isAbout(incident, one.alert));
  const points: readonly StoryPoint[] = [
    ...beginning(incident, alerts),
    ...record.unobserved.map(({ reason, from, to }) => ({ type: 'unobserved', at: from, reason, to }) as const),
    ...record.silences
      .filter((past) => concerns(past, incident, alerts, labels))
      .map((past) => ({ type: 'silence', at: past.silence.startedAt, ...past }) as const),
    ...acknowledgement(incident),
    ...ending(incident),
    ...alerts.map(alertPoint),
  ];
  return { incident, outage, members, points: points.toSorted((a, b) => a.at - b.at), decisions };
}

/** What others of its outage tell of themselves alone is theirs. */
function isAbout({ id }: Incident, { kind, incident }: Alert): boolean {
  return incident.id === id || (kind !== 'opened' && kind !== 'reopened' && kind !== 'resolved');
}

/** Its latest failure is another one than the first where it has changed since. */
function beginning({ id, startedAt, openedAt, failure }: Incident, alerts: readonly AlertOnRecord[]): StoryPoint[] {
  const first = alerts.find(({ alert }) => alert.incident.id === id)?.alert.incident.failure ?? failure;
  return [
    { type: 'first_failure', at: startedAt, failure: first },
    { type: 'opened', at: openedAt, failure: first },
  ];
}

function acknowledgement({ acknowledged }: Incident): StoryPoint[] {
  return acknowledged === undefined ? [] : [{ type: 'acknowledged', at: acknowledged.at, acknowledged }];
}

function ending({ endedAt, end, endedNotBefore }: Incident): StoryPoint[] {
  if (endedAt === undefined) return [];
  return [
    {
      type: 'ended',
      at: endedAt,
      ...(end === undefined ? {} : { end }),
      ...(endedNotBefore === undefined ? {} : { notBefore: endedNotBefore }),
    },
  ];
}

function alertPoint({ alert, deliveries }: AlertOnRecord): StoryPoint {
  const { kind, at, incident, quiet } = alert;
  return {
    type: 'alert',
    at,
    alert: kind,
    incident: incident.id,
    failure: incident.failure,
    ...(quiet === undefined ? {} : { quiet }),
    told: deliveries.map((delivery) => toldFrom(delivery, at)),
  };
}

function toldFrom({ notifier, attempts, settledAt, reason }: Delivery, owedAt: number): Told {
  return {
    notifier,
    attempts: attempts + (settledAt === undefined ? 0 : 1),
    ...(settledAt === undefined ? {} : { at: settledAt, latencyMs: Math.max(0, settledAt - owedAt) }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** It is named by the incident or one of its alerts, or the service is in its scope by one of the names that it had. */
function concerns(
  { silence }: PastSilence,
  incident: Incident,
  alerts: readonly AlertOnRecord[],
  { group, tags = [] }: Labels,
): boolean {
  const own = alerts.filter(({ alert }) => alert.incident.id === incident.id).map(({ alert }) => alert);
  const named = [incident.silence, ...own.flatMap((alert) => [alert.silence, alert.incident.silence])];
  if (named.some((one) => one?.id === silence.id)) return true;
  const places = [{ name: incident.service, group }, ...own.map(({ service }) => service)];
  return places.some(({ name, group: of }) =>
    isInScope(silence.scope, { name, tags, ...(of === undefined ? {} : { group: of }) }),
  );
}
