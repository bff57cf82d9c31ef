import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from './configuration.ts';
import type { Environment } from './environment.ts';
import type { Loaded } from './load.ts';
import { loadSources } from './load.ts';
import type { Problem } from './problem.ts';
import { dotenvBeside, problemOf, readSources, type Sources } from './source.ts';
import { watchFiles } from './watch.ts';

export type ReloaderOptions = {
  readonly file: string;
  /** The process's own variables; those of `.env` are read with every change. */
  readonly environment: Environment;
  /** Of the `Loaded` that is in force, so that an edit since then is not missed. */
  readonly revision: string;
  /** Another valid content of the file or of `.env`; `environment` has the variables of both. */
  readonly onReload: (configuration: Configuration, warnings: readonly Problem[], environment: Environment) => void;
  /** What is in force stays in force. Told once for each broken content, however often it is seen. */
  readonly onReject: (problems: readonly Problem[]) => void;
  /** After a rejection, the content that is in force is back. */
  readonly onRestore?: () => void;
};

export type Reloader = {
  close(): void;
};

/** Content that has not changed for this long is taken to be wholly written. */
const settledMs = 250;
/** What is broken, or has lost all of its services, is more probably half written: it gets more time. */
const doubtfulMs = 600;

type Candidate = {
  readonly revision: string;
  /** Monotonic milliseconds. */
  readonly seenAt: number;
  readonly loaded?: Loaded;
};

/** Puts an edit in force within a second of its end, and only a whole and valid one. */
export function createReloader(options: ReloaderOptions): Reloader {
  const file = resolve(options.file);
  if (isReadOnce(file)) return { close() {} };
  let inForce = options.revision;
  let rejected: string | undefined;
  let candidate: Candidate | undefined;
  let looking = false;
  let lookAgain = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function lookIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(look, ms);
  }

  function look(): void {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    void judge().finally(() => {
      looking = false;
      if (lookAgain && !closed) {
        lookAgain = false;
        look();
      }
    });
  }

  async function judge(): Promise<void> {
    const sources = await readSources(file);
    if (closed) return;
    const { revision } = sources;
    if (revision === inForce || revision === rejected) {
      candidate = undefined;
      if (revision === inForce && rejected !== undefined) {
        rejected = undefined;
        options.onRestore?.();
      }
      return;
    }
    if (candidate?.revision !== revision) {
      candidate = { revision, seenAt: performance.now() };
      lookIn(settledMs);
      return;
    }
    const { seenAt } = candidate;
    const age = performance.now() - seenAt;
    if (age < settledMs) return lookIn(settledMs - age);
    const loaded = candidate.loaded ?? (await loadSources(sources, file, options.environment));
    if (closed) return;
    candidate = { revision, seenAt, loaded };
    const doubtful = !loaded.ok || loaded.configuration.services.length === 0;
    if (doubtful && age < doubtfulMs) return lookIn(doubtfulMs - age);
    candidate = undefined;
    const problems = loaded.ok ? emptiness(sources, loaded.configuration) : loaded.problems;
    if (loaded.ok && problems.length === 0) {
      inForce = revision;
      rejected = undefined;
      options.onReload(loaded.configuration, loaded.warnings, loaded.environment);
    } else {
      rejected = revision;
      options.onReject(problems);
    }
  }

  const watching = watchFiles({ files: [file, dotenvBeside(file)], onChange: look });
  look();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      watching.close();
    },
  };
}

/** What is read once and then gone, such as a pipe, says nothing by being empty the second time. */
function isReadOnce(file: string): boolean {
  const entry = statSync(file, { throwIfNoEntry: false });
  return entry !== undefined && !entry.isFile() && !entry.isDirectory();
}

/** A file that lost its services is what a full disk or a failed save leaves; nobody stops a monitoring that way. */
function emptiness({ configuration }: Sources, { file, services }: Configuration): readonly Problem[] {
  if (services.length > 0 || configuration.kind !== 'bytes') return [];
  if (/^\s*["']?services["']?\s*:/mu.test(Buffer.from(configuration.bytes).toString('utf8'))) return [];
  return [problemOf(file, 'has no services any more: put them back, or write "services: []" to watch nothing')];
}
