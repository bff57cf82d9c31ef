/** What Slack messages are put together from, and the limits that all of them keep. */
import type { Alert, Incident } from '../monitor/model.ts';
import { cut, date, oneLine, plainText } from './mrkdwn.ts';
import type { Wording } from './wording.ts';

/** The few of Slack's block types that alerts are made of. */
export type PlainText = { type: 'plain_text'; text: string; emoji: false };
export type Mrkdwn = { type: 'mrkdwn'; text: string; verbatim?: true };
export type SectionBlock = { type: 'section'; text?: PlainText | Mrkdwn; fields?: (PlainText | Mrkdwn)[] };
export type Button = {
  type: 'button';
  action_id: string;
  text: PlainText;
  /** Where it leads; without one it is pressed for the program to act on, which is told `value`. */
  url?: string;
  value?: string;
  style?: 'primary' | 'danger';
};
export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | SectionBlock
  | { type: 'context'; elements: Mrkdwn[] }
  | { type: 'actions'; elements: Button[] };

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
  /** People have heard nothing of this outage yet. */
  readonly unannounced: boolean;
  /** How long the news waited for others on purpose, which is not lateness; 0 if nothing is said. */
  readonly patienceMs?: number;
  /** Whether a press on a button reaches this program. */
  readonly hasButtons?: boolean;
};

export const looks = {
  down: { shape: '■', color: '#cb1d1f' },
  up: { shape: '●', color: '#00966b' },
  closed: { shape: '○', color: '#d5921c' },
  /** Still down, and somebody knows. */
  noted: { shape: '‖', color: '#6b6f9e' },
} as const;

export type Look = (typeof looks)[keyof typeof looks];

export const lateAfterMs = 10_000;
const longestDoubt = 300;

/**
 * How late it is told, beyond what it waited for of its own accord, or undefined if that is not worth a word.
 * `patienceMs` is what may pass besides.
 */
export function lateByMs(alert: Alert, deliveredAt: number, patienceMs = 0): number | undefined {
  const late = deliveredAt - Math.max(alert.at, alert.notBefore ?? alert.at);
  return late > lateAfterMs + patienceMs ? late : undefined;
}

/** The sentence with both times, or nothing. */
export function lateness(alert: Alert, late: number | undefined, { wording, deliveredAt }: Setting): string[] {
  if (late === undefined) return [];
  // Further apart, the time of day alone could be of either day.
  const format = late < 12 * 3_600_000 ? '{time_secs}' : '{date_short_pretty} {time_secs}';
  return [wording.lateDetail(date(alert.at, format), date(deliveredAt, format))];
}

/** When an incident ended; where nobody saw it, between which times. */
export function endOf({ startedAt, endedAt, endedNotBefore }: Incident, otherwise: number) {
  const at = endedAt ?? otherwise;
  return { at, notBefore: Math.min(at, Math.max(startedAt, endedNotBefore ?? at)) };
}

export function period(startedAt: number, end: ReturnType<typeof endOf>, wording: Wording): string {
  return end.notBefore < end.at
    ? wording.unseenEnd(date(startedAt), date(end.notBefore), date(end.at))
    : wording.period(date(startedAt), date(end.at));
}

/** Without the full stop that the sentence around it brings. */
export const clause = (doubt: string): string => cut(oneLine(doubt).replace(/[.\s]+$/, ''), longestDoubt);

export function bar({ color }: Look, text: string, blocks: SlackBlock[]) {
  return { color, fallback: text, blocks };
}

export function plain(text: string, limit: number): PlainText {
  return { type: 'plain_text', text: plainText(text, limit), emoji: false };
}

export function section(text: string): SectionBlock {
  return { type: 'section', text: markup(text) };
}

export function context(...texts: string[]): SlackBlock {
  return { type: 'context', elements: texts.map(markup) };
}

export function field(label: string, value: string): Mrkdwn {
  return markup(`*${label}*\n${value}`);
}

export function button(id: string, label: string, url: string): Button {
  return { type: 'button', action_id: id, text: plain(label, 75), url };
}

/** `verbatim` stops Slack from making links and mentions of its own; markup written out still counts. */
function markup(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}
