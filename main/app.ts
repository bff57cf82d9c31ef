/** The composition root: builds each part once, joins them, and closes them in reverse. */
import { dirname, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { advise, adviseRestart } from './advice.ts';
import { type BrowserOptions, openBrowserWindow } from './browser-window.ts';
import { createSystemClock } from './clock.ts';
import { type Commands, createCommands, runCommand } from './commands/commands.ts';
import { serveCommands } from './commands/socket.ts';
import type { Configuration } from './config/configuration.ts';
import type { Environment } from './config/environment.ts';
import { loadConfiguration } from './config/load.ts';
import { formatProblem, type Problem } from './config/problem.ts';
import { createReloader } from './config/reloader.ts';
import type { ProgramEvent } from './event-json.ts';
import { logLine } from './event-log.ts';
import { serviceUptimes } from './final-statistics.ts';
import { createHeartbeat } from './heartbeat.ts';
import { openHistory } from './history/history.ts';
import type { LogFile } from './log.ts';
import { createMessenger } from './messenger.ts';
import { type Moderation, rosterOf } from './moderation.ts';
import { createEngine } from './monitor/engine.ts';
import type { Hint, NetworkState } from './monitor/events.ts';
import type { IncidentStatistics } from './monitor/statistics.ts';
import type { Notifier } from './notify/notifier.ts';
import { createOutageNews } from './outage-news.ts';
import { answerPress } from './presses.ts';
import { defaultCanaries } from './probe/surroundings.ts';
import { useProxies } from './proxies.ts';
import { reloadEvent } from './reload-event.ts';
import { testSlack } from './slack-test.ts';
import type { Desktop } from './window/desktop.ts';
import type { PreferenceStore } from './window/preferences.ts';
import { createWindow, type ProgramWindow } from './window/window.ts';
import { openWorld, type World } from './world.ts';

export type ApplicationOptions = {
  readonly configFile: string;
  /** Where history.db lives; the configuration's folder if not given. */
  readonly dataDir?: string;
  readonly version: string;
  readonly environment: Environment;
  readonly log: LogFile;
  readonly listen: (event: ProgramEvent) => void;
  /** Local services that fail on a schedule are watched; false if not given. */
  readonly isDemo?: boolean;
  /** Absent: no browser gets the window. */
  readonly browser?: BrowserOptions;
  /** What only the desktop application can do for its window; absent without one. */
  readonly desktop?: Desktop;
  /** Tells alerts beside Slack, as the desktop's notifications do. */
  readonly notifier?: Notifier;
  /** Where the person's likings are kept; in the history if not given. */
  readonly preferences?: PreferenceStore;
  /** Slack's tokens of the system's keychain, by the names of their variables: for where neither the environment nor `.env` has one. */
  readonly keychain?: () => Environment;
  /** Time and the network; those of this machine if not given. */
  readonly world?: World & { close(): void };
};

export type Application = {
  /** What every surface for people is made of, in a browser or on the desktop. */
  readonly window: ProgramWindow;
  readonly commands: Commands;
  /** The one in force. */
  configuration(): Configuration;
  /** Checks at once: the services of those names, or all. */
  checkNow(services?: readonly string[]): void;
  /** What the system says of this machine: a reason to look, and never a verdict. */
  hint(hint: Hint): void;
  /** Checks less than the configuration asks for, from now on and until something else is wished; never beyond the end of this run. */
  moderate(wish: Moderation): void;
  /** The keychain has other tokens than before. */
  tokensChanged(): void;
  /** Stops watching, keeps what is owed, and gives the statistics over all incidents on record. */
  close(): Promise<IncidentStatistics>;
};

export type Started =
  | { readonly ok: true; readonly application: Application }
  /** `revision` names the content that is refused, see `createReloader`. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly revision: string };

/** Starts watching; the first check is on its way when this returns. Throws what makes a start impossible, such as a history in use. */
export async function startApplication(options: ApplicationOptions): Promise<Started> {
  const { log, listen, version } = options;
  const file = resolve(options.configFile);
  const loaded = await loadConfiguration(file, options.environment);
  if (!loaded.ok) return { ok: false, problems: loaded.problems, revision: loaded.revision };

  let { configuration, environment } = loaded;
  let network: NetworkState = 'online';
  let moderation: Moderation = { isSparing: false, isPaused: false };
  const clock = options.world?.clock ?? createSystemClock();
  log.configure(configuration.logging);
  const databasePath = configuration.history.databasePath ?? resolve(options.dataDir ?? dirname(file), 'history.db');
  const history = openHistory({
    databasePath,
    incidentsDir: configuration.logging.incidentsDir,
    rawDays: configuration.history.rawDays,
    rollupDays: configuration.history.rollupDays,
    notifiers: [],
    clock,
    log: (level, message) => log[level](message),
  });
  const outageNews = createOutageNews(clock, (event) => {
    logLine(log, event);
    listen(event);
  });
  const tell = (event: ProgramEvent) => {
    outageNews.tell(event);
    window.feed.note(event);
  };
  const messenger = createMessenger({
    clock,
    outbox: history,
    log,
    listen: tell,
    onPress: (press) => answerPress(commands, press),
    ...(options.notifier === undefined ? {} : { desktop: options.notifier }),
  });
  const userAgent = `asl-monitor/${version}`;
  const heartbeat = createHeartbeat({ clock, log, listen: tell, userAgent });
  const {
    probe,
    surroundings,
    close: closeWorld,
  } = options.world ??
  openWorld({
    clock,
    userAgent,
    environment: loaded.environment,
    canaries: () => configuration.connectivity.canaries ?? defaultCanaries,
  });
  const engine = createEngine({
    clock,
    probe,
    ledger: {
      ...history,
      commit(change) {
        history.commit(change);
        if (change.alert !== undefined) messenger.poke();
      },
    },
    surroundings,
    listen(event) {
      tell(event);
      if (event.type === 'cycle') heartbeat.beat();
      if (event.type !== 'network') return;
      network = event.state;
      if (network === 'online') messenger.retryNow();
    },
  });

  const commands = createCommands({
    attention: engine,
    history,
    services: () => configuration.services,
    network: () => network,
    notifiers: messenger.notifiers,
    heartbeat: heartbeat.state,
    // By the file as it is: whoever has just changed it wants to know whether that was right.
    async testSlack() {
      const written = await loadConfiguration(file, options.environment);
      const { slack } = written.ok ? written.configuration : configuration;
      return await testSlack({ settings: slack, environment: withTokens(written.environment) });
    },
    wallMs: clock.wallMs,
  });
  const window = createWindow({
    clock,
    version,
    isDemo: options.isDemo ?? false,
    ...(options.desktop === undefined ? {} : { desktop: options.desktop }),
    ...(options.preferences === undefined ? {} : { preferences: options.preferences }),
    ...(options.keychain === undefined ? {} : { keychain: options.keychain }),
    log,
    engine,
    history,
    commands,
    configuration: () => configuration,
    messenger,
    heartbeat: heartbeat.state,
    environment: () => environment,
    processEnvironment: options.environment,
    probe,
    opened: { history: databasePath, incidents: configuration.logging.incidentsDir },
    defaultCanaries,
  });
  // Before anything happens, since the first event names it. What it serves is loaded when somebody comes.
  const browserWindow =
    options.browser &&
    (await openBrowserWindow({ ...options.browser, settings: configuration.dashboard, window, log }));

  messenger.configure(configuration, withTokens(environment));
  beatFor(configuration);
  history.importIncidentFiles(configuration.services);
  const { length: count } = configuration.services;
  tell({
    type: 'started',
    at: clock.wallMs(),
    version,
    config: file,
    services: count,
    slack: messenger.slack,
    dashboard: browserWindow?.url ?? null,
  });
  const absentSince = history.absentSince();
  if (absentSince !== undefined) {
    const at = clock.wallMs();
    tell({ type: 'not_observed', at, reason: 'not_running', from: absentSince, to: at });
  }
  engine.watch(rosterOf(configuration, moderation));
  log.info(`ASL Monitor ${version} watches ${count === 1 ? '1 service' : `${count} services`} of ${file}`);
  for (const warning of loaded.warnings) log.warning(formatProblem(warning));
  advise(log, configuration);
  messenger.poke();
  history
    .rewriteMissingFiles()
    .catch((error: unknown) => log.warning(`incident files were not all written again: ${error}`));

  // Not before the first checks are on their way.
  const commandSocket = serveCommands({
    dataDir: resolve(options.dataDir ?? dirname(file)),
    run: (name, args) => runCommand(commands, name, args),
    warn: log.warning,
  });

  const reloader = createReloader({
    file,
    environment: options.environment,
    revision: loaded.revision,
    onReload(next, warnings, reloaded) {
      environment = reloaded;
      const reload = reloadEvent(clock.wallMs(), configuration, next);
      adviseRestart(log, configuration, next);
      configuration = next;
      log.configure(next.logging);
      for (const warning of warnings) log.warning(formatProblem(warning));
      messenger.configure(next, withTokens(environment));
      beatFor(next);
      engine.watch({ ...rosterOf(next, moderation), renamed: reload.renamed });
      messenger.poke();
      tell(reload);
      advise(log, next);
    },
    onRestore() {
      log.info('the configuration is again as it was before the edit that was refused');
      tell(reloadEvent(clock.wallMs(), configuration, configuration));
    },
    onReject(problems) {
      for (const problem of problems) log.error(formatProblem(problem));
      tell({ type: 'config.rejected', at: clock.wallMs(), problems });
    },
  });

  /** A variable that is set, wherever, comes before what is kept. */
  function withTokens(variables: Environment): Environment {
    return { ...options.keychain?.(), ...givenOnly(variables) };
  }

  function beatFor({ heartbeatUrl }: Configuration): void {
    if (heartbeatUrl !== undefined && environment.SLACK_API_URL === undefined) useProxies(environment, log);
    heartbeat.configure(heartbeatUrl);
  }

  async function close(): Promise<IncidentStatistics> {
    await browserWindow?.close();
    window.close();
    commandSocket.close();
    reloader.close();
    engine.close();
    outageNews.close();
    closeWorld();
    heartbeat.close();
    await messenger.close();
    const statistics = history.statistics();
    const at = clock.wallMs();
    const uptimes = serviceUptimes(configuration.services, history.uptimes(at));
    tell({ type: 'statistics', at, statistics, uptimes });
    await history.close();
    return statistics;
  }
  return {
    ok: true,
    application: {
      window,
      commands,
      configuration: () => configuration,
      checkNow: engine.checkNow,
      hint(hint) {
        engine.hint(hint);
        if (hint !== 'suspend' && hint !== 'offline') messenger.retryNow();
      },
      moderate(wish) {
        if (isDeepStrictEqual(wish, moderation)) return;
        moderation = wish;
        engine.watch(rosterOf(configuration, moderation));
        window.refresh();
      },
      tokensChanged() {
        messenger.configure(configuration, withTokens(environment));
        messenger.poke();
        window.refresh();
      },
      close,
    },
  };
}

const givenOnly = (variables: Environment): Environment =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
