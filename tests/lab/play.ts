/** Plays one scenario in a world of its own and judges what came of it. */
import { cpSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type Evidence, judge, type Verdict } from './judge.ts';
import type { Program, ProgramEvent } from './program.ts';
import { createRandom, seedOf } from './random.ts';
import { monitoring, type Scenario, timing } from './scenario.ts';
import { createStage } from './stage.ts';
import { createTruthBook } from './truth.ts';
import { createWorld, keepFor } from './world.ts';

export async function play(scenario: Scenario, round: number, program: string): Promise<Verdict> {
  const { name, services, pace, slackBy = 'name' } = scenario;
  const random = createRandom(seedOf(name, round));
  const world = await createWorld({ services, monitoring: monitoring[pace], slackBy, program });
  try {
    const book = createTruthBook();
    const running = world.startProgram();
    await running.until('first good check of every service', allAreUp(services.length), 20_000);
    await delay(random.between(0.2, 1.2) * timing[pace].intervalMs);
    await scenario.play(createStage(world, running, book, random));
    await settle(running, timing[pace].intervalMs + timing[pace].timeoutMs);
    const endedWell = await running.stop();
    const slack = await world.actors.internet.ask('slack.seen', {});
    const names = services.map((service) => service.name);
    const evidence = { services: names, pace, truth: book.truth, events: running.events, slack, endedWell };
    keep(`${name}, round ${round}`, world.folder, evidence);
    return judge(evidence);
  } finally {
    await world.close();
  }
}

function allAreUp(count: number): (events: readonly ProgramEvent[]) => boolean {
  return (events) =>
    new Set(events.filter(({ event, ok }) => event === 'check' && ok === true).map(({ service }) => service)).size ===
    count;
}

/** Everything is well now: what is still to be told and closed comes, and then a while in which nothing should. */
async function settle(program: Program, quietMs: number): Promise<void> {
  const isClosed = (events: readonly ProgramEvent[]) => {
    const ids = (name: string, key: string) =>
      new Set(events.filter(({ event }) => event === name).map((event) => event[key]));
    const opened = ids('incident.opened', 'id');
    const resolved = ids('incident.resolved', 'id');
    const delivered = events.filter(({ event }) => event === 'alert.delivered').length;
    return [...opened].every((id) => resolved.has(id)) && (opened.size === 0 || delivered > 0);
  };
  // What does not close in time shows in the verdict.
  await program.until('end of every incident', isClosed, 60_000).catch(() => {});
  await delay(quietMs);
}

function keep(name: string, folder: string, evidence: Evidence): void {
  const kept = keepFor(name.replaceAll(/[^\w.]+/g, '-'));
  if (kept === undefined) return;
  cpSync(folder, kept, { recursive: true, filter: (path) => !/\/tap-\w+$/.test(path) });
  writeFileSync(`${kept}/evidence.json`, JSON.stringify(evidence, null, 1));
}
