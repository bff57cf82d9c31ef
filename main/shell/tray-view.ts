/** What the tray shows at a glance: one of five states, and a tooltip with the numbers. Pure. */
import type { DesktopView, Language } from '../../preload/snapshot.ts';
import type { Status } from '../commands/status.ts';
import type { AggregateState } from '../monitor/aggregate.ts';
import { trayWords } from './tray-words.ts';

export type TrayFacts = {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly language: Language;
  /** Undefined while nothing is watched. */
  readonly status: Status | undefined;
  /** How much stands in the way of watching. */
  readonly problems: number;
  /** All checks are paused by hand; `until` is absent where that lasts until they are resumed. */
  readonly pause?: { readonly until?: number };
  readonly isSparing: boolean;
  readonly remarks: DesktopView['remarks'];
};

export type TrayView = {
  readonly state: AggregateState;
  /** A line for each thing to say, the most important first. */
  readonly tooltip: string;
  /** Stands beside the icon where there is room for a text: how many are down; empty while none is. */
  readonly title: string;
};

/** Younger than this, the last round of checks is as good as now: who hovers later must not read an old lie. */
const freshMs = 30_000;

export function trayView(facts: TrayFacts): TrayView {
  const { status, language, isSparing, remarks } = facts;
  const words = trayWords(language);
  if (status === undefined) {
    const line = facts.problems > 0 ? words.problems(facts.problems) : words.starting;
    return { state: 'unknown', tooltip: tooltipOf([line]), title: '' };
  }
  const { counts, network, state, notifiers } = status;
  const lines = [
    summaryOf(facts, status),
    ...(network === 'online' ? [] : [words.networks[network]]),
    ...notifiers
      .filter(({ unreachableSince }) => unreachableSince !== undefined)
      .map(({ name, owed }) => words.unreachable(name, owed)),
    cycleLine(facts, status),
    ...(isSparing ? [words.sparing] : []),
    ...remarks.map((remark) => remark[language]),
  ];
  // What this machine's own network keeps from view is not known to be well.
  const isBlind = network !== 'online' && state === 'ok' && counts.unknown > 0;
  return {
    state: isBlind ? 'unknown' : state,
    tooltip: tooltipOf(lines),
    title: counts.down > 0 ? `${counts.down}` : '',
  };
}

/** The first line of tooltip and menu. */
export function summaryOf({ language, problems }: TrayFacts, status: Status | undefined): string {
  const words = trayWords(language);
  if (status === undefined) return problems > 0 ? words.problems(problems) : words.starting;
  return status.counts.services === 0 ? words.nothing : words.summary(status.counts);
}

function cycleLine({ language, now }: TrayFacts, { lastCycleAt }: Status): string {
  const words = trayWords(language);
  if (lastCycleAt === undefined) return words.noCycle;
  const ageMs = Math.max(0, now - lastCycleAt);
  return words.cycle(ageMs < freshMs ? words.justNow : words.ago(Math.max(1, Math.round(ageMs / 60_000))));
}

/** Windows cuts a tooltip off after 127 characters: what matters comes first, and whole lines are left out. */
const longestTooltip = 127;

function tooltipOf(lines: readonly string[]): string {
  let text = 'ASL Monitor';
  for (const line of lines) {
    const next = `${text}\n${line}`;
    if (next.length > longestTooltip) break;
    text = next;
  }
  return text;
}
