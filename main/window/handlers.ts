/** Everything that a window may ask, loaded when the first one asks: a program that nobody looks at does without. */
import type { Answered, Handlers } from '../../preload/contract.ts';
import type { Commands } from '../commands/commands.ts';
import type { History } from '../history/history.ts';
import type { Log } from '../log.ts';
import type { Engine } from '../monitor/engine.ts';
import type { Clock } from '../monitor/ports.ts';
import { answer } from './answer.ts';
import { createCareHandlers } from './care-handlers.ts';
import { createDemoChild, type Program } from './demo-child.ts';
import { createDesktopHandlers, type Desktop } from './desktop.ts';
import { createPastHandlers } from './past-handlers.ts';
import { personHere } from './person.ts';
import type { PreferenceStore } from './preferences.ts';
import { createServiceHandlers } from './service-handlers.ts';
import { createSettingsHandlers, type SettingsDependencies } from './settings-handlers.ts';
import type { Sightings } from './sightings.ts';
import { createSlackHandlers } from './slack-handlers.ts';

export type HandlersDependencies = SettingsDependencies & {
  readonly clock: Clock;
  readonly version: string;
  readonly log: Pick<Log, 'error'>;
  readonly engine: Engine;
  readonly history: History;
  readonly commands: Commands;
  readonly sightings: Sightings;
  readonly preferences: PreferenceStore;
  /** Preferences are others now. */
  readonly onPreferences: () => void;
  /** Absent: the window is a browser's. */
  readonly desktop?: Desktop;
  /** How this program is started headless; as it was itself, if not given. */
  readonly program?: Program;
};

export type Answering = {
  /** Runs the command of that name, whatever it is asked with; see `answer.ts`. */
  ask(name: string, argument: unknown): Promise<Answered>;
  /** What was started for a window ends. */
  close(): void;
};

export function createAnswering(deps: HandlersDependencies): Answering {
  const { clock, version, log, engine, history, commands, configuration, preferences, desktop } = deps;
  const services = () => configuration().services;
  const { wallMs } = clock;
  const demo = createDemoChild({ program: deps.program ?? ownProgram(), environment: process.env });
  const settings = createSettingsHandlers(deps);
  const handlers: Handlers = {
    ...createCareHandlers({ commands, engine, services, by: personHere('window') }),
    ...createPastHandlers({ history, services, wallMs }),
    ...createServiceHandlers({
      services,
      sightings: deps.sightings,
      history,
      file: () => configuration().file,
      environment: deps.environment,
      userAgent: `asl-monitor/${version}`,
      wallMs,
    }),
    ...settings,
    ...createDesktopHandlers({ desktop, settings: () => settings.settings(undefined) }),
    ...createSlackHandlers(commands.testSlack),
    setPreferences(wish) {
      preferences.set(wish);
      deps.onPreferences();
      return wish;
    },
    startDemo: async () => ({ url: await (desktop === undefined ? demo.start() : desktop.startDemo()) }),
  };
  return { ask: (name, argument) => answer(handlers, name, argument, log.error), close: demo.close };
}

function ownProgram(): Program {
  return [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)];
}
