/** What is being watched now: an application, or none while its configuration or its history cannot be used. */
import { resolve } from 'node:path';
import type { Answered } from '../../preload/contract.ts';
import type { Push } from '../../preload/snapshot.ts';
import { type Application, type ApplicationOptions, type Started, startApplication } from '../app.ts';
import { formatProblem, type Problem } from '../config/problem.ts';
import { createReloader, type Reloader } from '../config/reloader.ts';
import { HistoryError } from '../history/database-file.ts';
import type { IncidentStatistics } from '../monitor/statistics.ts';
import { createStandby, type Standby } from '../standby.ts';
import type { Desktop } from '../window/desktop.ts';
import type { PreferenceStore } from '../window/preferences.ts';

/** Which configuration, and where its history lives. */
export type Subject = Pick<ApplicationOptions, 'configFile' | 'dataDir' | 'isDemo' | 'environment'>;

export type MonitoringOptions = Omit<ApplicationOptions, keyof Subject | 'browser' | 'desktop' | 'preferences'> & {
  readonly desktop: Desktop;
  readonly preferences: PreferenceStore;
  /** Another application than before is there, or none any more; also when only its problems are others. */
  readonly onChange: () => void;
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
};

export type Monitoring = {
  /** Watches that from now on, in place of what was watched before. Resolves when it is on its way, or cannot be. */
  watch(subject: Subject): Promise<void>;
  /** Undefined while nothing can be watched. */
  readonly application: Application | undefined;
  /** Why nothing can be watched; empty while something is. */
  readonly problems: readonly Problem[];
  /** Absolute path of the configuration; undefined before the first `watch`. */
  readonly configFile: string | undefined;
  /** For as long as the returned call is not made, whatever is watched meanwhile; each change begins with a snapshot. */
  follow(listener: (push: Push) => void): () => void;
  ask(name: string, argument: unknown): Promise<Answered>;
  /** Something that the windows show has changed outside. */
  refresh(): void;
  /** The statistics of what was watched last. Nothing is watched any more. */
  close(): Promise<IncidentStatistics | undefined>;
};

/** How soon a history that another program uses is tried again. */
const retryMs = 5_000;

type Refused = Extract<Started, { readonly ok: false }>;

type Present =
  | { readonly kind: 'application'; readonly application: Application }
  | { readonly kind: 'standby'; readonly standby: Standby; readonly problems: readonly Problem[]; end(): void };

export function createMonitoring(options: MonitoringOptions): Monitoring {
  const { log, desktop, preferences, onChange, wallMs, version } = options;
  const followers = new Map<(push: Push) => void, () => void>();
  let present: Present | undefined;
  let subject: Subject | undefined;
  /** Starts and ends come one after the other, whoever asks for them. */
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function leave(): Promise<IncidentStatistics | undefined> {
    const before = present;
    present = undefined;
    for (const [listener, stop] of followers) {
      stop();
      followers.set(listener, () => undefined);
    }
    if (before?.kind === 'standby') before.end();
    return before?.kind === 'application' ? await before.application.close() : undefined;
  }

  async function enter(wanted: Subject): Promise<void> {
    if (isClosed) return;
    subject = wanted;
    const { onChange: _, wallMs: __, ...rest } = options;
    try {
      const started = await startApplication({ ...rest, ...wanted });
      if (started.ok) present = { kind: 'application', application: started.application };
      else waitForRepair(wanted, started);
    } catch (error) {
      const problem = problemOf(error, resolve(wanted.configFile));
      log.error(`nothing can be watched: ${problem.message}`);
      present = standbyWith(wanted, [problem], retryLater(wanted));
    }
    for (const listener of followers.keys()) followers.set(listener, followPresent(listener));
    onChange();
  }

  function again(wanted: Subject): void {
    void inTurn(async () => {
      if (isClosed || subject !== wanted || present?.kind === 'application') return;
      await leave();
      await enter(wanted);
    });
  }

  function retryLater(wanted: Subject): () => void {
    const timer = setTimeout(() => again(wanted), retryMs);
    return () => clearTimeout(timer);
  }

  /** Looks at the file as a running application does, and begins as soon as it can. */
  function waitForRepair(wanted: Subject, { problems, revision }: Refused): void {
    let reloader: Reloader | undefined;
    const standby = standbyWith(wanted, problems, () => reloader?.close());
    const refuse = (others: readonly Problem[]): void => {
      for (const problem of others) log.error(formatProblem(problem));
      if (present?.kind !== 'standby' || present.standby !== standby.standby) return;
      present = { ...standby, problems: others };
      standby.standby.problemsAre(others);
      onChange();
    };
    present = standby;
    for (const problem of problems) log.error(formatProblem(problem));
    reloader = createReloader({
      file: resolve(wanted.configFile),
      environment: wanted.environment,
      revision,
      onReload: () => again(wanted),
      onReject: refuse,
      // What was wrong at the start is wrong again.
      onRestore: () => refuse(problems),
    });
  }

  function standbyWith(wanted: Subject, problems: readonly Problem[], end: () => void) {
    const file = resolve(wanted.configFile);
    const report = log.error;
    const standby = createStandby({ version, file, problems, desktop, preferences, wallMs, report });
    return { kind: 'standby', standby, problems, end } as const;
  }

  function followPresent(listener: (push: Push) => void): () => void {
    if (present === undefined) return () => undefined;
    return present.kind === 'application'
      ? present.application.window.feed.follow(listener)
      : present.standby.follow(listener);
  }

  return {
    watch: (wanted) =>
      inTurn(async () => {
        await leave();
        await enter(wanted);
      }),
    get application() {
      return present?.kind === 'application' ? present.application : undefined;
    },
    get problems() {
      return present?.kind === 'standby' ? present.problems : [];
    },
    get configFile() {
      return subject === undefined ? undefined : resolve(subject.configFile);
    },
    follow(listener) {
      followers.set(listener, followPresent(listener));
      return () => {
        followers.get(listener)?.();
        followers.delete(listener);
      };
    },
    async ask(name, argument) {
      // What was asked while one application gives way to another is answered by the latter.
      if (present === undefined) await queue;
      if (present === undefined) return { error: gone };
      return present.kind === 'application'
        ? present.application.window.ask(name, argument)
        : present.standby.ask(name, argument);
    },
    refresh() {
      if (present?.kind === 'application') present.application.window.refresh();
      else present?.standby.refresh();
    },
    close() {
      isClosed = true;
      return inTurn(leave);
    },
  };
}

/** Where something other than the configuration is in the way, the problem is of that. */
function problemOf(error: unknown, configFile: string): Problem {
  const message = error instanceof Error ? error.message : String(error);
  return { file: error instanceof HistoryError ? error.path : configFile, path: '', message };
}

const gone = {
  kind: 'unreachable',
  message: { en: 'ASL Monitor is ending', fr: 'ASL Monitor se termine' },
} as const;
