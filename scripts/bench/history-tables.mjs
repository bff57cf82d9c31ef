/** What the past costs: room on disk, and time for each question about it. */
import { goalText, median, met, ratio, show, table, within, worst } from './figures.mjs';

/** @typedef {import('./report.mjs').Findings} Findings */

const goal = { below: 50 };

/** @param {Findings} found */
export function historyTables({ history }) {
  if (history === undefined) return [];
  const { days, services, intervalMs, checks, bytes, incidents, openedMs, reference, asked } = history;
  const past = `${days} days of ${services} services every ${intervalMs / 1_000} s, ${show(incidents, '')} incidents`;
  const bare = median(reference.tookMs);
  const rows = [reference, ...asked].map(({ name, unit, tookMs, found }) => {
    const [middle, most] = [median(tookMs), within(tookMs, 0.95)];
    const isGoal = name !== reference.name;
    return [
      name,
      show(found, unit),
      show(middle, 'ms', 2),
      show(most, 'ms', 2),
      show(worst(tookMs), 'ms', 2),
      show(ratio(middle, bare), '', 1),
      isGoal ? goalText(goal, 'ms') : '',
      isGoal ? met(most, goal) : '',
    ];
  });
  return [
    table(
      `History: ${past}`,
      ['', 'ours', 'goal', 'met'],
      [
        ['checks', show(checks, ''), '', ''],
        ['size on disk', show(bytes / 1e6, 'MB', 1), '', ''],
        [
          'of that a check',
          show(bytes / checks, 'B', 1),
          goalText({ atMost: 24 }, 'B'),
          met(bytes / checks, { atMost: 24 }),
        ],
        ['opened within, median', show(median(openedMs), 'ms', 1), '', ''],
        ['opened within, worst', show(worst(openedMs), 'ms', 1), '', ''],
      ],
    ),
    table(
      'History: how long an answer takes',
      ['', 'found', 'median', '95 %', 'worst', 'median / first line', 'goal', 'met'],
      rows,
      [`each asked ${reference.tookMs.length} times; the first line is a plain query, for comparison`],
    ),
  ];
}
