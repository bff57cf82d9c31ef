/** What watching costs, as tables. */
import { asSeconds, goalText, met, ratio, show, table } from './figures.mjs';
import { peerRemedy } from './peer.mjs';

/** @typedef {import('./report.mjs').Findings} Findings */
/** @typedef {import('./steady.mjs').Steady} Steady */
/** @typedef {import('./figures.mjs').Goal} Goal */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {(steady: Steady) => number | undefined} of
 * @property {string} unit
 * @property {number} [digits]
 * @property {Goal} [goal]
 */

/** @type {readonly Row[]} */
const loadRows = [
  { name: 'CPU a check', of: (run) => run.cpuPerCheckMs, unit: 'ms', digits: 3, goal: { atMost: 0.3 } },
  { name: 'CPU, of one core', of: (run) => percent(run.cpuShare), unit: '%', digits: 1 },
  { name: 'resident memory, at the end', of: (run) => megabytes(run.residentBytes), unit: 'MB', digits: 1 },
  {
    name: 'resident memory, highest',
    of: (run) => megabytes(run.mostResidentBytes),
    unit: 'MB',
    digits: 1,
    goal: { atMost: 110 },
  },
  { name: 'written to disk a check', of: (run) => run.writtenPerCheckBytes, unit: 'B', goal: { atMost: 400 } },
  { name: 'kept on disk a check', of: (run) => run.keptPerCheckBytes, unit: 'B', digits: 1, goal: { atMost: 24 } },
  {
    name: 'intervals within 5 % of 20 s',
    of: (run) => percent(run.punctualShare),
    unit: '%',
    digits: 2,
    goal: { atLeast: 99.9 },
  },
  { name: 'furthest interval off', of: (run) => asSeconds(run.worstOffMs), unit: 's', digits: 3 },
  {
    name: 'all checked once after',
    of: (run) => run.allCheckedMs && asSeconds(run.allCheckedMs),
    unit: 's',
    digits: 1,
  },
];

/** @param {Steady} run */
function made({ checks, windowMs, reused, farmShare, othersShare }) {
  const others = `cores used meanwhile by the bench's servers ${show(farmShare, '', 2)}, by others ${show(othersShare, '', 2)}`;
  return `${show(checks, '')} checks in ${show(asSeconds(windowMs), 's')}, ${reused} over a connection used before; ${others}`;
}

/** @param {Findings} found */
export function loadTable({ load, peer }) {
  if (load === undefined && peer === undefined) return [];
  const other = peer === 'absent' ? undefined : peer;
  const rows = loadRows.map(({ name, of, unit, digits, goal = {} }) => {
    const [ours, theirs] = [load && of(load), other && of(other)];
    return [
      name,
      show(ours, unit, digits),
      goalText(goal, unit),
      met(ours, goal),
      show(theirs, unit, digits),
      show(ratio(ours, theirs), '', 2),
    ];
  });
  const notes = [
    ...(load
      ? [
          `ours: ${made(load)}; Slack and history on`,
          'kept: sums that are made when an hour ends are in it only if one ended in that time',
        ]
      : []),
    ...(other ? [`peer: ${made(other)}; both processes together, kept is its log before it is compacted`] : []),
    ...(peer === 'absent' ? [peerRemedy] : []),
  ];
  const head = ['', 'ours', 'goal', 'met', 'prometheus + blackbox', 'ours / peer'];
  return [table('Load: 1 000 services on loopback, every 20 s, a fresh connection each', head, rows, notes)];
}

/** @param {Findings} found */
export function scaleTable({ load, scale, scaleBase, limit, exporterLimit }) {
  /** @type {string[][]} */
  const rows = [];
  /** @param {string} name @param {number | undefined} value @param {string} unit @param {number} digits @param {Goal} goal */
  const row = (name, value, unit, digits, goal, peer = '') => {
    rows.push([name, show(value, unit, digits), goalText(goal, unit), met(value, goal), peer]);
  };
  const base = scaleBase ?? load;
  if (scale) {
    row('10 000 services: CPU, of one core', percent(scale.cpuShare), '%', 1, { atMost: 100 });
    row('10 000 services: CPU a check', scale.cpuPerCheckMs, 'ms', 3, {});
    row('10 000 services: intervals within 5 % of 20 s', percent(scale.punctualShare), '%', 2, { atLeast: 99.9 });
    row('10 000 services: all checked once after', scale.allCheckedMs && asSeconds(scale.allCheckedMs), 's', 1, {});
    row('10 000 services: resident memory, highest', megabytes(scale.mostResidentBytes), 'MB', 1, {});
    row('10 000 services: written to disk a check', scale.writtenPerCheckBytes, 'B', 0, {});
    const [many, few] = [scale.residentBytes, base?.residentBytes];
    row('memory a service, beyond that of 1 000', many && few && (many - few) / 9_000 / 1_000, 'KB', 1, { below: 10 });
  }
  if (limit || exporterLimit) {
    const peer = [
      show(exporterLimit?.checksPerSecond, ''),
      show(percent(exporterLimit?.cpuShare), '%'),
      show(ratio(exporterLimit?.checksPerSecond, exporterLimit?.cpuShare), ''),
    ];
    row('most checks a second on one core', limit?.checksPerSecond, '', 0, { atLeast: 2_700 }, peer[0]);
    row('… with so much of the core', percent(limit?.cpuShare), '%', 0, {}, peer[1]);
    row('… which for a whole core would be', ratio(limit?.checksPerSecond, limit?.cpuShare), '', 0, {}, peer[2]);
  }
  if (rows.length === 0) return [];
  const notes = [...(scale ? [`10 000 services: ${made(scale)}`] : []), ...(limit ? [`the most: ${made(limit)}`] : [])];
  return [table('Scale', ['', 'ours', 'goal', 'met', 'blackbox alone, one core'], rows, notes)];
}

/** @param {number | undefined} share */
function percent(share) {
  return share === undefined ? undefined : share * 100;
}

/** @param {number | undefined} bytes */
function megabytes(bytes) {
  return bytes === undefined ? undefined : bytes / 1e6;
}
