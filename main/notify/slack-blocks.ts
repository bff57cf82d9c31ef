/** Lays an alert of one service out as Slack messages. Pure, and within Slack's limits whatever the input. */
import type { Alert, Incident } from '../monitor/model.ts';
import { code, cut, date, link, mrkdwn, oneLine, webAddress } from './mrkdwn.ts';
import { careLines } from './slack-notes.ts';
import {
  bar,
  button,
  clause,
  context,
  endOf,
  field,
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
import { phasesText, type Telling, tellingOf, type Wording } from './wording.ts';

/** Slack's limits are 150 for a header and 3 000 for a text; all of a message has to stay under about 13 000. */
const longest = {
  name: 80,
  preview: 300,
  sentence: 1_500,
  description: 600,
  group: 200,
  fallback: 1_000,
  bareLink: 1_000,
} as const;

/** The message that opens the conversation, or what it is turned into by an edit. */
export function rootMessage(alert: Alert, setting: Setting): SlackMessage {
  const story = storyOf(alert, setting);
  const { text, bare } = textsOf(alert, setting, story);
  const blocks: SlackBlock[] = [{ type: 'header', text: plain(story.title, 150) }, section(story.summary)];
  return { text, bare, blocks, attachments: [bar(story.look, text, details(alert, setting, story))] };
}

/** What is told in the thread, and from there in the channel. */
export function threadMessage(alert: Alert, setting: Setting): SlackMessage {
  const story = storyOf(alert, setting);
  const { text, bare } = textsOf(alert, setting, story);
  const blocks: SlackBlock[] = [{ type: 'section', text: plain(story.title, 150) }];
  if (story.isDown) blocks.push(section(story.summary));
  const below: SlackBlock[] = story.isDown
    ? [{ type: 'section', text: plain(setting.wording.sentence(alert.incident.failure), longest.sentence) }]
    : [context(story.summary)];
  if (story.doubt !== undefined) below.push(doubtBlock(story.doubt));
  below.push(context(code(alert.incident.id), ...lateness(alert, story.lateMs, setting)));
  return { text, bare, blocks, attachments: [bar(story.look, text, below)] };
}

type Story = {
  readonly isDown: boolean;
  readonly look: Look;
  /** Plain text. */
  readonly title: string;
  /** `mrkdwn`, with the mention where there is one. */
  readonly summary: string;
  readonly mention: string | undefined;
  /** Plain text. */
  readonly doubt: string | undefined;
  readonly lateMs: number | undefined;
};

function storyOf(alert: Alert, { wording, mention, unannounced, deliveredAt, patienceMs }: Setting): Story {
  const { incident, service } = alert;
  const telling = tellingOf(alert, unannounced);
  const isDown = telling === 'down' || telling === 'down_again';
  const look = lookOf(telling);
  const end = endOf(incident, alert.at);
  const lasted = wording.lasted(end.notBefore - incident.startedAt, end.at - incident.startedAt);
  const name = cut(oneLine(service.name), longest.name);
  const title = `${look.shape} ${wording.headline(telling, name, lasted)}`;
  const called = isDown && service.critical ? mention : undefined;
  const state = isDown
    ? wording.since(date(incident.startedAt), service.critical)
    : period(incident.startedAt, end, wording);
  const doubt = isDown ? doubtOf(incident, wording) : undefined;
  const summary = called === undefined ? state : `${called} ${state}`;
  return { isDown, look, title, summary, mention: called, doubt, lateMs: lateByMs(alert, deliveredAt, patienceMs) };
}

function doubtOf({ doubt }: Incident, wording: Wording): string | undefined {
  return doubt === undefined ? undefined : wording.notCertain(clause(wording.doubt(doubt)));
}

function lookOf(telling: Telling) {
  if (telling === 'down' || telling === 'down_again') return looks.down;
  return telling === 'up' || telling === 'was_down' ? looks.up : looks.closed;
}

function textsOf(alert: Alert, setting: Setting, story: Story): { text: string; bare: string } {
  const { incident, service } = alert;
  const sentence = story.isDown ? cut(oneLine(setting.wording.sentence(incident.failure)), longest.preview) : undefined;
  const preview = setting.wording.preview(
    story.title,
    { critical: story.isDown && service.critical, doubtful: story.doubt !== undefined },
    sentence,
  );
  const late = story.lateMs;
  const text = mrkdwn(
    late === undefined ? preview : `${preview} (${setting.wording.late(setting.wording.duration(late))})`,
    longest.fallback,
  );
  const { labels, labelled } = setting.wording;
  const lines = [
    story.mention === undefined ? text : `${story.mention} ${text}`,
    story.isDown ? setting.wording.since(date(incident.startedAt), service.critical) : story.summary,
    ...(story.doubt === undefined ? [] : [mrkdwn(story.doubt, longest.fallback)]),
    labelled(labels.url, link(service.url, longest.bareLink)),
    ...(service.runbook === undefined ? [] : [labelled(labels.runbook, link(service.runbook, longest.bareLink))]),
    labelled(labels.incident, code(incident.id)),
    ...lateness(alert, story.lateMs, setting),
  ];
  return { text, bare: lines.join('\n') };
}

function details(alert: Alert, setting: Setting, story: Story): SlackBlock[] {
  const { incident, service } = alert;
  const { wording } = setting;
  const { labels } = wording;
  const sentence = wording.sentence(incident.failure);
  const failure: SlackBlock = story.isDown
    ? { type: 'section', text: plain(sentence, longest.sentence) }
    : section(`*${labels.lastFailure}*\n${mrkdwn(sentence, longest.sentence)}`);
  const fields = [
    field(labels.service, mrkdwn(service.name, longest.group)),
    field(labels.criticality, service.critical ? wording.critical : wording.notCritical),
    field(labels.statusCode, String(incident.statusCode ?? wording.noStatusCode)),
    field(
      labels.responseTime,
      wording.responseTime(wording.milliseconds(incident.responseMs), phasesText(incident.phases, wording)),
    ),
    field(labels.incident, code(incident.id)),
  ];
  if (service.group !== undefined) fields.push(field(labels.group, mrkdwn(service.group, longest.group)));
  if (incident.flaps > 0) fields.push(field(labels.flapping, wording.reopened(incident.flaps)));
  const blocks: SlackBlock[] = [
    failure,
    ...(story.doubt === undefined ? [] : [doubtBlock(story.doubt)]),
    ...careBlocks(alert, wording),
    { type: 'section', fields },
    section(`*${labels.url}*\n${service.method === 'GET' ? '' : `${mrkdwn(service.method, 20)} `}${link(service.url)}`),
  ];
  if (service.description !== undefined)
    blocks.push({ type: 'section', text: plain(service.description, longest.description) });
  if (service.runbook !== undefined) blocks.push(runbook(service.runbook, labels.runbook));
  const late = lateness(alert, story.lateMs, setting);
  if (late.length > 0) blocks.push(context(...late));
  return blocks;
}

function careBlocks({ incident, silence, kind }: Alert, wording: Wording): SlackBlock[] {
  const lines = [
    ...careLines([incident], wording),
    ...(kind === 'opened' && silence !== undefined ? [wording.notes.toldAfter(silence.kind)] : []),
  ];
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

function runbook(text: string, label: string): SlackBlock {
  const url = webAddress(text);
  if (url === undefined) return section(`*${label}*\n${mrkdwn(text, longest.description)}`);
  return { type: 'actions', elements: [button('runbook', label, url)] };
}

function doubtBlock(doubt: string): SlackBlock {
  return { type: 'section', text: plain(doubt, 400) };
}
