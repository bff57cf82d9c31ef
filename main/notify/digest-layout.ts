/** Lays a list of outages out as a Slack message, within Slack's limits. Pure. */
import type { Incident } from '../monitor/model.ts';
import { code, cut, date, mrkdwn, oneLine } from './mrkdwn.ts';
import { worstFirst } from './outage-members.ts';
import { isDown } from './report.ts';
import {
  bar,
  context,
  endOf,
  type Look,
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

export type ListParts = {
  /** As they are to be shown; listed worst first, and oldest first among those that are alike. */
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

/** As many lines as Slack has room for, and how many more there are, which the thread tells. */
export function laidOut(parts: ListParts, { wording }: Setting): ListMessage {
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
export const inTime = (incidents: readonly Incident[]): readonly Incident[] =>
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
