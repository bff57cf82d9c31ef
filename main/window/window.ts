/** Everything behind the contract on the program's side: what a window is told, and what it may ask. */
import type { Answered } from '../../preload/contract.ts';
import type { HeartbeatState } from '../heartbeat.ts';
import type { Log } from '../log.ts';
import type { NotifierState } from '../messenger.ts';
import { createFeed, type Feed } from './feed.ts';
import type { Answering, HandlersDependencies } from './handlers.ts';
import { createNews } from './news.ts';
import { createPainter } from './picture.ts';
import { createPreferences, type PreferenceStore } from './preferences.ts';
import { programFailed } from './refusal.ts';
import { createSightings } from './sightings.ts';
import { createUptimes } from './uptimes.ts';

export type ProgramWindow = {
  readonly feed: Feed;
  /** Runs the command of that name, whatever it is asked with; see `answer.ts`. Never rejects. */
  ask(name: string, argument: unknown): Promise<Answered>;
  /** Something has changed of which there is no event, such as what the system lets the desktop do. */
  refresh(): void;
  /** Nobody is told anything any more, and what was started for a window ends. */
  close(): void;
};

export type WindowDependencies = Omit<HandlersDependencies, 'sightings' | 'preferences' | 'onPreferences' | 'log'> & {
  readonly isDemo: boolean;
  /** Kept in the history, if not given. */
  readonly preferences?: PreferenceStore;
  readonly log: Pick<Log, 'warning' | 'error'>;
  readonly messenger: { readonly slack: 'on' | 'off'; notifiers(): readonly NotifierState[] };
  readonly heartbeat: () => HeartbeatState | undefined;
};

export function createWindow(deps: WindowDependencies): ProgramWindow {
  const { clock, version, isDemo, log, engine, history, configuration, messenger, heartbeat, desktop } = deps;
  const services = () => configuration().services;
  const preferences = deps.preferences ?? createPreferences(history);
  const news = createNews(clock.wallMs(), (outage) => history.outage(outage)?.outage.explanation);
  const sightings = createSightings((names, count) => history.recentChecksOfAll(count, names));
  const uptimes = createUptimes({
    clock,
    read: () => history.uptimes(clock.wallMs()),
    onChange: () => feed.refresh(),
  });
  const painter = createPainter({
    overview: engine.overview,
    services,
    surroundings: () => ({
      at: clock.wallMs(),
      network: news.network().state,
      notifiers: messenger.notifiers(),
      heartbeat: heartbeat(),
      explanationOf: news.explanationOf,
    }),
    circumstances: () => ({
      version,
      networkSince: news.network().since,
      slack: messenger.slack,
      file: configuration().file,
      revision: news.revision(),
      problems: news.problems(),
      isDemo,
      preferences: preferences.get(),
      ...(desktop === undefined ? {} : { desktop: desktop.view() }),
    }),
    certificateValidTo: (service) => sightings.of(service)?.certificate?.validTo,
    uptime: uptimes.of,
  });
  const feed = createFeed({ clock, painter, sightings, uptimes, news, services, warn: log.warning });

  let answering: Promise<Answering> | undefined;

  async function ask(name: string, argument: unknown): Promise<Answered> {
    try {
      answering ??= import('./handlers.ts').then(({ createAnswering }) =>
        createAnswering({ ...deps, sightings, preferences, onPreferences: feed.refresh }),
      );
      return await (await answering).ask(name, argument);
    } catch (error) {
      log.error(`the window cannot be answered, start the program anew: ${error}`);
      return { error: programFailed };
    }
  }

  return {
    feed,
    ask,
    refresh: feed.refresh,
    close() {
      feed.close();
      answering?.then(
        ({ close }) => close(),
        () => undefined,
      );
    },
  };
}
