/** `asl-monitor status` for people: the first sentence, the services from worst to best, and what else there is. Pure. */

import type { NotifierState } from '../messenger.ts';
import type { AggregateState } from '../monitor/aggregate.ts';
import type { UnobservedReason } from '../monitor/model.ts';
import { headline, shared } from './headline.ts';
import type { OpenOutage, ServiceState, Status } from './status.ts';
import {
  authorText,
  clockTime,
  listed,
  plain,
  scopeText,
  shapeOf,
  since,
  table,
  untilWhen,
  type View,
} from './tables.ts';

/** From worst to best, and those last that nobody wants to hear of. */
const order: readonly AggregateState[] = ['down', 'degraded', 'unknown', 'ok', 'paused'];

export function describeStatus(status: Status, view: View): readonly string[] {
  const { services, outages, silences, lastCycleAt } = status;
  const worstFirst = services.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  const told = outages.filter(({ services: down }) => down.length > 1);
  return [
    `${shapeOf(status.state, view)} ${headline(status, view)}`,
    ...section('', table(worstFirst.map((service) => serviceRow(service, view)))),
    ...section('Outages', table(told.map((outage) => outageRow(outage, view)))),
    ...section(
      'Silenced',
      table(
        silences.map((silence) => [
          `${shapeOf('paused', view)} ${scopeText(silence.scope)}`,
          untilWhen(silence.until, view),
          authorText(silence),
          silence.kind === 'snooze' ? silence.id : '',
        ]),
      ),
    ),
    '',
    ...status.notifiers.map((notifier) => notifierLine(notifier, view)),
    ...heartbeatLines(status, view),
    lastCycleAt === undefined
      ? 'Not everything has been checked yet'
      : `Everything was last checked ${since(lastCycleAt, view)} ago`,
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...(title === '' ? [] : [title]), ...lines];
}

function serviceRow(service: ServiceState, view: View): readonly string[] {
  const { name, group = '', state, reason, acknowledged } = service;
  const known = acknowledged === undefined ? '' : `acknowledged by ${plain(acknowledged.by.name)}`;
  return [
    `${shapeOf(state, view)} ${plain(name)}`,
    plain(group),
    stateText(service, view),
    reason === undefined ? '' : plain(reason),
    known,
  ];
}

function stateText(service: ServiceState, view: View): string {
  const { status, unobserved, silence, slow, incident } = service;
  const silenced = silence === undefined ? '' : `, ${silence.kind === 'snooze' ? 'snoozed' : 'in maintenance'}`;
  if (unobserved?.reason === 'paused') return 'paused';
  const what =
    incident !== undefined && status !== 'recovering' ? 'down' : slow && status === 'up' ? 'up, slow' : status;
  if (unobserved !== undefined) {
    const before = incident === undefined ? '' : 'down; ';
    return `${before}not observed for ${since(unobserved.from, view)}, ${reasons[unobserved.reason]}${silenced}`;
  }
  return status === 'pending' ? `not checked yet${silenced}` : `${what} for ${since(service.since, view)}${silenced}`;
}

const reasons: Readonly<Record<UnobservedReason, string>> = {
  paused: 'paused',
  offline: 'offline',
  dns: 'no names resolve',
  captive_portal: 'captive portal',
  vpn: 'its network is not there',
  asleep: 'asleep',
  not_running: 'the program did not run',
};

function outageRow(outage: OpenOutage, view: View): readonly string[] {
  const { id, services, explanation, acknowledged } = outage;
  return [
    `${shapeOf('down', view)} ${shared(explanation) ?? listed(services, 2)}`,
    `${services.length} services`,
    `for ${since(outage.since, view)}`,
    acknowledged === undefined
      ? 'nobody has acknowledged it'
      : `acknowledged by ${plain(acknowledged.by.name)} at ${clockTime(acknowledged.at, view)}`,
    id,
  ];
}

function notifierLine({ name, owed, unreachableSince, reason }: NotifierState, view: View): string {
  const queue = owed === 0 ? 'everything is told' : owed === 1 ? '1 alert to tell' : `${owed} alerts to tell`;
  const why = reason === undefined ? '' : `: ${plain(reason)}`;
  const trouble = unreachableSince === undefined ? why : `, unreachable for ${since(unreachableSince, view)}${why}`;
  return `${name}: ${queue}${trouble}`;
}

function heartbeatLines({ heartbeat }: Status, view: View): readonly string[] {
  if (heartbeat === undefined) return [];
  const { origin, lastOkAt, failingSince, reason } = heartbeat;
  if (failingSince !== undefined) {
    return [
      `Heartbeat to ${plain(origin)} has failed for ${since(failingSince, view)}${reason === undefined ? '' : `: ${plain(reason)}`}`,
    ];
  }
  return [
    `Heartbeat to ${plain(origin)}: ${lastOkAt === undefined ? 'not sent yet' : `taken ${since(lastOkAt, view)} ago`}`,
  ];
}
