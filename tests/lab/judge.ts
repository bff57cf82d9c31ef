/** Holds what the program said, and what Slack heard, against what really happened. */
import type { SlackSeen } from './actors/orders.ts';
import { judgeUptime, spanOf } from './judge-uptime.ts';
import type { ProgramEvent } from './program.ts';
import { incidentsOf, type ReportedIncident } from './record.ts';
import { type Pace, timing } from './scenario.ts';
import { common, merged, type Span, without } from './spans.ts';
import type { Outage, Truth } from './truth.ts';

export const promisedMs = 30_000;
/** The statistics round to a millionth and count whole cells: as "to the second" is promised, a second it is. */
const sumToleranceMs = 1_000;

export type Verdict = {
  readonly outages: number;
  /** Those of which every service was told, in time or not. */
  readonly told: number;
  readonly falseAlerts: number;
  /** From the beginning, or from when it could first be seen and told, to Slack's acceptance of its last service. */
  readonly latestMs: number | undefined;
  readonly messages: number;
  /** How many there may be: one for each outage. */
  readonly messagesAllowed: number;
  readonly uptimeWrongMs: number;
  readonly greyMs: number;
  readonly blindMs: number;
  /** What was promised and not kept, one sentence each. */
  readonly broken: readonly string[];
  readonly remarks: readonly string[];
};

export type Evidence = {
  readonly services: readonly string[];
  readonly pace: Pace;
  readonly truth: Truth;
  readonly events: readonly ProgramEvent[];
  readonly slack: SlackSeen;
  readonly endedWell: boolean;
};

export function judge({ services, pace, truth, events, slack, endedWell }: Evidence): Verdict {
  const endAt = Date.parse(events.at(-1)?.at ?? '');
  const incidents = incidentsOf(events, endAt);
  const broken: string[] = [];
  const delaysMs: number[] = [];
  let [outages, told] = [0, 0];

  for (const outage of truth.outages) {
    const fates = outage.services.map((service) => ({
      service,
      ...fateOf(service, outage, { truth, events, slack, incidents, endAt }),
    }));
    const owed = fates.filter((fate) => fate.isOwed || fate.delayMs !== undefined);
    if (owed.length === 0) continue;
    outages += 1;
    if (owed.every(({ delayMs }) => delayMs !== undefined)) told += 1;
    for (const { service, delayMs } of owed) {
      if (delayMs === undefined) broken.push(`${service} was never told`);
      else {
        delaysMs.push(delayMs);
        if (delayMs > promisedMs) broken.push(`${service} was told after ${seconds(delayMs)}`);
      }
    }
  }

  const wrong = falseAlertsOf(incidents, events, truth, endAt);
  if (wrong.length > 0) broken.push(`false alerts: ${wrong.join(', ')}`);
  const messagesAllowed = truth.outages.length;
  if (slack.roots.length > messagesAllowed)
    broken.push(`${slack.roots.length} messages for ${messagesAllowed} outages`);
  const uptimes = services.map((service) => ({ service, ...judgeUptime(service, events, truth, timing[pace]) }));
  const off = uptimes.filter(({ wrongMs, allowedMs }) => wrongMs > allowedMs);
  if (off.length > 0)
    broken.push(
      `uptime off: ${off.map(({ service, wrongMs, allowedMs }) => `${service} ${seconds(wrongMs)} (allowed ${seconds(allowedMs)})`).join(', ')}`,
    );
  const sums = uptimes.filter(({ sumOffMs }) => sumOffMs > sumToleranceMs);
  if (sums.length > 0)
    broken.push(
      `statistics off the events: ${sums.map(({ service, sumOffMs }) => `${service} ${seconds(sumOffMs)}`).join(', ')}`,
    );
  if (!endedWell) broken.push('the program did not end well');
  const uncertain = incidents.filter(({ isUncertain }) => isUncertain).length;
  return {
    outages,
    told,
    falseAlerts: wrong.length,
    latestMs: delaysMs.length === 0 ? undefined : Math.max(...delaysMs),
    messages: slack.roots.length,
    messagesAllowed,
    uptimeWrongMs: Math.max(0, ...uptimes.map(({ wrongMs }) => wrongMs)),
    greyMs: Math.max(0, ...uptimes.map(({ greyMs }) => greyMs)),
    blindMs: Math.max(0, ...uptimes.map(({ blindMs }) => blindMs)),
    broken,
    remarks: uncertain === 0 ? [] : [`${uncertain} not certain`],
  };
}

type Heard = {
  readonly truth: Truth;
  readonly events: readonly ProgramEvent[];
  readonly slack: SlackSeen;
  readonly incidents: readonly ReportedIncident[];
  readonly endAt: number;
};

type Fate = {
  /** Whether it could be seen and told for as long as that may take. */
  readonly isOwed: boolean;
  readonly delayMs: number | undefined;
};

function fateOf(service: string, outage: Outage, heard: Heard): Fate {
  const { truth, endAt } = heard;
  const blind = truth.blindness.filter(({ hides, hidesSlack }) => hidesSlack || hides.includes(service));
  const visible = without(
    [spanOf(outage, endAt)],
    blind.map((one) => spanOf(one, endAt)),
  );
  const longEnough = visible.find(({ from, to }) => to - from >= promisedMs);
  const told = toldAt(service, outage, heard);
  if (told === undefined) return { isOwed: longEnough !== undefined, delayMs: undefined };
  // A glimpse that was too short to tell it is not held against anybody.
  const glimpse = visible.findLast(({ from }) => from <= told);
  const since = longEnough !== undefined && longEnough.from <= told ? longEnough : glimpse;
  return { isOwed: longEnough !== undefined, delayMs: since === undefined ? 0 : told - since.from };
}

/** When Slack took the first message, or edit, that is about the service's incident in this outage. */
function toldAt(service: string, outage: Outage, { events, slack, incidents }: Heard): number | undefined {
  const outageEnd = outage.to ?? Number.POSITIVE_INFINITY;
  const own = incidents.filter((one) => one.service === service && one.to > outage.from && one.from < outageEnd);
  if (own.length === 0) return undefined;
  const ids = new Set(own.map(({ id }) => id));
  const delivered = events
    .filter(({ event, kind }) => event === 'alert.delivered' && (kind === 'opened' || kind === 'reopened'))
    .filter(({ incident }) => ids.has(String(incident)))
    .map(({ at }) => Date.parse(at));
  const openedAt = Math.min(...own.map((incident) => incident.openedAt));
  const named = slack.requests
    .filter(({ method, text }) => /^chat\.(postMessage|update)$/.test(method) && text.includes(service))
    .map(({ at }) => at)
    .filter((at) => at >= openedAt);
  const times = [...delivered, ...named].filter((at) => at >= outage.from);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Incidents that were opened, or opened again, while nothing was wrong with the service. */
function falseAlertsOf(
  incidents: readonly ReportedIncident[],
  events: readonly ProgramEvent[],
  truth: Truth,
  endAt: number,
): readonly string[] {
  // A check that was under way at an edge may have seen either side of it.
  const edgeMs = 1_000;
  const downOf = (service: string) =>
    merged(
      truth.outages
        .filter(({ services }) => services.includes(service))
        .map((one) => spanOf(one, endAt))
        .map(({ from, to }) => ({ from: from - edgeMs, to: to + edgeMs })),
    );
  const isJustified = (service: string, span: Span) => common(downOf(service), [span]).length > 0;
  const opened = incidents
    .filter(({ service, from, openedAt }) => !isJustified(service, { from, to: openedAt + 1 }))
    .map(({ service, openedAt }) => `${service} at ${clock(openedAt)}`);
  const reopened = events.flatMap((event, index) => {
    const { service = '' } = event;
    if (event.event !== 'alert.delivered' || event.kind !== 'reopened') return [];
    const failing = events
      .slice(0, index)
      .findLast((one) => one.event === 'state' && one.service === service && one.to === 'failing');
    const to = Date.parse(event.at);
    const from = failing === undefined ? to - promisedMs : Date.parse(failing.at) - promisedMs / 2;
    return isJustified(service, { from, to }) ? [] : [`${service} again at ${clock(to)}`];
  });
  return [...opened, ...reopened];
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}
