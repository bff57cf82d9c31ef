import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from './prerequisites.ts';
import { playRounds } from './rounds.ts';
import { scenarios } from './scenarios.ts';
import type { Row } from './table.ts';

/** One of each sort; `npm run lab` plays them all, with several seeds. */
const chosen = [
  'link down',
  'DNS dead',
  'captive portal, redirecting',
  'VPN down',
  'gateway of ten addresses dead: drop',
  'outage begins while offline',
  'asleep 8 s',
];

const program = join(import.meta.dirname, '../../scripts/asl-monitor.mjs');
const reason = whyNot();

describe.skipIf(reason !== undefined)(`the network lab${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  let rows: readonly Row[] = [];

  // All side by side: they mostly wait.
  beforeAll(async () => {
    rows = await playRounds({
      scenarios: scenarios.filter(({ name }) => chosen.includes(name)),
      rounds: 1,
      parallel: chosen.length,
      program,
      progress: () => {},
    });
  }, 240_000);

  it.each(chosen)('%s: no false alert, every outage told in time', (name) => {
    const [round] = rows.find((row) => row.name === name)?.rounds ?? [];
    expect(round).toMatchObject({ verdict: { broken: [] } });
  });
});
