/** Lays an alert out as Slack messages. Pure, and within Slack's limits whatever the input. */
import type { Alert } from '../monitor/model.ts';
import { code, cut, date, link, mrkdwn, oneLine, plainText, webAddress } from './mrkdwn.ts';
import { duration, milliseconds, phasesText, type Telling, tellingOf, type Wording } from './wording.ts';

/** The few of Slack's block types that alerts are made of. */
type PlainText = { type: 'plain_text'; text: string; emoji: false };
type Mrkdwn = { type: 'mrkdwn'; text: string; verbatim?: true };
type SectionBlock = { type: 'section'; text?: PlainText | Mrkdwn; fields?: (PlainText | Mrkdwn)[] };
export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | SectionBlock
  | { type: 'context'; elements: Mrkdwn[] }
  | { type: 'actions'; elements: { type: 'button'; action_id: string; text: PlainText; url: string }[] };

export type SlackMessage = {
  /** What a phone's preview shows, and all there is where blocks are not shown. */
  readonly text: string;
  readonly blocks: SlackBlock[];
  /** What stands beside the coloured bar. */
  readonly attachments: { color: string; fallback: string; blocks: SlackBlock[] }[];
  /** The same message as text alone, for the day Slack refuses the blocks. */
  readonly bare: string;
};

export type Setting = {
  readonly wording: Wording;
  /** Markup of who is called for a critical service; undefined calls nobody. */
  readonly mention: string | undefined;
  /** Epoch milliseconds of the attempt that sends this. */
  readonly deliveredAt: number;
  /** People have heard nothing of this incident yet. */
  readonly unannounced: boolean;
};

const looks = {
  down: { shape: '■', color: '#cb1d1f' },
  up: { shape: '●', color: '#00966b' },
  closed: { shape: '○', color: '#d5921c' },
} as const;

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
const lateAfterMs = 10_000;

/** The message that opens the conversation, or what it is turned into by an edit. */
export function rootMessage(alert: Alert, setting: Setting): SlackMessage {
  const story = storyOf(alert, setting);
  const { text, bare } = textsOf(alert, setting, story);
  const blocks: SlackBlock[] = [{ type: 'header', text: plain(story.title, 150) }, section(story.summary)];
  return { text, bare, blocks, attachments: [bar(story, text, details(alert, setting, story))] };
}

/** What is told in the thread, and from there in the channel. */
export function threadMessage(alert: Alert, setting: Setting): SlackMessage {
  const story = storyOf(alert, setting);
  const { text, bare } = textsOf(alert, setting, story);
  const blocks: SlackBlock[] = [{ type: 'section', text: plain(story.title, 150) }];
  if (story.isDown) blocks.push(section(story.summary));
  const below: SlackBlock[] = story.isDown
    ? [{ type: 'section', text: plain(alert.incident.failure.sentence, longest.sentence) }]
    : [context(story.summary)];
  below.push(context(code(alert.incident.id), ...lateness(alert, setting)));
  return { text, bare, blocks, attachments: [bar(story, text, below)] };
}

type Story = {
  readonly isDown: boolean;
  readonly look: (typeof looks)[keyof typeof looks];
  /** Plain text. */
  readonly title: string;
  /** `mrkdwn`, with the mention where there is one. */
  readonly summary: string;
  readonly mention: string | undefined;
};

function storyOf(alert: Alert, { wording, mention, unannounced }: Setting): Story {
  const { incident, service } = alert;
  const telling = tellingOf(alert, unannounced);
  const isDown = telling === 'down' || telling === 'down_again';
  const look = lookOf(telling);
  const endedAt = incident.endedAt ?? alert.at;
  const name = cut(oneLine(service.name), longest.name);
  const title = `${look.shape} ${wording.headline(telling, name, duration(endedAt - incident.startedAt))}`;
  const called = isDown && service.critical ? mention : undefined;
  const state = isDown
    ? wording.since(date(incident.startedAt), service.critical)
    : wording.period(date(incident.startedAt), date(endedAt));
  return { isDown, look, title, summary: called === undefined ? state : `${called} ${state}`, mention: called };
}

function lookOf(telling: Telling) {
  if (telling === 'down' || telling === 'down_again') return looks.down;
  return telling === 'up' || telling === 'was_down' ? looks.up : looks.closed;
}

function textsOf(alert: Alert, setting: Setting, story: Story): { text: string; bare: string } {
  const { incident, service } = alert;
  const sentence = story.isDown ? cut(oneLine(incident.failure.sentence), longest.preview) : undefined;
  const preview = setting.wording.preview(story.title, story.isDown && service.critical, sentence);
  const late = lateByMs(alert, setting);
  const text = mrkdwn(
    late === undefined ? preview : `${preview} (${setting.wording.late(duration(late))})`,
    longest.fallback,
  );
  const { labels } = setting.wording;
  const lines = [
    story.mention === undefined ? text : `${story.mention} ${text}`,
    story.isDown ? setting.wording.since(date(incident.startedAt), service.critical) : story.summary,
    `${labels.url}: ${link(service.url, longest.bareLink)}`,
    ...(service.runbook === undefined ? [] : [`${labels.runbook}: ${link(service.runbook, longest.bareLink)}`]),
    `${labels.incident}: ${code(incident.id)}`,
    ...lateness(alert, setting),
  ];
  return { text, bare: lines.join('\n') };
}

function details(alert: Alert, setting: Setting, story: Story): SlackBlock[] {
  const { incident, service } = alert;
  const { wording } = setting;
  const { labels } = wording;
  const sentence = plain(incident.failure.sentence, longest.sentence);
  const failure: SlackBlock = story.isDown
    ? { type: 'section', text: sentence }
    : section(`*${labels.lastFailure}*\n${mrkdwn(incident.failure.sentence, longest.sentence)}`);
  const fields = [
    field(labels.service, mrkdwn(service.name, longest.group)),
    field(labels.criticality, service.critical ? wording.critical : wording.notCritical),
    field(labels.statusCode, String(incident.statusCode ?? wording.noStatusCode)),
    field(
      labels.responseTime,
      wording.responseTime(milliseconds(incident.responseMs), phasesText(incident.phases, wording)),
    ),
    field(labels.incident, code(incident.id)),
  ];
  if (service.group !== undefined) fields.push(field(labels.group, mrkdwn(service.group, longest.group)));
  if (incident.flaps > 0) fields.push(field(labels.flapping, wording.reopened(incident.flaps)));
  const blocks: SlackBlock[] = [
    failure,
    { type: 'section', fields },
    section(`*${labels.url}*\n${service.method === 'GET' ? '' : `${mrkdwn(service.method, 20)} `}${link(service.url)}`),
  ];
  if (service.description !== undefined)
    blocks.push({ type: 'section', text: plain(service.description, longest.description) });
  if (service.runbook !== undefined) blocks.push(runbook(service.runbook, labels.runbook));
  const late = lateness(alert, setting);
  if (late.length > 0) blocks.push(context(...late));
  return blocks;
}

function runbook(text: string, label: string): SlackBlock {
  const url = webAddress(text);
  if (url === undefined) return section(`*${label}*\n${mrkdwn(text, longest.description)}`);
  return { type: 'actions', elements: [{ type: 'button', action_id: 'runbook', text: plain(label, 75), url }] };
}

function lateByMs(alert: Alert, { deliveredAt }: Setting): number | undefined {
  const late = deliveredAt - alert.at;
  return late > lateAfterMs ? late : undefined;
}

function lateness(alert: Alert, setting: Setting): string[] {
  const late = lateByMs(alert, setting);
  if (late === undefined) return [];
  // Further apart, the time of day alone could be of either day.
  const format = late < 12 * 3_600_000 ? '{time_secs}' : '{date_short_pretty} {time_secs}';
  return [setting.wording.lateDetail(date(alert.at, format), date(setting.deliveredAt, format))];
}

function bar(story: Story, text: string, blocks: SlackBlock[]) {
  return { color: story.look.color, fallback: text, blocks };
}

function plain(text: string, limit: number): PlainText {
  return { type: 'plain_text', text: plainText(text, limit), emoji: false };
}

function section(text: string): SlackBlock {
  return { type: 'section', text: markup(text) };
}

function context(...texts: string[]): SlackBlock {
  return { type: 'context', elements: texts.map(markup) };
}

function field(label: string, value: string): Mrkdwn {
  return markup(`*${label}*\n${value}`);
}

/** `verbatim` stops Slack from making links and mentions of its own; markup written out still counts. */
function markup(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}
