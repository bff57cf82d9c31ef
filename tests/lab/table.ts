/** The table of `npm run lab`: one row for each scenario, over all its rounds. */
import { promisedMs, type Verdict } from './judge.ts';

/** A round that could not be played says why: the lab is broken then, not the program. */
export type Round = { readonly verdict: Verdict } | { readonly failure: string };
export type Row = { readonly name: string; readonly rounds: readonly Round[] };

const head = [
  'scenario',
  'rounds',
  'outages',
  'told',
  'false',
  'latest',
  'messages',
  'uptime off',
  'grey',
  'blind',
  'kept',
];

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
  const all = [
    head,
    ...cells,
    ...(rows.length > 1 ? [cellsOf({ name: 'all', rounds: rows.flatMap((row) => row.rounds) })] : []),
  ];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(Math.max(...lines.map((line) => line.length)));
  return [lines[0], rule, ...lines.slice(1), '', ...legend, ...complaintsOf(rows)].join('\n');
}

const legend = [
  `outages: real ones that could be seen and told for ${promisedMs / 1_000} s · told: of these · false: alerts without an outage`,
  'latest: to Slack, from the start of the outage or from when the laptop could see it · messages: in the channel / allowed',
  'uptime off: wrongly said up or down, outside what was not observed · grey: not observed while the laptop was well',
  'blind: taken for observed while the laptop could not see it · the last three are of the worst service and round',
];

export function isKept({ rounds }: Row): boolean {
  return rounds.every((round) => 'verdict' in round && round.verdict.broken.length === 0);
}

function cellsOf(row: Row): readonly string[] {
  const verdicts = row.rounds.flatMap((round) => ('verdict' in round ? [round.verdict] : []));
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  const most = (of: (verdict: Verdict) => number | undefined) => {
    const values = verdicts.flatMap((verdict) => of(verdict) ?? []);
    return values.length === 0 ? '' : `${(Math.max(...values) / 1_000).toFixed(1)} s`;
  };
  return [
    row.name,
    String(row.rounds.length),
    String(sum(({ outages }) => outages)),
    String(sum(({ told }) => told)),
    String(sum(({ falseAlerts }) => falseAlerts)),
    most(({ latestMs }) => latestMs),
    `${sum(({ messages }) => messages)}/${sum(({ messagesAllowed }) => messagesAllowed)}`,
    most(({ uptimeWrongMs }) => uptimeWrongMs),
    most(({ greyMs }) => greyMs),
    most(({ blindMs }) => blindMs),
    isKept(row) ? 'yes' : 'NO',
  ];
}

function complaintsOf(rows: readonly Row[]): readonly string[] {
  const lines = rows.flatMap(({ name, rounds }) =>
    rounds.flatMap((round, index) =>
      ('verdict' in round ? [...round.verdict.broken, ...round.verdict.remarks] : [round.failure]).map(
        (text) => `${name}, round ${index + 1}: ${text}`,
      ),
    ),
  );
  return lines.length === 0 ? [] : ['', ...lines];
}
