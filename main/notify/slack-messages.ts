/** Which message a report becomes, who sees it, and by what it can be recognised. */
import { callsFor, isOfOne, isOver, opens, type Report } from './report.ts';
import { rootMessage, threadMessage } from './slack-blocks.ts';
import { type OutageSetting, outageReply, outageRoot } from './slack-outage.ts';
import type { SlackMessage } from './slack-parts.ts';

export type Metadata = { event_type: string; event_payload: Record<string, string | number> };

/** Metadata by which a message can be found again in the channel. */
const incidentEvent = 'asl_monitor_incident';
const changeEvent = 'asl_monitor_change';

/** How all of it is by now. */
export function rootOf(report: Report, setting: OutageSetting): SlackMessage {
  return isOfOne(report) ? rootMessage(report.alert, setting) : outageRoot(report, setting);
}

/** What happened, for the thread. */
export function replyTo(report: Report, setting: OutageSetting): SlackMessage {
  if (isOfOne(report)) return threadMessage(report.alert, setting);
  return outageReply(report, callsFor(report) ? setting : { ...setting, mention: undefined });
}

/** What happens within an outage that everybody knows of stays in its thread. */
export function isBroadcast(report: Report): boolean {
  if (isOfOne(report)) return true;
  return opens(report) ? callsFor(report) || report.known.length === 0 : isOver(report);
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
