/** The services of an outage, one by one, as far as Slack has room for them. */
import type { Alert, FailureKind, Incident } from '../monitor/model.ts';
import { date, mrkdwn, oneLine, webAddress } from './mrkdwn.ts';
import { isDown } from './report.ts';
import { button, endOf, looks, type SlackBlock, section } from './slack-parts.ts';
import type { Wording } from './wording.ts';

/** What is known of a service beyond its incident. */
export type ServiceFacts = Pick<Alert['service'], 'name' | 'runbook'>;

/** As Slack counts them, escapes included. Together with everything else this stays under its 13 000. */
const room = { list: 4_500, section: 2_700, runbooks: 1_500, runbookTexts: 500 } as const;
const longest = { name: 80, sentence: 250 } as const;
const mostKinds = 3;
const mostRunbooks = 5;

const sizeOf = (text: string): number => JSON.stringify(text).length;

/** Those still down first, the critical ones before the others; what there is no room for is counted. */
export function memberList(incidents: readonly Incident[], wording: Wording): SlackBlock[] {
  const ordered = worstFirst(incidents);
  const texts: string[] = [];
  let text = `*${wording.outages.services}*`;
  let used = sizeOf(text);
  let listed = 0;
  for (const incident of ordered) {
    const line = memberLine(incident, wording);
    const size = sizeOf(line);
    if (used + size > room.list) break;
    if (sizeOf(text) + size > room.section) {
      texts.push(text);
      text = line;
    } else text = `${text}\n${line}`;
    used += size;
    listed += 1;
  }
  const rest = ordered.slice(listed);
  if (rest.length > 0) text = `${text}\n${wording.outages.more(rest.length, rest.filter(isDown).length)}`;
  return [...texts, text].map(section);
}

export function worstFirst(incidents: readonly Incident[]): readonly Incident[] {
  const rank = (incident: Incident): number => (isDown(incident) ? 0 : 2) + (incident.critical ? 0 : 1);
  return incidents.toSorted((a, b) => rank(a) - rank(b));
}

function memberLine(incident: Incident, wording: Wording): string {
  const name = mrkdwn(incident.service, longest.name);
  const { outages } = wording;
  if (isDown(incident)) {
    const { startedAt, critical } = incident;
    return `${looks.down.shape} *${name}*${outages.memberDown(critical, date(startedAt, '{time_secs}'))}`;
  }
  const end = endOf(incident, incident.openedAt);
  const lasted = wording.lasted(end.notBefore - incident.startedAt, end.at - incident.startedAt);
  const how = incident.end ?? 'recovered';
  return how === 'recovered'
    ? `${looks.up.shape} ${name}${outages.memberUp(lasted)}`
    : `${looks.closed.shape} ${name}${outages.memberClosed(how, lasted)}`;
}

/** One sentence for each way in which they fail, the most frequent first; of those that are down, if any is. */
export function failuresText(incidents: readonly Incident[], wording: Wording): string {
  const down = incidents.filter(isDown);
  const subject = down.length > 0 ? down : incidents;
  const kinds = Map.groupBy<FailureKind, Incident>(subject, ({ failure }) => failure.kind);
  return [...kinds.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, mostKinds)
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            wording.outages.failure(
              mrkdwn(first.service, longest.name),
              mrkdwn(wording.sentence(first.failure), longest.sentence),
              others.length,
            ),
          ],
    )
    .join('\n');
}

/** A button for each distinct runbook, worst services first; as text where it is no web address. */
export function runbooks(
  incidents: readonly Incident[],
  { wording, factsOf }: { readonly wording: Wording; readonly factsOf: (id: string) => ServiceFacts | undefined },
): SlackBlock[] {
  const known = new Map<string, string>();
  for (const { id } of worstFirst(incidents)) {
    const facts = factsOf(id);
    if (facts?.runbook !== undefined && !known.has(facts.runbook)) known.set(facts.runbook, facts.name);
  }
  const links: { readonly name: string; readonly url: string }[] = [];
  const texts: string[] = [];
  let left: number = room.runbooks;
  for (const [runbook, name] of known) {
    const url = webAddress(runbook);
    if (url === undefined) texts.push(mrkdwn(runbook, room.runbookTexts / mostRunbooks));
    else if (links.length < mostRunbooks && sizeOf(url) <= left) {
      links.push({ name, url });
      left -= sizeOf(url);
    }
  }
  const labelOf = (name: string): string =>
    links.length === 1 ? wording.labels.runbook : wording.outages.runbookOf(oneLine(name));
  const blocks: SlackBlock[] = [];
  if (texts.length > 0) blocks.push(section(`*${wording.labels.runbook}*\n${texts.slice(0, mostRunbooks).join('\n')}`));
  if (links.length > 0) {
    const elements = links.map(({ name, url }, at) =>
      button(links.length === 1 ? 'runbook' : `runbook_${at + 1}`, labelOf(name), url),
    );
    blocks.push({ type: 'actions', elements });
  }
  return blocks;
}
