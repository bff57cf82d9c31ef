/** Lays many outages out as one Slack message with a list, and as lists in its thread. Pure, and within Slack's limits. */
import { outageIdOf } from '../monitor/incident-id.ts';
import type { Incident } from '../monitor/model.ts';
import { code, cut, date, mrkdwn, oneLine } from './mrkdwn.ts';
import { worstFirst } from './outage-members.ts';
import { recoveryGatherMs } from './queue.ts';
import { type Digest, isDown, isOpening, keepsPeopleAtIt, type Report } from './report.ts';
import { careLines } from './slack-notes.ts';
import {
  bar,
  context,
  endOf,
  type Look,
  lateAfterMs,
  lateByMs,
  looks,
  plain,
  type Setting,
  type SlackBlock,
  type SlackMessage,
  section,
} from './slack-parts.ts';
import type { Wording } from './wording.ts';

/** `named` holds the ids of the incidents that there is room for. */
export type ListMessage = { readonly message: SlackMessage; readonly named: ReadonlySet<string> };

/** As Slack counts them, escapes included: together with everything else the list stays under its 13 000. */
const room = { list: 10_000, section: 2_800 } as const;
const longest = { name: 250, nameInPreview: 40, preview: 500 } as const;
const namesInPreview = 3;
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
export function endsDigest({ alerts }: Report, { incidents, isUnheard }: Digest): boolean {
  return !isUnheard && alerts.some(({ kind }) => kind === 'resolved') && !incidents.some(isDown);
}

/** What the news are of, for the thread; at its end all there was. */
export function digestReply(report: Report, digest: Digest, setting: Setting): ListMessage {
  const news = new Set(report.alerts.map(({ incident }) => incident.id));
  const incidents = report.incidents.filter(({ id }) => news.has(id));
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

/** Whether somebody has to be called: as long as no critical service that people know of keeps them at it. */
export function callsForList({ alerts }: Report, { known }: Digest): boolean {
  const isCalledAlready = known.some(keepsPeopleAtIt);
  return !isCalledAlready && alerts.some((alert) => isOpening(alert) && alert.incident.critical);
}

type Parts = {
  readonly incidents: readonly Incident[];
  /** What it is of as well, listed after them. */
  readonly others: readonly Incident[];
  readonly summary: string;
  /** Who takes care of them. */
  readonly care: readonly string[];
  readonly late: readonly string[];
  readonly called: string | undefined;
  readonly isHeader: boolean;
  readonly outageId: string;
};

function laidOut(parts: Parts, { wording }: Setting): ListMessage {
  const { others, summary, care, late, called, isHeader, outageId } = parts;
  const incidents = [...parts.incidents, ...others];
  const ordered = [parts.incidents, others].flatMap((some) => worstFirst(inTime(some)));
  const down = incidents.filter(isDown).length;
  const look = lookOf(incidents, down);
  const title = `${look.shape} ${titleOf(incidents, down, look, wording)}`;
  const { texts, listed } = listOf(ordered, wording, room.list - sizeOf(care));
  const rest = ordered.slice(listed);
  const more = rest.length === 0 ? [] : [wording.digests.inThread(rest.length, rest.filter(isDown).length)];
  const marks = { critical: ordered.some((one) => isDown(one) && one.critical), doubtful: false };
  const preview = mrkdwn(wording.preview(title, marks, namesOf(ordered, wording)), longest.preview);
  const facts = context(code(cut(outageId, 200)), ...late);
  const noted = care.length === 0 ? [] : [care.join('\n')];
  const below: SlackBlock[] = [...[...noted, ...texts, ...more].map(section), facts];
  const blocks: SlackBlock[] = [
    isHeader ? { type: 'header', text: plain(title, 150) } : { type: 'section', text: plain(title, 150) },
    section(summary),
  ];
  const first = called === undefined ? preview : `${called} ${preview}`;
  return {
    message: {
      text: preview,
      bare: [first, ...texts, ...more, ...late, code(cut(outageId, 200))].join('\n'),
      blocks,
      attachments: [bar(look, preview, below)],
    },
    named: new Set(ordered.slice(0, listed).map(({ id }) => id)),
  };
}

/** The same list looks the same whatever changed last. */
const inTime = (incidents: readonly Incident[]): readonly Incident[] =>
  incidents.toSorted((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));

const sizeOf = (text: unknown): number => JSON.stringify(text).length;

const isWell = (incident: Incident): boolean => !isDown(incident) && (incident.end ?? 'recovered') === 'recovered';

function lookOf(incidents: readonly Incident[], down: number): Look {
  if (down > 0) return looks.down;
  return incidents.some(isWell) ? looks.up : looks.closed;
}

function titleOf(incidents: readonly Incident[], down: number, look: Look, { digests }: Wording): string {
  return look === looks.closed ? digests.closed(incidents.length) : digests.title(down, incidents.length - down);
}

/** As many lines as there is room for, put together to texts of the size that Slack takes. */
function listOf(
  ordered: readonly Incident[],
  wording: Wording,
  roomFor: number,
): { texts: readonly string[]; listed: number } {
  const texts: string[] = [];
  let text = '';
  let used = 0;
  let listed = 0;
  for (const incident of ordered) {
    const line = lineOf(incident, wording);
    const size = sizeOf(line);
    if (used + size > roomFor) break;
    if (text.length + size > room.section) {
      texts.push(text);
      text = line;
    } else text = text === '' ? line : `${text}\n${line}`;
    used += size;
    listed += 1;
  }
  return { texts: [...texts, text], listed };
}

function lineOf(incident: Incident, wording: Wording): string {
  const name = mrkdwn(incident.service, longest.name);
  const { startedAt, critical } = incident;
  if (isDown(incident)) return `${looks.down.shape} *${name}*${wording.outages.memberDown(critical, date(startedAt))}`;
  const end = endOf(incident, incident.openedAt);
  const lasted = wording.lasted(end.notBefore - startedAt, end.at - startedAt);
  const how = incident.end ?? 'recovered';
  if (how !== 'recovered') return `${looks.closed.shape} ${name}${wording.outages.memberClosed(how, lasted)}`;
  const until = date(end.at, end.at - startedAt < dayMs ? '{time_secs}' : undefined);
  return `${looks.up.shape} ${name}${wording.digests.memberUp(date(startedAt), until, lasted)}`;
}

/** "a, b, c and 6 more" */
function namesOf(ordered: readonly Incident[], { outages }: Wording): string {
  const named = ordered.slice(0, namesInPreview).map(({ service }) => cut(oneLine(service), longest.nameInPreview));
  return outages.names(named, ordered.length - named.length);
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
