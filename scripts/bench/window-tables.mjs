/** How quick and how quiet the window is, beside a page that is as simple as one can be. */
import { goalText, median, met, ratio, show, table, within, worst } from './figures.mjs';

/** @typedef {import('./report.mjs').Findings} Findings */

/** @param {Findings} found */
export function windowTables({ window }) {
  if (window === undefined) return [];
  const { busy, reference, heap, hidden, services, script, checks, pictureMs, chartMs } = window;
  /**
   * @param {string} name
   * @param {number | undefined} value
   * @param {string} unit
   * @param {number} digits
   * @param {import('./figures.mjs').Goal} [goal]
   * @param {number} [bare]
   */
  const row = (name, value, unit, digits, goal = {}, bare) => [
    name,
    show(value, unit, digits),
    bare === undefined ? '' : show(bare, unit, digits),
    bare === undefined ? '' : show(ratio(value, bare), '', 1),
    goalText(goal, unit),
    met(value, goal),
  ];
  const head = ['', 'ours', 'bare page', 'ratio', 'goal', 'met'];
  const keys = busy.keyMs.length;
  return [
    table(
      `Window: ${show(services, '')} services, all checked every 20 s`,
      head,
      [
        row('a key in the search, median', median(busy.keyMs), 'ms', 1, {}, median(reference.keyMs)),
        row('the same, 95 %', within(busy.keyMs, 0.95), 'ms', 1, {}, within(reference.keyMs, 0.95)),
        row('answered in the next frame', (100 * busy.answered) / keys, '%', 0, { atLeast: 100 }),
        row('CPU of a key', busy.keyCpuMs, 'ms', 1, {}, reference.keyCpuMs),
        row('tasks over 50 ms', busy.longTasksMs.length, '', 0, { atMost: 0 }, reference.longTasksMs.length),
        row('longest of them', worst(busy.longTasksMs), 'ms', 0),
        row('scrolling, frames a second', busy.framesPerSecond, '', 1, {}, reference.framesPerSecond),
        row(
          'frames that came late',
          (100 * busy.lateFrames) / busy.frames,
          '%',
          1,
          {},
          (100 * reference.lateFrames) / reference.frames,
        ),
        row('frames with a hole in the list', busy.holes, '', 0, { atMost: 0 }),
        row('CPU of a frame', busy.frameCpuMs, 'ms', 1, {}, reference.frameCpuMs),
        row('CPU at rest', 100 * busy.restCpuShare, '%', 1),
        row('CPU when hidden', 100 * hidden.cpuShare, '%', 2, { below: 0.1 }),
        row('requests and answers when hidden', hidden.requests + hidden.responses, '', 0, { atMost: 0 }),
        row('heap at first', heap.bytes.first === undefined ? undefined : heap.bytes.first / 1e6, 'MB', 2),
        row(
          `heap after ${show(((heap.samples - 1) * heap.everyMs) / 60_000, 'min', 1)}`,
          heap.bytes.last === undefined ? undefined : heap.bytes.last / 1e6,
          'MB',
          2,
        ),
        row('nodes, last for first', ratio(heap.nodes.last, heap.nodes.first), '', 2),
      ],
      [`${keys} keys, ${busy.frames} frames; a bare page on the same machine at the same time for comparison`],
    ),
    table(
      `Window: ${show(checks, '')} checks on record`,
      ['', 'median', 'worst', 'goal', 'met'],
      [
        timeRow('first picture', pictureMs, 300),
        ...Object.entries(chartMs).map(([range, ms]) => timeRow(`chart of ${range}`, ms, 100)),
        ['script, gzip', show(script.gzip / 1_000, 'kB', 1), '', '< 150 kB', met(script.gzip, { below: 150_000 })],
        ['script, brotli', show(script.brotli / 1_000, 'kB', 1), '', '', ''],
      ],
    ),
  ];
}

/** @param {string} name @param {readonly number[]} ms @param {number} below */
function timeRow(name, ms, below) {
  const middle = median(ms);
  return [name, show(middle, 'ms'), show(worst(ms), 'ms'), goalText({ below }, 'ms'), met(middle, { below })];
}
