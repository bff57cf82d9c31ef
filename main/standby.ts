/** What a window shows while nothing can be watched: the configuration has problems, or the history cannot be used. */
import type { Answered, Handlers } from '../preload/contract.ts';
import type { Head, Push, Sentence, Snapshot } from '../preload/snapshot.ts';
import type { Problem } from './config/problem.ts';
import { dotenvBeside } from './config/source.ts';
import { answer } from './window/answer.ts';
import { createDesktopHandlers, type Desktop } from './window/desktop.ts';
import type { PreferenceStore } from './window/preferences.ts';
import { Refusal } from './window/refusal.ts';
import { problemView } from './window/sentences.ts';

export type StandbyOptions = {
  readonly version: string;
  /** Absolute path of the configuration. */
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly desktop: Desktop;
  readonly preferences: PreferenceStore;
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
  readonly report: (message: string) => void;
};

export type Standby = {
  follow(listener: (push: Push) => void): () => void;
  ask(name: string, argument: unknown): Promise<Answered>;
  /** Others than before. */
  problemsAre(problems: readonly Problem[]): void;
  refresh(): void;
};

export function createStandby(options: StandbyOptions): Standby {
  const { version, file, desktop, preferences, wallMs, report } = options;
  const followers = new Set<(push: Push) => void>();
  const startedAt = wallMs();
  let { problems } = options;
  let revision = 0;

  function head(): Head {
    return {
      version,
      state: 'unknown',
      counts: { services: 0, ok: 0, degraded: 0, down: 0, unknown: 0, paused: 0 },
      network: { state: 'online', since: startedAt },
      outages: [],
      silences: [],
      notifiers: [],
      slack: 'off',
      configuration: { file, revision, problems: problems.map(problemView) },
      isDemo: false,
      preferences: preferences.get(),
      desktop: desktop.view(),
    };
  }

  const snapshot = (): Snapshot => ({ type: 'snapshot', at: wallMs(), head: head(), services: [], bars: {} });

  function refresh(): void {
    const push = snapshot();
    for (const tell of followers) tell(push);
  }

  const handlers = handlersOf({ file, desktop, preferences, refresh });

  return {
    refresh,
    follow(listener) {
      followers.add(listener);
      listener(snapshot());
      return () => followers.delete(listener);
    },
    ask: (name, argument) => answer(handlers, name, argument, report),
    problemsAre(next) {
      problems = next;
      revision += 1;
      refresh();
    },
  };
}

type HandlersOptions = Pick<StandbyOptions, 'file' | 'desktop' | 'preferences'> & { readonly refresh: () => void };

/** Only what needs neither a configuration nor a history can be done. */
function handlersOf({ file, desktop, preferences, refresh }: HandlersOptions): Handlers {
  const refuse = (): never => {
    throw new Refusal('refused', notNow);
  };
  // Nothing else is open yet, and where it would be is for the configuration to say.
  const places = { configuration: file, dotenv: dotenvBeside(file), history: file, incidents: file, log: file };
  return {
    acknowledge: refuse,
    snooze: refuse,
    unsnooze: refuse,
    checkNow: refuse,
    pause: refuse,
    service: refuse,
    chart: refuse,
    decisions: refuse,
    incidents: refuse,
    incident: refuse,
    figures: refuse,
    exportIncidents: refuse,
    settings: refuse,
    editSettings: refuse,
    testService: refuse,
    testSlack: refuse,
    setPreferences(wish) {
      preferences.set(wish);
      refresh();
      return wish;
    },
    startDemo: async () => ({ url: await desktop.startDemo() }),
    ...createDesktopHandlers({ desktop, settings: () => ({ slack: {}, places }) }),
  };
}

const notNow: Sentence = {
  en: 'nothing is watched yet: correct the problems that are shown above, and it begins by itself',
  fr: 'rien n’est encore surveillé\u202f: corrigez les problèmes affichés en haut, et la surveillance commencera d’elle-même',
};
