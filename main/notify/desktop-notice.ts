/** What a notification of the desktop says of an outage. Pure. */
import type { Alert, Incident } from '../monitor/model.ts';
import { cut, oneLine } from './mrkdwn.ts';
import { noticeWordingFor } from './notice-wording.ts';
import type { Notice, NoticeAction } from './notification-screen.ts';
import { worstFirst } from './outage-members.ts';
import { isDown, isOpening, type Report } from './report.ts';
import { type Language, tellingOf, type Wording, wordingFor } from './wording.ts';

/** What one outage is told by, on its own or of a list of many. */
export type OutageReport = Pick<Report, 'outageId' | 'alerts' | 'incidents' | 'explanation'>;

export type NoticeSetting = {
  readonly language: Language;
  /** Epoch milliseconds at which it is shown. */
  readonly now: number;
  readonly isSilent: boolean;
  /** Its first: nothing was told of this outage before. */
  readonly isFirst: boolean;
};

const longest = { title: 80, body: 240, name: 50, person: 40 } as const;
const mostNamed = 3;

/** Of an outage that goes on. */
export function outageNotice(report: OutageReport, setting: NoticeSetting): Notice {
  const { outageId, incidents } = report;
  const down = worstFirst(incidents.filter(isDown));
  const isAcknowledged = down.length > 0 && down.every(({ acknowledged }) => acknowledged !== undefined);
  const isCritical = down.some(({ critical, acknowledged }) => critical && acknowledged === undefined);
  const actions: readonly NoticeAction[] = isAcknowledged ? ['snooze'] : ['acknowledge', 'snooze'];
  return noticeOf({
    id: outageId,
    title: titleOf(report, down, setting),
    body: bodyOf(report, down, setting),
    actions,
    urgency: isCritical ? 'critical' : 'normal',
    isSilent: setting.isSilent,
    hash: `#/incidents/${encodeURIComponent(outageId)}`,
  });
}

/** One for all outages that have none of their own. */
export function moreNotice(reports: readonly OutageReport[], language: Language): Notice {
  const down = worstFirst(reports.flatMap(({ incidents }) => incidents.filter(isDown)));
  return noticeOf({
    id: 'more',
    title: noticeWordingFor(language).more(reports.length),
    body: namesOf(down, wordingFor(language), 8),
    actions: [],
    urgency: down.some(({ critical }) => critical) ? 'critical' : 'normal',
    isSilent: true,
    hash: '#/services',
  });
}

/** Whatever stands in it, a notice is plain text of one line, and short enough for every system. */
export function noticeOf(notice: Notice): Notice {
  return {
    ...notice,
    title: cut(oneLine(notice.title), longest.title),
    body: cut(oneLine(notice.body), longest.body),
  };
}

function titleOf(report: OutageReport, down: readonly Incident[], { language }: NoticeSetting): string {
  const { incidents, explanation } = report;
  const wording = wordingFor(language);
  const [only] = down;
  if (incidents.length === 1 && only !== undefined) return wording.headline(tellingFor(report, only), nameOf(only), '');
  const isMixed =
    explanation.kind === 'widespread' && incidents.some(({ failure }) => failure.kind !== explanation.value);
  const shared = isMixed ? undefined : wording.outages.shared(explanation);
  return wording.outages.down(down.length, incidents.length, shared ?? namesOf(down, wording, mostNamed));
}

function tellingFor({ alerts }: OutageReport, incident: Incident) {
  const latest = alerts.findLast((alert) => alert.incident.id === incident.id);
  return latest === undefined || latest.kind === 'resolved' ? 'down' : tellingOf(latest, false);
}

function bodyOf(report: OutageReport, down: readonly Incident[], setting: NoticeSetting): string {
  const { language, now } = setting;
  const wording = wordingFor(language);
  const words = noticeWordingFor(language);
  const time = (at: number): string => words.time(at, now);
  return words.sentences([
    ...newsOf(report, down, setting, wording),
    ...acknowledgement(down, time, wording),
    sinceOf(report.incidents, down, time, wording),
    ...failures(report.incidents, down, wording),
    ...doubts(down, wording),
  ]);
}

/** What has become of it since it was told first. */
function newsOf(
  report: OutageReport,
  down: readonly Incident[],
  setting: NoticeSetting,
  wording: Wording,
): readonly string[] {
  const { notes, outages, duration } = wording;
  const latest = report.alerts.findLast(({ quiet }) => quiet !== true);
  if (latest === undefined) return [];
  const begun = Math.min(...report.incidents.map(({ startedAt }) => startedAt));
  const lasted = duration(setting.now - begun);
  const [only, ...others] = down;
  const subject = others.length > 0 || only === undefined ? notes.services(down.length) : nameOf(only);
  switch (latest.kind) {
    case 'reminder':
      return [notes.neglected(subject, down.length, lasted)];
    case 'still_down':
      return [notes.stillDown(subject, down.length, lasted, latest.silence?.kind)];
    case 'changed': {
      const changed = incidentsOf(report.alerts, (alert) => alert.kind === 'changed');
      const [one, ...more] = changed;
      const who = more.length > 0 || one === undefined ? notes.services(changed.length) : nameOf(one);
      return [notes.changed(who, changed.length)];
    }
    default:
      return setting.isFirst || report.incidents.length === 1 ? [] : joins(report.alerts, wording, outages);
  }
}

function joins(alerts: readonly Alert[], wording: Wording, outages: Wording['outages']): readonly string[] {
  const of = (kind: Alert['kind'], say: (count: number, names: string) => string): readonly string[] => {
    const incidents = incidentsOf(alerts, (alert) => alert.kind === kind && alert.quiet !== true);
    return incidents.length === 0 ? [] : [say(incidents.length, namesOf(incidents, wording, mostNamed))];
  };
  const parts = [...of('opened', outages.joined), ...of('reopened', outages.downAgain)];
  return parts.length === 0 ? [] : [outages.news(parts)];
}

function acknowledgement(
  down: readonly Incident[],
  time: (at: number) => string,
  { notes }: Wording,
): readonly string[] {
  const care = down.flatMap(({ acknowledged }) => acknowledged ?? []);
  const latest = care.toSorted((one, other) => other.at - one.at)[0];
  if (latest === undefined) return [];
  const line = notes.acknowledgedAt(cut(oneLine(latest.by.name), longest.person), time(latest.at));
  return [care.length === down.length ? line : notes.ofThem(line, care.length, down.length)];
}

function sinceOf(
  incidents: readonly Incident[],
  down: readonly Incident[],
  time: (at: number) => string,
  wording: Wording,
): string {
  const since = time(Math.min(...down.map(({ startedAt }) => startedAt)));
  const critical = down.filter((incident) => incident.critical).length;
  return incidents.length === 1
    ? wording.since(since, critical > 0)
    : wording.outages.since(critical, down.length, since);
}

/** Of many, the worst one's stands for those that fail in the same way. */
function failures(incidents: readonly Incident[], down: readonly Incident[], wording: Wording): readonly string[] {
  const [worst] = down;
  if (worst === undefined) return [];
  const sentence = wording.sentence(worst.failure);
  if (incidents.length === 1) return [capitalized(sentence)];
  const likewise = down.filter(({ failure }) => failure.kind === worst.failure.kind).length - 1;
  return [wording.outages.failure(nameOf(worst), sentence, likewise)];
}

/** Elsewhere it stands behind a name. */
const capitalized = (sentence: string): string => sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

function doubts(down: readonly Incident[], wording: Wording): readonly string[] {
  const doubtful = down.flatMap(({ doubt }) => doubt ?? []);
  const [first] = doubtful;
  if (first === undefined) return [];
  const doubt = oneLine(wording.doubt(first)).replace(/[.\s]+$/, '');
  return [
    down.length === 1 ? wording.notCertain(doubt) : wording.outages.notCertainOf(doubt, doubtful.length, down.length),
  ];
}

function incidentsOf(alerts: readonly Alert[], fits: (alert: Alert) => boolean): readonly Incident[] {
  return [...new Map(alerts.filter(fits).map(({ incident }) => [incident.id, incident])).values()];
}

/** Alerts that tell people of something that they have not heard yet. */
export const openingsOf = ({ alerts }: OutageReport): readonly Incident[] =>
  incidentsOf(alerts, (alert) => isOpening(alert) && alert.quiet !== true && isDown(alert.incident));

export function namesOf(incidents: readonly Pick<Incident, 'service'>[], wording: Wording, most: number): string {
  return wording.outages.names(incidents.slice(0, most).map(nameOf), Math.max(0, incidents.length - most));
}

const nameOf = ({ service }: Pick<Incident, 'service'>): string => cut(oneLine(service), longest.name);
