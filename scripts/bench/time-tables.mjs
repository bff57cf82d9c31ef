/** How soon things happen, as tables. */
import { healthyKinds, outageKinds } from './detection.mjs';
import { asSeconds, goalText, median, met, ratio, show, table, within, worst } from './figures.mjs';

/** @typedef {import('./report.mjs').Findings} Findings */

/** @param {Findings} found */
export function startTable({ startFew, startHundred, startThousand }) {
  /** @type {string[][]} */
  const rows = [];
  /** @param {string} name @param {readonly number[]} samplesMs @param {number} starts @param {number} atMost */
  const row = (name, samplesMs, starts, atMost) => {
    const samples = samplesMs.map(asSeconds);
    const isComplete = samples.length === starts;
    const most = worst(samples);
    rows.push([
      name,
      `${samples.length} of ${starts}`,
      show(median(samples), 's', 2),
      show(most, 's', 2),
      goalText({ atMost }, 's'),
      isComplete ? met(most, { atMost }) : 'NO',
    ]);
  };
  if (startFew) row('first check, 5 services', startFew.firstMs, startFew.starts, 0.5);
  if (startHundred) row('100 services all checked once', startHundred.allMs, startHundred.starts, 2);
  if (startThousand) row('1 000 services all checked once', startThousand.allMs, startThousand.starts, 20);
  if (rows.length === 0) return [];
  return [
    table(
      'Start: from the start of the process to the request at the server',
      ['', 'starts', 'median', 'worst', 'goal', 'met'],
      rows,
    ),
  ];
}

/** @param {Findings} found */
export function hungTable({ hung }) {
  if (hung === undefined) return [];
  const goal = { atMost: 0.5 };
  const during = asSeconds(hung.duringMs);
  const rows = [
    ['furthest interval off, before', show(asSeconds(hung.beforeMs), 's', 3), '', ''],
    ['furthest interval off, while 10 hang', show(during, 's', 3), goalText(goal, 's'), met(during, goal)],
  ];
  const note = `${hung.intervals} intervals of the 20 others; each should be ${show(asSeconds(hung.expectedMs), 's', 3)}`;
  return [
    table('Hung: 10 services of 30 accept and never answer, timeout 10 s', ['', 'ours', 'goal', 'met'], rows, [note]),
  ];
}

/** @param {Findings} found */
export function detectionTable({ detection }) {
  if (detection === undefined) return [];
  const rows = Object.entries(outageKinds).flatMap(([kind, { label, isFast }]) => {
    const outcome = detection[kind];
    if (outcome === undefined) return [];
    const told = outcome.toldMs.map(asSeconds);
    const [middle, most, opened] = [median(told), worst(told), worst(outcome.openedMs)];
    const goals = isFast ? '< 30 s, median < 14 s' : '< 30 s';
    const isMet =
      told.length === outcome.outages &&
      (most ?? 0) < 30 &&
      (!isFast || (middle ?? 0) < 14) &&
      outcome.falseAlerts === 0
        ? 'yes'
        : 'NO';
    return [
      [
        label,
        `${told.length} of ${outcome.outages}`,
        show(middle, 's', 1),
        show(most, 's', 1),
        show(opened && asSeconds(opened), 's', 1),
        goals,
        isMet,
        String(outcome.falseAlerts),
      ],
    ];
  });
  const healthy = Object.entries(healthyKinds).flatMap(([kind, label]) => {
    const outcome = detection[kind];
    if (outcome === undefined) return [];
    const isMet = outcome.falseAlerts === 0 ? 'yes' : 'NO';
    return [[label, `${show(outcome.checks, '')} checks`, '', '', '', 'no alert', isMet, String(outcome.falseAlerts)]];
  });
  const head = ['service', 'told', 'median', 'worst', 'incident, worst', 'goal', 'met', 'false alerts'];
  return [table("Detection: from turning bad to Slack's ok, 20 s × 2, timeout 10 s", head, [...rows, ...healthy])];
}

/** @param {Findings} found */
export function tellingTable({ telling }) {
  if (telling === undefined) return [];
  const bare = median(telling.bareMs);
  /** @param {string} name @param {readonly number[]} samples @param {number} changes */
  const row = (name, samples, changes) => {
    const [middle, most] = [median(samples), within(samples, 0.95)];
    return [
      name,
      `${samples.length} of ${changes}`,
      show(middle, 'ms', 1),
      show(most, 'ms', 1),
      show(worst(samples), 'ms', 1),
      show(ratio(middle, bare), '', 1),
      show(ratio(most, bare), '', 1),
    ];
  };
  const rows = [
    row('down: a message', telling.down.toldMs, telling.down.changes),
    row('up again: an edit and a reply', telling.up.toldMs, telling.up.changes),
    row('a bare request, for comparison', telling.bareMs, telling.bareMs.length),
  ];
  const head = ['', 'told', 'median', '95 %', 'worst', 'median / bare', '95 % / bare'];
  return [table("Telling: from the change of state to Slack's ok, without what Slack itself took", head, rows)];
}

/** @param {Findings} found */
export function crowdTable({ crowds = {} }) {
  const all = Object.entries(crowds);
  const [services] = all.map(([, crowd]) => crowd.services);
  if (services === undefined) return [];
  /** @typedef {typeof all[number][1]} Crowd */
  /** @param {string} name @param {(crowd: Crowd) => string} cell @param {(crowd: Crowd) => number} [value] @param {import('./figures.mjs').Goal} [goal] */
  const row = (name, cell, value, goal = {}) => {
    const worstOfAll = value === undefined ? undefined : worst(all.map(([, crowd]) => value(crowd)));
    return [name, ...all.map(([, crowd]) => cell(crowd)), goalText(goal, ''), met(worstOfAll, goal)];
  };
  /** @param {string} name @param {(crowd: Crowd) => number} value @param {import('./figures.mjs').Goal} [goal] */
  const count = (name, value, goal) => row(name, (crowd) => show(value(crowd), ''), value, goal);
  /** @param {string} name @param {'down' | 'up'} way */
  const told = (name, way) => [
    row(name, (crowd) => `${crowd[way].services} of ${services}`),
    row('after', (crowd) => show(asSeconds(crowd[way].afterMs), 's', 1)),
  ];
  const rows = [
    ...told('told to be down', 'down'),
    ...told('told to be up again', 'up'),
    count('messages at top level', ({ topLevel }) => topLevel, { atMost: 1 }),
    count('replies', ({ replies }) => replies),
    count('edits', ({ edits }) => edits),
    count('answers 429', ({ refusals }) => refusals, { atMost: 0 }),
  ];
  const head = ['', ...all.map(([kind]) => kind), 'goal', 'met'];
  return [table(`Telling: ${services} services fail together and recover, 20 s × 2`, head, rows)];
}
