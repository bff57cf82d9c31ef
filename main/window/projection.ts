/** How everything is, as the window shows it. Pure. */

import type {
  DesktopView,
  FileProblem,
  Head,
  NotifierView,
  OpenIncident,
  OpenOutage,
  Preferences,
  ServiceView,
  Uptime,
} from '../../preload/snapshot.ts';
import type { ServiceState, Status } from '../commands/status.ts';
import type { HeartbeatState } from '../heartbeat.ts';
import type { NotifierState } from '../messenger.ts';
import type { ServiceOverview } from '../monitor/attention.ts';
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident, Service } from '../monitor/model.ts';
import { doubtSentence, failureSentence, reasonSentence } from './sentences.ts';
import { silenceView } from './silence-view.ts';
import { shownUrl } from './urls.ts';

/** What a view is made of beside what is configured. */
export type Findings = {
  readonly overview: ServiceOverview;
  readonly certificateValidTo: number | undefined;
  readonly uptime: Uptime;
};

export function serviceView(service: Service, state: ServiceState, findings: Findings): ServiceView {
  const { url, method, tags, description, runbook } = service;
  const { overview, certificateValidTo, uptime } = findings;
  const { incident: _, acknowledged: __, reason: ___, ...common } = state;
  return {
    ...common,
    url: shownUrl(url),
    method,
    tags,
    ...(description === undefined ? {} : { description }),
    ...(runbook === undefined ? {} : { runbook }),
    ...(overview.incident === undefined ? {} : { incident: openIncident(overview.incident) }),
    ...(certificateValidTo === undefined ? {} : { certificateValidTo }),
    uptime,
  };
}

function openIncident(incident: Incident): OpenIncident {
  const { id, startedAt, failure, statusCode, consecutiveFailures, flaps, doubt, acknowledged } = incident;
  return {
    id,
    outage: outageIdOf(incident),
    startedAt,
    kind: failure.kind,
    sentence: failureSentence(failure.sentence),
    ...(statusCode === undefined ? {} : { statusCode }),
    consecutiveFailures,
    flaps,
    ...(doubt === undefined ? {} : { doubt: doubtSentence(doubt) }),
    ...(acknowledged === undefined ? {} : { acknowledged }),
  };
}

/** What the head tells beside the status. */
export type Circumstances = {
  readonly version: string;
  readonly networkSince: number;
  readonly slack: 'on' | 'off';
  /** Absolute path of the configuration. */
  readonly file: string;
  /** How often another content of it was taken or refused. */
  readonly revision: number;
  /** What is wrong with the content that was refused last, if it still is. */
  readonly problems: readonly FileProblem[];
  readonly isDemo: boolean;
  readonly preferences: Preferences;
  readonly desktop?: DesktopView;
};

export function headOf(status: Status, circumstances: Circumstances): Head {
  const { state, counts, network, outages, silences, notifiers, heartbeat, lastCycleAt } = status;
  const { version, networkSince, slack, file, revision, problems, isDemo, preferences, desktop } = circumstances;
  return {
    version,
    state,
    counts,
    network: { state: network, since: networkSince },
    outages: outages.map(({ incidents: _, ...outage }): OpenOutage => outage),
    silences: silences.map(silenceView),
    notifiers: notifiers.map(notifierView),
    slack,
    ...(heartbeat === undefined ? {} : { heartbeat: heartbeatView(heartbeat) }),
    ...(lastCycleAt === undefined ? {} : { lastCycleAt }),
    configuration: { file, revision, problems },
    isDemo,
    preferences,
    ...(desktop === undefined ? {} : { desktop }),
  };
}

function notifierView({ reason, ...state }: NotifierState): NotifierView {
  return { ...state, ...(reason === undefined ? {} : { reason: reasonSentence(reason) }) };
}

/** When it worked last changes with every cycle, and is shown nowhere. */
function heartbeatView({ lastOkAt: _, reason, ...state }: HeartbeatState): NonNullable<Head['heartbeat']> {
  return { ...state, ...(reason === undefined ? {} : { reason: reasonSentence(reason) }) };
}
