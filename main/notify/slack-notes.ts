/** What people do with an outage, as it stands in Slack: a reply for each act, and lines in the root message. Pure. */
import type { Alert, Incident, Silence } from '../monitor/model.ts';
import { code, cut, date, mrkdwn, oneLine } from './mrkdwn.ts';
import { failuresText } from './outage-members.ts';
import { isDown, keepsPeopleAtIt, type Report } from './report.ts';
import {
  bar,
  context,
  lateByMs,
  lateness,
  looks,
  plain,
  type Setting,
  type SlackBlock,
  type SlackMessage,
  section,
} from './slack-parts.ts';
import type { Wording } from './wording.ts';

const longest = { name: 80, person: 80, note: 250, preview: 500, title: 300 } as const;
const mostLines = 2;

/** What is told in the thread. */
export function noteReply(report: Report, setting: Setting): SlackMessage {
  const { alert } = report;
  const subject = subjectOf(report);
  const title = `${lookOf(alert).shape} ${titleOf(report, subject, setting)}`;
  const late = lateByMs(alert, setting.deliveredAt);
  const failures = failuresText(subject, setting.wording);
  const isAboutFailure = alert.kind !== 'acknowledged' && alert.kind !== 'silenced';
  const lines = linesOf(alert, subject, report, setting.wording);
  const called = callsForNote(report) ? setting.mention : undefined;
  const first = called === undefined ? lines : [`${called} ${lines[0] ?? ''}`.trim(), ...lines.slice(1)];
  const text = mrkdwn(title, longest.preview);
  const blocks: SlackBlock[] = [{ type: 'section', text: plain(title, longest.title) }];
  if (first.length > 0) blocks.push(section(first.join('\n')));
  const below: SlackBlock[] = isAboutFailure ? [section(failures)] : [];
  below.push(context(code(cut(report.outageId, 200)), ...lateness(alert, late, setting)));
  const bare = [called === undefined ? text : `${called} ${text}`, ...lines, code(cut(report.outageId, 200))];
  return { text, bare: bare.join('\n'), blocks, attachments: [bar(lookOf(alert), text, below)] };
}

/** Whether somebody has to be called by it. */
export function callsForNote(report: Report): boolean {
  const { kind } = report.alert;
  const isUrgent = kind === 'reminder' || kind === 'still_down';
  return isUrgent && subjectOf(report).some(keepsPeopleAtIt);
}

/** Who takes care of it, and whether it is silenced, for the root message; `mrkdwn`, nothing where nobody did anything. */
export function careLines(incidents: readonly Incident[], wording: Wording): readonly string[] {
  const down = incidents.filter(isDown);
  const subject = down.length > 0 ? down : incidents;
  const acknowledged = grouped(subject, ({ acknowledged: by }) => by && `${by.by.name} ${by.at}`);
  const silenced = grouped(down, ({ silence }) => silence?.id);
  const told = (line: string, count: number) =>
    count === subject.length ? line : wording.notes.ofThem(line, count, subject.length);
  return [
    ...acknowledged.map((group) => told(acknowledgedLine(group[0], wording), group.length)),
    ...silenced.map((group) => told(silenceLine(group[0]?.silence, wording), group.length)),
  ].filter((line) => line !== '');
}

function grouped(incidents: readonly Incident[], by: (incident: Incident) => string | undefined): Incident[][] {
  const groups = Map.groupBy(incidents, by);
  groups.delete(undefined);
  return [...groups.values()].sort((a, b) => b.length - a.length).slice(0, mostLines);
}

function acknowledgedLine(incident: Incident | undefined, { notes }: Wording): string {
  if (incident?.acknowledged === undefined) return '';
  const { by, at, note } = incident.acknowledged;
  const line = notes.acknowledgedAt(person(by.name), date(at));
  return note === undefined ? line : notes.withNote(line, mrkdwn(note, longest.note));
}

function silenceLine(silence: Silence | undefined, { notes }: Wording): string {
  if (silence === undefined) return '';
  const until = silence.until === undefined ? undefined : date(silence.until);
  if (silence.kind === 'maintenance') {
    const name = silence.name === undefined ? undefined : mrkdwn(silence.name, longest.name);
    return notes.inMaintenanceUntil(name, until ?? '');
  }
  const line = notes.snoozedUntil(person(silence.by.name), until);
  return silence.note === undefined ? line : notes.withNote(line, mrkdwn(silence.note, longest.note));
}

const person = (name: string): string => mrkdwn(name, longest.person);

/** The incidents that the note is about. */
function subjectOf({ alert, alerts, incidents }: Report): readonly Incident[] {
  const meant = incidents.filter((incident) => isMeant(incident, alert, alerts));
  return meant.length > 0 ? meant : [alert.incident];
}

function isMeant(incident: Incident, alert: Alert, alerts: readonly Alert[]): boolean {
  switch (alert.kind) {
    case 'acknowledged':
      return incident.acknowledged !== undefined && incident.acknowledged.at === alert.incident.acknowledged?.at;
    case 'silenced':
      return incident.silence?.id === alert.silence?.id;
    case 'reminder':
    case 'still_down':
      return isDown(incident) && incident.remindedAt === alert.incident.remindedAt;
    default:
      return alerts.some((one) => one.incident.id === incident.id);
  }
}

function titleOf({ alert, startedAt }: Report, subject: readonly Incident[], { wording }: Setting): string {
  const { notes } = wording;
  const [only, ...others] = subject;
  const name = others.length > 0 || only === undefined ? notes.services(subject.length) : nameOf(only.service);
  const begun = Math.min(startedAt, ...subject.map((incident) => incident.startedAt));
  const lasted = wording.duration(alert.at - begun);
  switch (alert.kind) {
    case 'acknowledged':
      return notes.acknowledged(name, nameOf(alert.incident.acknowledged?.by.name ?? '?'));
    case 'silenced':
      return silencedTitle(name, alert, wording);
    case 'still_down':
      return notes.stillDown(name, subject.length, lasted, alert.silence?.kind);
    case 'reminder':
      return notes.neglected(name, subject.length, lasted);
    default:
      return notes.changed(name, subject.length);
  }
}

function silencedTitle(name: string, { silence }: Alert, { notes, duration }: Wording): string {
  if (silence === undefined || silence.kind === 'maintenance')
    return notes.inMaintenance(name, silence?.name && nameOf(silence.name));
  const lengthMs = silence.until === undefined ? undefined : silence.until - silence.startedAt;
  return notes.snoozed(name, nameOf(silence.by.name), lengthMs === undefined ? undefined : duration(lengthMs));
}

const nameOf = (text: string): string => cut(oneLine(text), longest.name);

function linesOf(alert: Alert, subject: readonly Incident[], report: Report, wording: Wording): readonly string[] {
  const { notes } = wording;
  switch (alert.kind) {
    case 'acknowledged':
      return [acknowledgedLine(subject[0] ?? alert.incident, wording)].filter((line) => line !== '');
    case 'silenced':
      return [silenceLine(alert.silence, wording), notes.silent].filter((line) => line !== '');
    case 'still_down':
      return [sinceOf(report, subject, wording), ...(alert.endedBy ? [notes.endedBy(person(alert.endedBy.name))] : [])];
    default:
      return [sinceOf(report, subject, wording)];
  }
}

function sinceOf({ startedAt }: Report, subject: readonly Incident[], wording: Wording): string {
  const critical = subject.filter((incident) => incident.critical).length;
  const [only, ...others] = subject;
  return others.length === 0 && only !== undefined
    ? wording.since(date(only.startedAt), only.critical)
    : wording.outages.since(critical, subject.length, date(startedAt));
}

function lookOf({ kind }: Alert) {
  return kind === 'acknowledged' || kind === 'silenced' ? looks.noted : looks.down;
}
