import { expect, it } from 'vitest';
import type { Log } from '../../main/log.ts';
import { lostLine } from '../../main/lost-lines.ts';

/** A log that only keeps its warnings. */
function aLog() {
  const warnings: string[] = [];
  const ignore = () => undefined;
  const log: Log = { debug: ignore, info: ignore, error: ignore, warning: (message) => void warnings.push(message) };
  return { log, warnings };
}

const wallMs = () => Date.UTC(2026, 2, 1, 12);

it('lines that a script missed are an event, and a warning in the log that the script does not see', () => {
  const { log, warnings } = aLog();
  expect(JSON.parse(lostLine(17, { json: true, log, wallMs }))).toEqual({
    event: 'lines.lost',
    at: '2026-03-01T12:00:00.000Z',
    lines: 17,
  });
  expect(warnings).toEqual(['standard output was read too slowly, and 17 lines are missing there']);
});

it('lines that a person missed are a warning in their place, as the log words it', () => {
  const { log, warnings } = aLog();
  expect(lostLine(1, { json: false, log, wallMs })).toMatch(
    /^\d\d:\d\d:\d\d WARNING standard output was read too slowly, and 1 line is missing there$/,
  );
  expect(warnings).toEqual([]);
});
