/** What is said of many outages that are told as one: in the message with their list, and in its thread. Pure. */
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident } from '../monitor/model.ts';
import { inTime, type ListMessage, laidOut } from './digest-layout.ts';
import { date } from './mrkdwn.ts';
import { recoveryGatherMs } from './queue.ts';
import { type Digest, isDown, isOpening, keepsPeopleAtIt, type Report } from './report.ts';
import { careLines } from './slack-notes.ts';
import { endOf, lateAfterMs, lateByMs, type Setting } from './slack-parts.ts';
import type { Wording } from './wording.ts';

const dayMs = 24 * 3_600_000;

/** The message that tells them all, as they are by now. `postedAt` is when it was first told, epoch milliseconds. */
export function digestRoot(report: Report, digest: Digest, setting: Setting, postedAt: number): ListMessage {
  const { incidents } = digest;
  const down = incidents.filter(isDown);
  const { wording } = setting;
  const told = incidents.filter(({ openedAt }) => openedAt <= postedAt);
  const late = lateness(
    told.map(({ openedAt }) => openedAt),
    postedAt,
    wording,
  );
  const called = down.some(({ critical, silence }) => critical && silence === undefined) ? setting.mention : undefined;
  const spanned = spanOf(incidents, report.alert.at, wording);
  const summary = called === undefined ? spanned : `${called} ${spanned}`;
  const [first = report.alert.incident] = inTime(incidents);
  const care = careLines(incidents, wording);
  const outageId = outageIdOf(first);
  return laidOut({ incidents, others: [], summary, care, late, called, isHeader: true, outageId }, setting);
}

/** The news are the end of all of it. */
export function endsDigest(report: Report, { incidents, isUnheard }: Digest): boolean {
  const hasEnd = report.alerts.some(({ kind }) => kind === 'resolved');
  return !isUnheard && hasEnd && ![...incidents, ...newsOf(report).values()].some(isDown);
}

/**
 * What the news are of, for the thread, each as the latest of them has it: of what is down again by now, its end is told
 * all the same, and the rest by the reply that follows. At its end all there was.
 */
export function digestReply(report: Report, digest: Digest, setting: Setting): ListMessage {
  const news = newsOf(report);
  const incidents = [...news.values()];
  const { wording } = setting;
  const called = callsForList(report, digest) ? setting.mention : undefined;
  const isEnd = endsDigest(report, digest);
  const others = isEnd ? digest.incidents.filter(({ id }) => !news.has(id)) : [];
  const standing = isEnd
    ? spanOf(digest.incidents, report.alert.at, wording)
    : wording.outages.standing(digest.incidents.filter(isDown).length, digest.incidents.length);
  const summary = called === undefined ? standing : `${called} ${standing}`;
  const isLate = report.alerts.some(
    (alert) => lateByMs(alert, setting.deliveredAt, alert.kind === 'resolved' ? recoveryGatherMs : 0) !== undefined,
  );
  const times = report.alerts.map(({ at, notBefore }) => Math.max(at, notBefore ?? at));
  const late = isLate ? lateness(times, setting.deliveredAt, wording) : [];
  const { outageId } = report;
  return laidOut({ incidents, others, summary, care: [], late, called, isHeader: false, outageId }, setting);
}

/** By the incident's id, as it was with the latest of what is told of it. */
function newsOf({ alerts }: Report): ReadonlyMap<string, Incident> {
  return new Map(alerts.map(({ incident }) => [incident.id, incident]));
}

/** Whether somebody has to be called: as long as no critical service that people know of keeps them at it. */
export function callsForList({ alerts }: Report, { known }: Digest): boolean {
  const isCalledAlready = known.some(keepsPeopleAtIt);
  return !isCalledAlready && alerts.some((alert) => isOpening(alert) && alert.incident.critical);
}

function spanOf(incidents: readonly Incident[], otherwise: number, { digests }: Wording): string {
  const from = least(incidents.map(({ startedAt }) => startedAt));
  if (incidents.some(isDown)) return digests.span(date(from), undefined);
  return digests.span(date(from), date(-least(incidents.map((one) => -endOf(one, otherwise).at))));
}

/** The sentence with the times at which they were detected and told, or nothing. */
function lateness(detected: readonly number[], deliveredAt: number, wording: Wording): readonly string[] {
  const first = least(detected);
  if (!(deliveredAt - first > lateAfterMs)) return [];
  const format = deliveredAt - first < dayMs / 2 ? '{time_secs}' : undefined;
  const last = -least(detected.map((at) => -at));
  const from = date(first, format);
  const range = last - first < 1_000 ? from : `${from} – ${date(last, format)}`;
  return [wording.lateDetail(range, date(deliveredAt, format))];
}

const least = (numbers: readonly number[]): number =>
  numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
