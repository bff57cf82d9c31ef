/** One run of chaos: breaks services, spoils Slack, kills the program, lets it come to rest, and judges what came of it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, seedOf } from '../lab/random.ts';
import type { Evidence } from './evidence.ts';
import { createFolder } from './folder.ts';
import { judge } from './judge.ts';
import { planKill } from './kills.ts';
import { createLives, type Lives } from './lives.ts';
import { startScript } from './script.ts';
import { createServices } from './services.ts';
import { comeToRest } from './settling.ts';
import { createChaosSlack } from './slack.ts';
import type { Played } from './table.ts';
import { createWeather } from './weather.ts';
import { botToken } from './workspace.ts';

export type Wish = {
  readonly kills: number;
  readonly seed: number;
  readonly services: number;
  readonly scopes: readonly string[];
  /** Path of the built `asl-monitor.mjs`. */
  readonly program: string;
  readonly keep: string | undefined;
  readonly progress: (text: string) => void;
};

export async function play(wish: Wish): Promise<Played> {
  const { progress, scopes } = wish;
  const begunAt = Date.now();
  const randomFor = (part: string) => createRandom(seedOf(part, wish.seed));
  const services = await createServices(wish.services);
  const folder = createFolder(services, wish.keep);
  const weather = createWeather(randomFor('weather'));
  const latency = randomFor('latency');
  const slack = await createChaosSlack({
    scopes,
    faultFor: weather.faultFor,
    run: () => lives.number(),
    latencyMs: () => latency.between(5, 60),
    onMoment(moment, method) {
      if (method !== 'auth.test') lives.signals.emit(moment);
    },
  });
  const lives = createLives({
    program: wish.program,
    folder: folder.path,
    environment: { SLACK_API_URL: slack.url, SLACK_BOT_TOKEN: botToken },
  });
  try {
    const storm = weather.blow(slack);
    const script = startScript(services, randomFor('script'));
    await killAgainAndAgain(wish, lives);
    progress('no more kills; mending everything');
    await script.end();
    await storm.end();
    const { record, reached } = await comeToRest({ lives, slack, folder: folder.path, progress });
    const known = new Set(record.incidents.map(({ id }) => id));
    const announced = lives.events.filter(({ event }) => event === 'incident.opened').map(({ id }) => String(id));
    const evidence: Evidence = {
      services: services.map(({ name }) => name),
      mayRead: scopes.includes('channels:history'),
      messages: slack.messages,
      requests: slack.requests,
      runs: lives.runs,
      incidents: record.incidents,
      forgotten: [...new Set(announced)].filter((id) => !known.has(id)),
      owed: record.owed.map(({ sentence }) => sentence),
      troubles: [...lives.troubles, ...record.troubles, ...(reached ? [] : ['it did not come to rest in time'])],
    };
    const verdict = judge(evidence);
    if (wish.keep !== undefined) {
      const leave = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
      leave('evidence.json', JSON.stringify(evidence, undefined, 1));
      leave('verdict.json', JSON.stringify(verdict, undefined, 1));
      leave('events.jsonl', lives.events.map((event) => JSON.stringify(event)).join('\n'));
    }
    return { verdict, evidence, breakages: script.breakages, tookMs: Date.now() - begunAt, kept: folder.path };
  } finally {
    await lives.end('killed');
    await slack.close();
    await Promise.all(services.map((service) => service.close()));
    folder.remove();
  }
}

async function killAgainAndAgain({ kills, seed, progress }: Wish, lives: Lives): Promise<void> {
  const random = createRandom(seedOf('kills', seed));
  for (let kill = 1; kill <= kills && lives.troubles.length === 0; kill += 1) {
    const { after, skip, delayMs, atLatestMs } = planKill(random);
    lives.begin();
    if (after !== undefined) await lives.signals.next(after, skip, atLatestMs);
    await delay(delayMs);
    await lives.end('killed');
    if (kill % 20 === 0) progress(`${kill} of ${kills} kills`);
  }
}
