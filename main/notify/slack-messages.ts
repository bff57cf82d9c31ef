/** Which message a report becomes, who sees it, and by what it can be recognised. */
import type { Alert, Incident } from '../monitor/model.ts';
import { callsForList, digestReply, digestRoot, endsDigest } from './digest.ts';
import { recoveryGatherMs } from './queue.ts';
import { callsFor, type Digest, isDown, isNote, isOfOne, isOpening, isOver, opens, type Report } from './report.ts';
import { rootMessage, threadMessage } from './slack-blocks.ts';
import { actionButtons } from './slack-buttons.ts';
import { noteReply } from './slack-notes.ts';
import { type OutageSetting, outageReply, outageRoot } from './slack-outage.ts';
import type { Setting, SlackMessage } from './slack-parts.ts';

export type Metadata = { event_type: string; event_payload: Record<string, string | number> };

/** Metadata by which a message can be found again in the channel. */
const incidentEvent = 'asl_monitor_incident';
const changeEvent = 'asl_monitor_change';
export const incidentEvents: ReadonlySet<string> = new Set([incidentEvent, changeEvent]);

/** A message, and the ids of the incidents it names where there is no room for all. */
export type Outgoing = { readonly message: SlackMessage; readonly named: ReadonlySet<string> | undefined };

/** What opens the conversation, or is made of its first message by an edit. `postedAt`: when it was first told. */
export function rootFor(report: Report, setting: OutageSetting, postedAt: number): Outgoing {
  return report.digest === undefined
    ? { message: rootOf(report, setting), named: undefined }
    : digestRoot(report, report.digest, setting, postedAt);
}

/** What is told in the thread. */
export function replyFor(report: Report, setting: OutageSetting): Outgoing {
  const { digest } = report;
  if (digest === undefined) return { message: replyTo(report, setting), named: undefined };
  if ((digest.isList && !isNote(report)) || endsDigest(report, digest)) return digestReply(report, digest, setting);
  const calls = !opens(report) || callsForList(report, digest);
  const patienceMs = opens(report) || digest.isUnheard ? 0 : recoveryGatherMs;
  const own = { ...setting, unannounced: digest.isUnheard, patienceMs, ...(calls ? {} : { mention: undefined }) };
  return { message: replyTo(report, own), named: undefined };
}

/** How all of it is by now. */
export function rootOf(report: Report, given: OutageSetting): SlackMessage {
  const { deliveredAt, mention } = given;
  const setting = {
    ...given,
    mention: isSilenced(report) ? undefined : mention,
    // How late it was told is not known any more.
    deliveredAt: report.isRepair ? report.alert.at : deliveredAt,
  };
  const message = isOfOne(report) ? rootMessage(asOfNow(report), setting) : outageRoot(report, setting);
  return setting.hasButtons === true && !isOver(report) ? withButtons(message, report, setting) : message;
}

/** Somebody has said that they know, so that a message which comes late calls nobody. */
function isSilenced({ incidents }: Report): boolean {
  const down = incidents.filter(isDown);
  return down.length > 0 && down.every(({ silence }) => silence !== undefined);
}

function withButtons(message: SlackMessage, { incidents, outageId }: Report, { wording }: Setting): SlackMessage {
  const acknowledged = incidents.filter(isDown).every((incident) => incident.acknowledged !== undefined);
  const elements = actionButtons({ outageId, acknowledged, wording: wording.buttons });
  return elements.length === 0 ? message : { ...message, blocks: [...message.blocks, { type: 'actions', elements }] };
}

/** The news with the incident as it has become since, unless the news of its end are still to come. */
function asOfNow({ alert, incidents, isRepair }: Report): Alert {
  const [incident] = incidents;
  if (isRepair && incident !== undefined) return { ...alert, incident, kind: kindOfNow(alert, incident) };
  return incident === undefined || !isDown(incident) || !isDown(alert.incident) ? alert : { ...alert, incident };
}

/** More may have been told since what is repaired, by a run that did not live to note it. */
function kindOfNow({ kind }: Alert, incident: Incident): Alert['kind'] {
  if (!isDown(incident)) return 'resolved';
  return kind === 'resolved' ? 'reopened' : kind;
}

/** What happened, for the thread. */
export function replyTo(report: Report, setting: OutageSetting): SlackMessage {
  if (isNote(report)) return noteReply(report, setting);
  if (isOfOne(report)) return threadMessage(report.alert, setting);
  return outageReply(report, callsFor(report) ? setting : { ...setting, mention: undefined });
}

/** What happens within an outage that everybody knows of stays in its thread. */
export function isBroadcast(report: Report): boolean {
  if (isNote(report)) return report.alert.kind === 'still_down';
  if (report.digest !== undefined) return isNewsOfDigest(report, report.digest);
  if (isOfOne(report)) return true;
  return opens(report) ? callsFor(report) || report.known.length === 0 : isOver(report);
}

/** Those who follow a digest know of what it began with; they are called for what is new, and told of its end. */
function isNewsOfDigest(report: Report, digest: Digest): boolean {
  if (report.alerts.some((alert) => isOpening(alert) && isDown(alert.incident) && !digest.isUnheard))
    return callsForList(report, digest) || digest.known.length === 0;
  return endsDigest(report, digest);
}

export function rootMetadata({ outageId, incidents, alert }: Report): Metadata {
  const incident_id = incidents[0]?.id ?? alert.incident.id;
  return { event_type: incidentEvent, event_payload: { incident_id, outage_id: outageId } };
}

export function replyMetadata({ outageId, alert }: Report): Metadata {
  const { incident, kind, at } = alert;
  const event_payload = { incident_id: incident.id, outage_id: outageId, change: kind, at };
  return { event_type: changeEvent, event_payload };
}
