/** The first sentence: what is wrong, since when, and who knows; or that all is well. Pure. */
import type { NetworkState } from '../../main/monitor/events.ts';
import type { Explanation, FailureKind } from '../../main/monitor/model.ts';
import type { Head, OpenOutage, ServiceView } from '../../preload/snapshot.ts';
import { fileName } from '../words/file-name.ts';
import { fileInTheWay, isBrokenFromStart } from './broken-start.ts';

export type HeadlineWords = {
  noServices: string;
  /** `file` is a name without folders. */
  brokenStart(file: string, problems: number): string;
  blockedStart(file: string): string;
  allWell(count: number): string;
  someWell(well: number, rest: string): string;
  paused(count: number): string;
  silenced(count: number): string;
  notObserved(count: number): string;
  nothingKnown(count: number): string;
  allPaused: string;
  inDoubt(names: string, count: number, all: number): string;
  oneDown(name: string, lasted: string): string;
  oneOutage(subject: string, services: number, lasted: string): string;
  outages(outages: number, down: number, all: number, lasted: string): string;
  acknowledgedBy(name: string): string;
  notAcknowledged: string;
  networks: Readonly<Record<Exclude<NetworkState, 'online'>, (since: string) => string>>;
  explained(explanation: Exclude<Explanation, { kind: 'alone' }>, kinds: Readonly<Record<FailureKind, string>>): string;
  and(names: readonly string[], more: number): string;
};

export type HeadlineContext = {
  readonly words: HeadlineWords;
  readonly kinds: Readonly<Record<FailureKind, string>>;
  /** Epoch milliseconds. */
  readonly now: number;
  duration(ms: number): string;
  time(at: number): string;
};

export type Headline = {
  readonly sentence: string;
  /** Who takes care of it, or what stands beside the first sentence. */
  readonly second?: string;
};

/** Names that are said before the rest is only counted. */
const mostNamed = 3;

export function headlineOf(head: Head, services: readonly ServiceView[], context: HeadlineContext): Headline {
  const { words, time } = context;
  const { network } = head;
  const own = stateOf(head, services, context);
  if (network.state === 'online') return own;
  return { sentence: words.networks[network.state](time(network.since)), second: own.sentence };
}

function stateOf(head: Head, services: readonly ServiceView[], context: HeadlineContext): Headline {
  const { words } = context;
  const { counts, state, configuration } = head;
  if (isBrokenFromStart(head)) {
    const other = fileInTheWay(head);
    return other === undefined
      ? { sentence: words.brokenStart(fileName(configuration.file), configuration.problems.length) }
      : { sentence: words.blockedStart(fileName(other)) };
  }
  if (counts.services === 0) return { sentence: words.noServices };
  const outages = audibleOutages(head, services);
  if (outages.length > 0) return downSentence(outages, head, context);
  switch (state) {
    case 'down':
    case 'ok': {
      const rest = besides(head, words);
      if (rest === '') return { sentence: words.allWell(counts.ok) };
      return { sentence: words.someWell(counts.ok, rest) };
    }
    case 'degraded': {
      const names = services.filter((one) => one.state === 'degraded').map(({ name }) => name);
      const said = words.and(names.slice(0, mostNamed), Math.max(0, names.length - mostNamed));
      return { sentence: words.inDoubt(said, names.length, counts.services) };
    }
    case 'unknown':
      return { sentence: words.nothingKnown(counts.services) };
    case 'paused':
      return { sentence: words.allPaused };
  }
}

/** Those of which somebody is meant to hear: a service of theirs is neither snoozed nor in maintenance. */
export function audibleOutages(
  { outages }: Pick<Head, 'outages'>,
  services: readonly ServiceView[],
): readonly OpenOutage[] {
  const down = new Set(services.filter(({ state }) => state === 'down').map(({ name }) => name));
  return outages.filter((outage) => outage.services.some((name) => down.has(name)));
}

function downSentence(outages: readonly OpenOutage[], { counts }: Head, context: HeadlineContext): Headline {
  const { words, duration, now } = context;
  const lasted = duration(now - Math.min(...outages.map(({ since }) => since)));
  const [only] = outages;
  const second = acknowledgement(outages, words);
  if (only === undefined || outages.length > 1)
    return { sentence: words.outages(outages.length, counts.down, counts.services, lasted), second };
  const [name = ''] = only.services;
  if (only.services.length === 1) return { sentence: words.oneDown(name, lasted), second };
  return { sentence: words.oneOutage(subjectOf(only, context), only.services.length, lasted), second };
}

function acknowledgement(outages: readonly OpenOutage[], words: HeadlineWords): string {
  const names = new Set(outages.map(({ acknowledged }) => acknowledged?.by.name));
  const [name] = names;
  return names.size === 1 && name !== undefined ? words.acknowledgedBy(name) : words.notAcknowledged;
}

/** What an outage is called: what its services share, or the first of them. */
export function subjectOf(outage: OpenOutage, { words, kinds }: Pick<HeadlineContext, 'words' | 'kinds'>): string {
  const { explanation, services } = outage;
  if (explanation.kind !== 'alone') return words.explained(explanation, kinds);
  return words.and(services.slice(0, 1), Math.max(0, services.length - 1));
}

function besides({ counts, silences }: Head, words: HeadlineWords): string {
  const parts = [
    ...(counts.paused === 0
      ? []
      : [silences.length === 0 ? words.paused(counts.paused) : words.silenced(counts.paused)]),
    ...(counts.unknown === 0 ? [] : [words.notObserved(counts.unknown)]),
  ];
  return parts.join(', ');
}
