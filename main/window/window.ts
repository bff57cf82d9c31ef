/** Everything behind the contract on the program's side: what a window may ask, and what it is told. */
import { userInfo } from 'node:os';
import type { Answered, Handlers } from '../../preload/contract.ts';
import type { Uptime } from '../../preload/snapshot.ts';
import type { Commands } from '../commands/commands.ts';
import type { HeartbeatState } from '../heartbeat.ts';
import type { History } from '../history/history.ts';
import type { Log } from '../log.ts';
import type { NotifierState } from '../messenger.ts';
import type { Engine } from '../monitor/engine.ts';
import type { Actor } from '../monitor/model.ts';
import type { Clock } from '../monitor/ports.ts';
import { answer } from './answer.ts';
import { createCareHandlers } from './care-handlers.ts';
import { createDemoChild, type Program } from './demo-child.ts';
import { createFeed, type Feed } from './feed.ts';
import { createNews } from './news.ts';
import { createPastHandlers } from './past-handlers.ts';
import { createPainter } from './picture.ts';
import { createPreferences } from './preferences.ts';
import { Refusal } from './refusal.ts';
import { createServiceHandlers } from './service-handlers.ts';
import { createSettingsHandlers, type SettingsDependencies } from './settings-handlers.ts';
import { createSightings } from './sightings.ts';
import { createSlackHandlers } from './slack-handlers.ts';
import { createUptimes } from './uptimes.ts';

export type ProgramWindow = {
  readonly handlers: Handlers;
  readonly feed: Feed;
  /** Runs the command of that name, whatever it is asked with; see `answer.ts`. */
  ask(name: string, argument: unknown): Promise<Answered>;
  /** Nobody is told anything any more, and what was started for a window ends. */
  close(): void;
};

export type WindowDependencies = SettingsDependencies & {
  readonly clock: Clock;
  readonly version: string;
  readonly isDemo: boolean;
  readonly log: Pick<Log, 'warning' | 'error'>;
  readonly engine: Engine;
  readonly history: History;
  readonly commands: Commands;
  readonly messenger: { readonly slack: 'on' | 'off'; notifiers(): readonly NotifierState[] };
  readonly heartbeat: () => HeartbeatState | undefined;
  /** How this program is started headless; as it was itself, if not given. */
  readonly program?: Program;
};

const dayMs = 24 * 60 * 60_000;

export function createWindow(deps: WindowDependencies): ProgramWindow {
  const { clock, version, isDemo, log, engine, history, commands, configuration, messenger, heartbeat } = deps;
  const services = () => configuration().services;
  const preferences = createPreferences(history);
  const news = createNews(clock.wallMs(), (outage) => history.outage(outage)?.outage.explanation);
  const sightings = createSightings(
    (names, count) => new Map(names.map((name) => [name, history.recentChecks(name, count)])),
  );
  const uptimes = createUptimes({ clock, read: readUptimes, onChange: () => feed.refresh() });
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
    }),
    certificateValidTo: (service) => sightings.of(service)?.certificate?.validTo,
    uptime: uptimes.of,
  });
  const feed = createFeed({ clock, painter, sightings, uptimes, news, services, warn: log.warning });

  function readUptimes(): ReadonlyMap<string, Uptime> {
    const now = clock.wallMs();
    return new Map(
      services().map(({ name }) => [
        name,
        uptimeOf({
          day: history.uptime(name, dayMs, now),
          week: history.uptime(name, 7 * dayMs, now),
          month: history.uptime(name, 30 * dayMs, now),
        }),
      ]),
    );
  }

  const demo = createDemoChild({ program: deps.program ?? ownProgram(), environment: process.env });
  const notYet = (): never => {
    throw new Refusal('refused', { en: 'not yet', fr: 'pas encore' });
  };
  const handlers: Handlers = {
    ...createCareHandlers({ commands, engine, services, by: personHere() }),
    ...createPastHandlers({ history }),
    ...createServiceHandlers({
      services,
      sightings,
      history,
      file: () => configuration().file,
      environment: deps.environment,
      userAgent: `asl-monitor/${version}`,
      wallMs: clock.wallMs,
    }),
    ...createSettingsHandlers(deps),
    ...createSlackHandlers(commands.testSlack),
    setPreferences(wish) {
      preferences.set(wish);
      feed.refresh();
      return wish;
    },
    incident: notYet,
    figures: notYet,
    exportIncidents: notYet,
    startDemo: async () => ({ url: await demo.start() }),
  };
  return {
    handlers,
    feed,
    ask: (name, argument) => answer(handlers, name, argument, log.error),
    close() {
      feed.close();
      demo.close();
    },
  };
}

function uptimeOf(uptime: { readonly [Span in keyof Uptime]-?: number | undefined }): Uptime {
  const { day, week, month } = uptime;
  return {
    ...(day === undefined ? {} : { day }),
    ...(week === undefined ? {} : { week }),
    ...(month === undefined ? {} : { month }),
  };
}

/** Who sits at the window, as the system knows them. */
function personHere(): Actor {
  try {
    return { name: userInfo().username, via: 'window' };
  } catch {
    // A container may run as a user that has no name.
    return { name: 'window', via: 'window' };
  }
}

function ownProgram(): Program {
  return [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)];
}
