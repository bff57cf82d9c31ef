/** Waits until the program has told all that it owes, with everything mended. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Lives } from './lives.ts';
import { type ProgramRecord, readRecord } from './record.ts';
import type { ChaosSlack } from './slack.ts';

/** A recovery may be held for five minutes before it is believed, and a retry waits for one. */
const longestMs = 9 * 60_000;
/** Recoveries of one outage are gathered for ten seconds. */
const quietMs = 13_000;
const lookMs = 250;

/**
 * Runs it until Slack has heard nothing for a while and no incident is open, looks into its record, and runs it again as
 * long as something is owed. `reached` is false where that took too long.
 */
export async function comeToRest(scene: {
  readonly lives: Lives;
  readonly slack: ChaosSlack;
  readonly folder: string;
  readonly progress: (text: string) => void;
}): Promise<{ readonly record: ProgramRecord; readonly reached: boolean }> {
  const { lives, slack, folder, progress } = scene;
  const until = Date.now() + longestMs;
  let notBefore = 0;
  for (;;) {
    const begunAt = Date.now();
    const lastAt = () => Math.max(begunAt, notBefore, slack.requests.at(-1)?.at ?? 0);
    lives.begin();
    while (Date.now() < until && Date.now() < lastAt() + quietMs && lives.troubles.length === 0) await delay(lookMs);
    await lives.end('stopped');
    const record = readRecord(folder);
    const open = record.incidents.filter(({ endedAt }) => endedAt === undefined);
    if (record.owed.length === 0 && open.length === 0) return { record, reached: true };
    if (Date.now() >= until || lives.troubles.length > 0) return { record, reached: false };
    notBefore = Math.min(until, Math.max(0, ...record.owed.map((owed) => owed.notBefore)));
    const waits =
      notBefore > Date.now() ? `, the last of them for ${Math.ceil((notBefore - Date.now()) / 1_000)} s` : '';
    progress(`${record.owed.length} alerts are still owed and ${open.length} incidents open${waits}`);
  }
}
