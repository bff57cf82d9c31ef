/** Reads a message as a person would: what it says is down, and what it says is over. */
import type { Content, Json } from './evidence.ts';

export type State = 'down' | 'over';
export type News = State | 'other';

/** A line of a list. */
export type Listed = {
  readonly service: string;
  readonly state: State;
  /** When it began, epoch milliseconds to the second, where the line says so. */
  readonly startedAt: number | undefined;
};

export type Telling = {
  readonly news: News;
  /** The headline without mentions. */
  readonly title: string;
  /** How its list shows each service, where there is one; twice for one that failed twice within an outage. */
  readonly listed: ReadonlyMap<string, readonly Listed[]>;
  /** Services that it names without a list. */
  readonly named: readonly string[];
  /** All that can be read. */
  readonly text: string;
  /** The same for two messages that tell the same, as far as their metadata say. */
  readonly key: string | undefined;
  readonly incident: string | undefined;
  readonly outage: string | undefined;
};

const shapes: Readonly<Record<string, State>> = { '■': 'down', '●': 'over', '○': 'over' };
const saysOver = /\b(?:up again|was down|were down|closed after|no longer judged)\b/;
const saysDown = /\b(?:is|are) (?:still )?down\b/;
const saysDate = /<!date\^(\d+)\^/;

export function tellingOf(content: Content, services: readonly string[]): Telling {
  const lines = linesOf(content);
  const title = headlineOf(lines[0] ?? content.text);
  const payload = payloadOf(content.metadata);
  const inList = lines.slice(1).flatMap((line) => listedIn(line, services));
  const listed = Map.groupBy(inList, ({ service }) => service);
  const text = [content.text, ...lines].join('\n');
  return {
    news: newsOf(title, payload),
    title,
    listed,
    named: services.filter((name) => !listed.has(name) && text.includes(name)),
    text,
    key: keyOf(content.metadata, payload),
    incident: asText(payload?.incident_id),
    outage: asText(payload?.outage_id),
  };
}

/** A shape, then the name. */
function listedIn(line: string, services: readonly string[]): readonly Listed[] {
  const state = shapes[line[0] ?? ''];
  const rest = line.slice(2).replace(/^\*/, '');
  const service = services.find((name) => rest.startsWith(name));
  if (state === undefined || service === undefined) return [];
  const seconds = saysDate.exec(rest)?.[1];
  return [{ service, state, startedAt: seconds === undefined ? undefined : Number(seconds) * 1_000 }];
}

/** Reminders, acknowledgements and the like wear the same shapes and are neither. */
function newsOf(title: string, payload: Json | undefined): News {
  const change = asText(payload?.change);
  if (change !== undefined && !['opened', 'reopened', 'resolved'].includes(change)) return 'other';
  return shapes[title[0] ?? ''] ?? (saysOver.test(title) ? 'over' : saysDown.test(title) ? 'down' : 'other');
}

/** `key` is that of one attempt, by which the program finds it again: another attempt to tell the same has another. */
function keyOf(metadata: unknown, payload: Json | undefined): string | undefined {
  if (!isRecord(metadata) || payload === undefined) return undefined;
  const { key: _, ...what } = payload;
  return Object.keys(what).length === 0 ? undefined : JSON.stringify([metadata.event_type, what]);
}

function payloadOf(metadata: unknown): Json | undefined {
  return isRecord(metadata) && isRecord(metadata.event_payload) ? metadata.event_payload : undefined;
}

function headlineOf(line: string): string {
  return line.replace(/^(?:<[!@][^>]*>\s*)+/, '').replace(/ \(told .* late\)$/, '');
}

/** Everything that blocks and attachments hold, from top to bottom; the text where there are none. */
function linesOf({ text, blocks, attachments }: Content): readonly string[] {
  const found: string[] = [];
  collect(blocks, found);
  collect(attachments, found);
  return (found.length === 0 ? [text] : found).flatMap((one) => one.split('\n')).map(plain);
}

function collect(value: unknown, found: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (isRecord(value)) {
    const { text } = value;
    if (typeof text === 'string') found.push(text);
    else for (const item of Object.values(value)) collect(item, found);
  }
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
