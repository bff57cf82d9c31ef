/** From samples to figures, and from figures to text. */

/** @typedef {readonly number[]} Samples */
/** @typedef {{ atMost?: number, atLeast?: number, below?: number }} Goal */

/** @param {Samples} samples @returns {number | undefined} */
export function median(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/**
 * What all but so many of the samples stay within: `share` 0.95 leaves out the worst twentieth.
 *
 * @param {Samples} samples
 * @param {number} share
 * @returns {number | undefined}
 */
export function within(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1];
}

/** @param {Samples} samples @returns {number | undefined} */
export function worst(samples) {
  return samples.length === 0 ? undefined : Math.max(...samples);
}

/**
 * @param {number | undefined} over
 * @param {number | undefined} under
 */
export function ratio(over, under) {
  return over === undefined || under === undefined || under === 0 ? undefined : over / under;
}

/**
 * A whole number in groups of three, any other with so many digits; a dash for what is not known.
 *
 * @param {number | undefined} value
 * @param {string} unit
 */
export function show(value, unit, digits = 0) {
  if (value === undefined || Number.isNaN(value)) return '–';
  const [whole = '', fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return unit === '' ? text : `${text} ${unit}`;
}

/** @param {number} ms */
export function asSeconds(ms) {
  return ms / 1_000;
}

/**
 * Whether a goal is met, as a word; nothing where there is no goal or no figure.
 *
 * @param {number | undefined} value
 * @param {Goal} goal
 */
export function met(value, { atMost, atLeast, below }) {
  if (value === undefined || Number.isNaN(value)) return '';
  if (atMost === undefined && atLeast === undefined && below === undefined) return '';
  const isMet =
    (atMost === undefined || value <= atMost) &&
    (atLeast === undefined || value >= atLeast) &&
    (below === undefined || value < below);
  return isMet ? 'yes' : 'NO';
}

/** @param {Goal} goal @param {string} unit */
export function goalText({ atMost, atLeast, below }, unit) {
  const goal =
    atMost !== undefined
      ? ['≤', atMost]
      : atLeast !== undefined
        ? ['≥', atLeast]
        : below !== undefined
          ? ['<', below]
          : undefined;
  return goal ? `${goal[0]} ${goal[1]}${unit === '' ? '' : ` ${unit}`}` : '';
}

/**
 * Columns as wide as what stands in them; the first one is flush left, all others flush right.
 *
 * @param {string} title
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @param {readonly string[]} notes
 */
export function table(title, head, rows, notes = []) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    widths
      .map((width, column) => (column === 0 ? (row[0] ?? '').padEnd(width) : (row[column] ?? '').padStart(width)))
      .join('   '),
  );
  const rule = '─'.repeat(lines[0]?.length ?? 0);
  return [title, rule, ...lines.map((line) => line.trimEnd()), ...notes.map((note) => `  ${note}`), ''].join('\n');
}
