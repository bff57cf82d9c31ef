/** What stands on standard output in place of the lines that its reader did not take. */
import { eventJson, type ProgramEvent } from './event-json.ts';
import { logLine, lossSentence } from './event-log.ts';
import { consoleLine, type Log } from './log.ts';

type Output = {
  /** Standard output belongs to the events; where it shows the log, that misses nothing in its file. */
  readonly json: boolean;
  readonly log: Log;
  readonly wallMs: () => number;
};

/** The line for so many that are missing. */
export function lostLine(lines: number, { json, log, wallMs }: Output): string {
  if (!json) return consoleLine('WARNING', lossSentence(lines));
  const event: ProgramEvent = { type: 'lines.lost', at: wallMs(), lines };
  logLine(log, event);
  return JSON.stringify(eventJson(event));
}
