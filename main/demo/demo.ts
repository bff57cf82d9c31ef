/** A handful of local services that fail on a schedule, and the configuration that watches them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from './actor.ts';
import { startActor } from './actor.ts';
import { demoConfiguration } from './configuration.ts';
import type { Part } from './schedule.ts';
import { actAt, nextChangeAfter, parts } from './schedule.ts';

export type Demo = {
  /** Absolute path of the configuration that watches the services. */
  readonly configFile: string;
  /** Stops the services; the directory is left as it is. */
  close(): Promise<void>;
};

/** Begins the first round at once; `directory`, an absolute path, must exist and receives `config.yaml`. */
export async function startDemo({ directory }: { readonly directory: string }): Promise<Demo> {
  const stage = await openStage();
  const configFile = join(directory, 'config.yaml');
  try {
    await writeFile(configFile, stage.configuration);
  } catch (error) {
    await stage.close();
    throw error;
  }
  const startedAt = performance.now();
  let showing = Promise.resolve();
  let timer: NodeJS.Timeout;

  function play(): void {
    const seconds = (performance.now() - startedAt) / 1_000;
    showing = showing.then(() => stage.show(seconds));
    timer = setTimeout(play, Math.ceil((nextChangeAfter(seconds) - seconds) * 1_000));
  }

  play();
  return {
    configFile,
    async close() {
      clearTimeout(timer);
      await showing;
      await stage.close();
    },
  };
}

export type Stage = {
  /** The text of a configuration that watches the services. */
  readonly configuration: string;
  /** Lets every service behave as the schedule has it so many seconds after the start. */
  show(seconds: number): Promise<void>;
  close(): Promise<void>;
};

/** The services without the passing of time: all are well until the first `show`. */
export async function openStage(): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const cast: Array<{ readonly part: Part; readonly actor: Actor; readonly url: string }> = [];
  for (const part of parts) {
    const actor = await startActor(await certificateOf(part));
    opened.defer(() => actor.close());
    cast.push({ part, actor, url: actor.url });
  }
  const kept = opened.move();
  return {
    configuration: demoConfiguration(cast),
    async show(seconds) {
      await Promise.all(cast.map(({ part, actor }) => actor.perform(actAt(part, seconds))));
    },
    close: () => kept.disposeAsync(),
  };
}

async function certificateOf({ scenes }: Part) {
  if (!scenes.some(({ act }) => act === 'bad_certificate')) return undefined;
  // Only the demo makes certificates, and the library is large.
  const { expiredCertificate } = await import('./certificate.ts');
  return expiredCertificate();
}
