/** Plays many scenarios, several side by side: each has a world of its own, and mostly waits. */
import { removeStaleFolders } from './folders.ts';
import { removeStale } from './namespaces.ts';
import { play } from './play.ts';
import type { Scenario } from './scenario.ts';
import type { Round, Row } from './table.ts';

export type RoundsWish = {
  readonly scenarios: readonly Scenario[];
  readonly rounds: number;
  readonly parallel: number;
  /** Path of the built `asl-monitor.mjs`. */
  readonly program: string;
  readonly progress: (text: string) => void;
};

export async function playRounds({
  scenarios,
  rounds,
  parallel,
  program,
  progress,
}: RoundsWish): Promise<readonly Row[]> {
  removeStale();
  removeStaleFolders();
  const results = new Map<Scenario, Round[]>(scenarios.map((scenario) => [scenario, []]));
  const left = Array.from({ length: rounds }, (_, index) =>
    scenarios.map((scenario) => ({ scenario, round: index + 1 })),
  ).flat();
  // The long ones first, so that none is left alone at the end.
  left.sort((a, b) => a.round - b.round || Number(b.scenario.pace === 'usual') - Number(a.scenario.pace === 'usual'));
  const total = left.length;

  let played = 0;

  async function work(): Promise<void> {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { scenario, round } = next;
      const begunAt = performance.now();
      const result = await playOnce(scenario, round, program);
      const seconds = Math.round((performance.now() - begunAt) / 1_000);
      const list = results.get(scenario) ?? [];
      list[round - 1] = result;
      const outcome = 'failure' in result ? result.failure : result.verdict.broken.length === 0 ? 'kept' : 'NOT KEPT';
      played += 1;
      progress(`${played}/${total} ${scenario.name}, round ${round}: ${outcome} (${seconds} s)`);
    }
  }

  await Promise.all(Array.from({ length: Math.min(parallel, total) }, work));
  return scenarios.map((scenario) => ({ name: scenario.name, rounds: results.get(scenario) ?? [] }));
}

async function playOnce(scenario: Scenario, round: number, program: string): Promise<Round> {
  try {
    return { verdict: await play(scenario, round, program) };
  } catch (error) {
    return { failure: `could not be played: ${error instanceof Error ? error.message : String(error)}` };
  }
}
