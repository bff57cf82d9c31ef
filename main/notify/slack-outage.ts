/** Lays an outage of several services out as Slack messages. Pure, and within Slack's limits whatever the input. */
import type { Incident } from '../monitor/model.ts';
import { code, cut, date, mrkdwn, oneLine } from './mrkdwn.ts';
import { failuresText, memberList, runbooks, type ServiceFacts } from './outage-members.ts';
import { recoveryGatherMs } from './queue.ts';
import { isDown, isOver, opens, type Report } from './report.ts';
import { careLines } from './slack-notes.ts';
import {
  bar,
  clause,
  context,
  endOf,
  type Look,
  lateByMs,
  lateness,
  looks,
  period,
  plain,
  type Setting,
  type SlackBlock,
  type SlackMessage,
  section,
} from './slack-parts.ts';

export type OutageSetting = Setting & { readonly factsOf: (incidentId: string) => ServiceFacts | undefined };

const longest = { shared: 90, name: 40, namesInReply: 3, doubt: 400, preview: 500, sentence: 200 } as const;

/** The message that opens the conversation, or what it is turned into by an edit: how all of it is by now. */
export function outageRoot(report: Report, setting: OutageSetting): SlackMessage {
  const state = stateOf(report, setting);
  const { outages } = setting.wording;
  const title = titleOf(report, state, setting);
  const isAlone = sharedBy(report, setting) === undefined;
  const names = isAlone ? undefined : namesOf(isOver(report) ? report.incidents : state.down, setting);
  const summary = summaryOf(report, state, setting);
  const preview = previewOf(title, state.down, names, state, setting);
  const explained = isMixed(report) ? outages.inVariousWays : outages.explained(report.explanation);
  const failures = failuresText(report.incidents, setting.wording);
  const shown = isOver(report) ? `*${setting.wording.labels.lastFailure}*\n${failures}` : failures;
  const below: SlackBlock[] = [section(shown)];
  if (state.doubt !== undefined) below.push({ type: 'section', text: plain(state.doubt, longest.doubt) });
  const care = careLines(report.incidents, setting.wording);
  if (care.length > 0) below.push(section(care.join('\n')));
  below.push(...memberList(report.incidents, setting.wording));
  below.push(...runbooks(report.incidents, setting));
  const facts = [`${outages.outage} ${code(cut(report.outageId, 200))}`];
  if (explained !== undefined) facts.push(mrkdwn(explained, 300));
  below.push(context(...facts, ...lateness(earliest(report), state.lateMs, setting)));
  const blocks: SlackBlock[] = [{ type: 'header', text: plain(title, 150) }, section(summary)];
  const bare = [
    preview,
    summary,
    ...doubtLine(state),
    setting.wording.labelled(outages.outage, code(cut(report.outageId, 200))),
  ];
  return { text: preview, bare: bare.join('\n'), blocks, attachments: [bar(state.look, preview, below)] };
}

/** What is told in the thread: the news, and how many are still down. */
export function outageReply(report: Report, setting: OutageSetting): SlackMessage {
  const state = stateOf(report, setting);
  const { outages } = setting.wording;
  const isOpening = opens(report);
  const told = report.alerts.map(({ incident }) => incident);
  const isEnd = !isOpening && isOver(report);
  const title = isEnd ? titleOf(report, state, setting) : newsTitle(report, state, setting);
  const look = isOpening ? looks.down : recovered(isEnd ? report.incidents : told) ? looks.up : looks.closed;
  const standing = outages.standing(state.down.length, report.incidents.length);
  const called = setting.mention === undefined ? standing : `${setting.mention} ${standing}`;
  const preview = previewOf(
    title,
    isOpening ? told : [],
    isOpening ? sentenceOf(told, setting) : undefined,
    state,
    setting,
  );
  const blocks: SlackBlock[] = [{ type: 'section', text: plain(title, 300) }];
  const below: SlackBlock[] = [];
  if (isOpening) {
    blocks.push(section(called));
    below.push(section(failuresText(told, setting.wording)));
    if (state.doubt !== undefined) below.push({ type: 'section', text: plain(state.doubt, longest.doubt) });
  } else if (isEnd) below.push(context(summaryOf(report, state, setting)));
  below.push(context(code(cut(report.outageId, 200)), ...lateness(earliest(report), state.lateMs, setting)));
  const mention = isOpening && setting.mention !== undefined ? `${setting.mention} ` : '';
  const bare = [`${mention}${preview}`, ...(isOpening ? [standing, ...doubtLine(state)] : [])];
  return { text: preview, bare: bare.join('\n'), blocks, attachments: [bar(look, preview, below)] };
}

type State = {
  readonly down: readonly Incident[];
  readonly look: Look;
  readonly doubt: string | undefined;
  readonly isDoubtful: boolean;
  readonly lateMs: number | undefined;
};

const recovered = (incidents: readonly Incident[]): boolean =>
  incidents.some((one) => !isDown(one) && (one.end ?? 'recovered') === 'recovered');
const doubtLine = ({ doubt }: State): string[] => (doubt === undefined ? [] : [mrkdwn(doubt, longest.doubt)]);
const earliest = ({ alerts, alert }: Report) =>
  alerts.reduce((first, next) => (next.at < first.at ? next : first), alert);

function stateOf(report: Report, { wording, deliveredAt }: Setting): State {
  const down = report.incidents.filter(isDown);
  const doubts = down.flatMap(({ doubt }) => (doubt === undefined ? [] : [clause(wording.doubt(doubt))]));
  const [first] = doubts;
  const look = down.length > 0 ? looks.down : recovered(report.incidents) ? looks.up : looks.closed;
  const patience = opens(report) ? 0 : recoveryGatherMs;
  return {
    down,
    look,
    doubt: first === undefined ? undefined : wording.outages.notCertainOf(first, doubts.length, down.length),
    isDoubtful: doubts.length > 0 && doubts.length === down.length,
    lateMs: lateByMs(earliest(report), deliveredAt, patience),
  };
}

/** The whole outage in a line: how many, and what they share or else who they are. */
function titleOf(report: Report, state: State, setting: Setting): string {
  const { wording, unannounced } = setting;
  const { outages } = wording;
  const total = report.incidents.length;
  const subject = isOver(report) ? report.incidents : state.down;
  const shared = sharedBy(report, setting);
  const what = shared === undefined ? namesOf(subject, setting) : cut(oneLine(shared), longest.shared);
  if (!isOver(report)) return `${state.look.shape} ${outages.down(state.down.length, total, what)}`;
  const well = report.incidents.filter((one) => recovered([one])).length;
  const end = outageEnd(report);
  const lasted = wording.lasted(end.notBefore - report.startedAt, end.at - report.startedAt);
  const say = unannounced ? outages.wasDown : outages.over;
  return `${state.look.shape} ${say(well, total, lasted, what)}`;
}

/** What they have in common, for a headline: true of each of them, whatever they were taken for as they began. */
function sharedBy(report: Report, { wording }: Setting): string | undefined {
  return isMixed(report) ? undefined : wording.outages.shared(report.explanation);
}

function isMixed({ explanation, incidents }: Report): boolean {
  return explanation.kind === 'widespread' && incidents.some(({ failure }) => failure.kind !== explanation.value);
}

function newsTitle(report: Report, state: State, setting: OutageSetting): string {
  const { outages } = setting.wording;
  const of = (fits: (alert: Report['alert']) => boolean): readonly Incident[] =>
    report.alerts.filter(fits).map(({ incident }) => incident);
  const said = (incidents: readonly Incident[], say: (count: number, names: string) => string): string[] =>
    incidents.length === 0 ? [] : [say(incidents.length, namesOf(incidents, setting))];
  if (opens(report)) {
    const opened = said(
      of(({ kind }) => kind === 'opened'),
      outages.joined,
    );
    const again = said(
      of(({ kind }) => kind === 'reopened'),
      outages.downAgain,
    );
    return `${looks.down.shape} ${outages.news([...opened, ...again])}`;
  }
  const well = said(
    of(({ incident }) => recovered([incident])),
    outages.upAgain,
  );
  const closed = said(
    of(({ incident }) => !recovered([incident])),
    outages.closed,
  );
  const look = well.length > 0 ? looks.up : looks.closed;
  const news = outages.news([...well, ...closed]);
  return `${look.shape} ${outages.remaining(news, state.down.length, report.incidents.length)}`;
}

function summaryOf(report: Report, state: State, { wording, mention }: OutageSetting): string {
  if (isOver(report)) return period(report.startedAt, outageEnd(report), wording);
  const critical = state.down.filter((incident) => incident.critical).length;
  const since = wording.outages.since(critical, state.down.length, date(report.startedAt));
  return mention === undefined || critical === 0 ? since : `${mention} ${since}`;
}

/** When the last of them was well again, as far as anybody saw it. */
function outageEnd({ incidents, alert }: Report) {
  const ends = incidents.map((incident) => endOf(incident, alert.at));
  const at = Math.max(...ends.map((end) => end.at));
  return { at, notBefore: Math.min(at, Math.max(...ends.map((end) => end.notBefore))) };
}

/** `subject` is what is down, as far as this message is about it; nothing where it tells that something is over. `more` is who or what. */
function previewOf(
  title: string,
  subject: readonly Incident[],
  more: string | undefined,
  { isDoubtful, lateMs }: State,
  { wording }: Setting,
): string {
  const marks = { critical: subject.some((one) => one.critical), doubtful: subject.length > 0 && isDoubtful };
  const late = lateMs === undefined ? '' : ` (${wording.late(wording.duration(lateMs))})`;
  return mrkdwn(`${wording.preview(title, marks, more)}${late}`, longest.preview);
}

/** Of one service there is room to say what fails. */
function sentenceOf([first, ...others]: readonly Incident[], { wording }: Setting): string | undefined {
  if (first === undefined || others.length > 0) return undefined;
  return cut(oneLine(wording.sentence(first.failure)), longest.sentence);
}

/** "a, b, c and 6 more" */
function namesOf(incidents: readonly Incident[], { wording }: Setting): string {
  const named = incidents.slice(0, longest.namesInReply).map(({ service }) => cut(oneLine(service), longest.name));
  return wording.outages.names(named, incidents.length - named.length);
}
