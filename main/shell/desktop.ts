/** The desktop application: joins what is watched with the tray, the window and the system. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme, shell } from 'electron';
import type { DesktopView, Language, Preferences } from '../../preload/snapshot.ts';
import { createSystemClock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import type { ProgramEvent } from '../event-json.ts';
import { finalStatistics } from '../final-statistics.ts';
import { createLineWriter } from '../line-writer.ts';
import { createLog } from '../log.ts';
import { lostLine } from '../lost-lines.ts';
import type { Cancel } from '../monitor/ports.ts';
import { createDesktopNotifier } from '../notify/desktop.ts';
import { silent } from '../notify/quiet-hours.ts';
import { personHere } from '../window/person.ts';
import type { World } from '../world.ts';
import { type Launch, readCommandLine } from './command-line.ts';
import { createDemoBeside } from './demo-beside.ts';
import { createDesktopActions } from './desktop-actions.ts';
import { beginLife } from './life.ts';
import { openMachinePreferences } from './machine-preferences.ts';
import { createMonitoring } from './monitoring.ts';
import { createNotifications } from './notifications.ts';
import { announcePages } from './page-protocol.ts';
import { createPausing } from './pausing.ts';
import { type Power, watchPower } from './power.ts';
import { createRecentLines } from './recent-lines.ts';
import { createSessionBus } from './session-bus.ts';
import { createStartAtLogin } from './start-at-login.ts';
import { startAnewAfterCrashes } from './starting-anew.ts';
import { createSubjects } from './subjects.ts';
import { createSurface } from './surface.ts';
import { createSurroundings } from './surroundings.ts';
import { createTidings } from './tidings.ts';
import { createTokens } from './tokens.ts';
import { createTrayDrawing } from './tray-drawing.ts';
import { createUpdates } from './updates.ts';
import { openInBrowser } from './window-guard.ts';

export type DesktopOptions = {
  readonly version: string;
  /** Where this program is built: the page and its bridge lie beside it. */
  readonly folder: string;
  /** Time and the network; those of this machine if not given. */
  readonly world?: World & { close(): void };
};

/** The system knows the application by it: its notifications on Windows, its window in a task bar. */
const applicationId = 'org.asl-monitor.desktop';
const usualKeptHiddenMs = 5 * 60_000;
/** How old what the tray says may become while nothing happens. */
const lookEveryMs = 15_000;
/** What the button of a notification stands for. */
const snoozeByButtonMs = 60 * 60_000;

/** Begins to watch at once, and shows itself as soon as Electron is ready. */
export function startDesktop({ version, folder, world }: DesktopOptions): void {
  const clock = world?.clock ?? createSystemClock();
  const { wallMs } = clock;
  const output = createLineWriter(process.stdout, (lines) => lostLine(lines, { json: false, log, wallMs }));
  const recent = createRecentLines();
  const log = createLog((line) => {
    recent.note(line);
    output.write(line);
  });
  const warn = log.warning;
  const { launch, complaints } = readCommandLine(process.argv.slice(1), process.cwd());
  const life = beginLife({ launch, onLaunch: launchAgain, close, warn });
  if (life === undefined) return;
  startAnewAfterCrashes({
    version,
    secrets: () => Object.values(tokens.environment),
    logLines: recent.lines,
    isEnding: () => life.isEnding,
    language,
    print(line) {
      output.write(line);
      output.flush();
    },
  });
  app.enableSandbox();
  if (process.platform === 'win32') app.setAppUserModelId(applicationId);
  announcePages();
  for (const complaint of complaints) warn(complaint);

  const machine = openMachinePreferences(warn);
  const tokens = createTokens({
    preferences: machine,
    warn,
    onChange: () => monitoring.application?.tokensChanged(),
    onKeychain: () => monitoring.refresh(),
  });
  const startAtLogin = createStartAtLogin({
    platform: process.platform,
    home: homedir(),
    program: {
      execPath: process.execPath,
      appPath: app.getAppPath(),
      isPackaged: app.isPackaged,
      cwd: process.cwd(),
      userData: app.getPath('userData'),
      isUnsandboxed: app.commandLine.hasSwitch('no-sandbox'),
      environment: process.env,
    },
    launch,
    loginItems: app,
  });
  const sessionBus = createSessionBus({
    environment: process.env,
    platform: process.platform,
    uid: process.getuid?.() ?? 0,
  });
  const surroundings = createSurroundings({
    sessionBus,
    onChange() {
      monitoring.refresh();
      tray.draw();
    },
    onTrayAbsent: () => surface.open(),
  });
  const demoBeside = createDemoBeside({ version, rendererDir: join(folder, '../renderer') });
  const subjects = createSubjects();
  const pausing = createPausing(clock, moderate);
  const here = personHere('desktop');
  let isOnBattery = false;
  let startsAtLogin = false;
  let power: Power | undefined;
  let cancelLook: Cancel | undefined;

  const notifications = createNotifications({
    platform: process.platform,
    onOpen: (hash) => surface.open(hash),
    onAcknowledge: (outageId) => act({ kind: 'acknowledge', targets: [outageId] }),
    onSnooze: (outageId) => act({ kind: 'snooze', targets: [outageId], forMs: snoozeByButtonMs }),
    // GNOME may leave the image in the tray as it was when a notification comes.
    onShown: () => tray.repaint(),
    isAvailable: surroundings.showsNotifications,
    language,
  });
  const monitoring = createMonitoring({
    version,
    log,
    listen,
    wallMs,
    ...(world === undefined ? {} : { world }),
    keychain: () => tokens.environment,
    notifier: createDesktopNotifier({
      screen: notifications,
      settings: () => monitoring.application?.configuration().desktop ?? silent,
      language,
      wallMs,
    }),
    preferences: { get: machine.likings, set: setLikings },
    desktop: {
      view: desktopView,
      keepToken: tokens.keep,
      forgetToken: async (kind) => tokens.forget(kind),
      setStartAtLogin(enabled) {
        startAtLogin.set(enabled);
        lookAtLogin();
        monitoring.refresh();
      },
      reveal: (path) => shell.showItemInFolder(path),
      testNotification: notifications.test,
      startDemo: demoBeside.start,
    },
    onChange() {
      moderate();
      // Also one that was to be hidden shows itself where nothing is watched: nobody would know.
      if (monitoring.problems.length > 0) surface.open();
    },
  });
  const surface = createSurface({
    folder,
    monitoring,
    machine,
    keptHiddenMs: keptHiddenMs(process.env),
    onVisibility: (isShown) => isShown && lookForWindow(),
    warn,
  });
  const tidings = createTidings({
    application: () => monitoring.application,
    screen: notifications,
    language,
    wallMs,
    info: log.info,
  });
  const updates = createUpdates({
    installation: {
      isPackaged: app.isPackaged,
      platform: process.platform,
      environment: process.env,
      resourcesPath: process.resourcesPath ?? '',
    },
    clock,
    log,
    hasOpenIncident: () => (monitoring.application?.commands.status().outages.length ?? 0) > 0,
    onChange: () => tray.draw(),
    restart: life.restart,
  });
  const act = createDesktopActions({
    application: () => monitoring.application,
    by: here,
    pausing,
    openWindow: surface.open,
    openInBrowser: (url) => openInBrowser(url, warn),
    installUpdate: updates.install,
    quit: life.quit,
    warn,
  });
  const tray = createTrayDrawing({
    clock,
    monitoring,
    pausing,
    language,
    isSparing,
    remarks: surroundings.remarks,
    update: () => updates.state,
    onAction: act,
    warn,
  });

  void watch(launch);
  if (!launch.hidden && !startAtLogin.wasOpenedAtLogin()) surface.open();
  app.whenReady().then(dress, (error: unknown) => log.error(`the desktop cannot be shown: ${error}`));

  /** What needs Electron to be ready. */
  function dress(): void {
    nativeTheme.themeSource = machine.likings().theme ?? 'system';
    tray.open();
    surface.begin();
    power = watchPower({
      onHint: (hint) => monitoring.application?.hint(hint),
      onPresence: tidings.presenceChanged,
      onBattery(next) {
        isOnBattery = next;
        moderate();
      },
      onShutdown: () => app.quit(),
    });
    surroundings.begin();
    sessionBus.onScreenLock((isLocked) => tidings.presenceChanged({ isLocked }));
    void tokens.open();
    repairStartAtLogin();
    look();
  }

  /** For what comes without an event, and so that the age of what the tray tells never is a lie. */
  function look(): void {
    power?.look();
    pausing.look();
    tray.draw();
    cancelLook = clock.wakeAt(clock.monotonicMs() + lookEveryMs, look);
  }

  /** What only somebody who looks at the settings need know. */
  function lookForWindow(): void {
    lookAtLogin();
    void tokens.lookAtKeychain();
  }

  function lookAtLogin(): void {
    startsAtLogin = startAtLogin.isEnabled();
  }

  function repairStartAtLogin(): void {
    try {
      if (startAtLogin.repair()) log.info('the entry that starts the application at login leads to where it is now');
    } catch (error) {
      warn(messageOf(error));
    }
  }

  /** Never rejects: what cannot be watched is shown, and said in the log. */
  async function watch(wanted: Launch): Promise<void> {
    try {
      await monitoring.watch(await subjects.subjectOf(wanted));
    } catch (error) {
      log.error(`nothing can be watched: ${messageOf(error)}`);
    }
  }

  function launchAgain(wanted: Launch): void {
    if (wanted.demo && !subjects.isDemo(monitoring.configFile)) {
      demoBeside.start().then(
        (url) => openInBrowser(url, warn),
        (error: unknown) => warn(messageOf(error)),
      );
      return;
    }
    if (wanted.config !== undefined && wanted.config !== monitoring.configFile) {
      log.info(`the application was started again with ${wanted.config}: that is watched from now on`);
      void watch(wanted);
    }
    if (!wanted.hidden) surface.open();
  }

  function listen(event: ProgramEvent): void {
    if (event.type === 'check' || event.type === 'decision') return;
    tidings.note(event);
    // Whether a battery is spared may be another wish by now.
    if (event.type === 'config.reloaded') moderate();
    if (event.type === 'incident.opened' || event.type === 'incident.resolved') updates.incidentsChanged();
    tray.draw();
  }

  /** What is wished is handed to the application that there is now. */
  function moderate(): void {
    monitoring.application?.moderate({ isPaused: pausing.pause !== undefined, isSparing: isSparing() });
    tray.draw();
  }

  function isSparing(): boolean {
    return isOnBattery && monitoring.application?.configuration().desktop.savesBattery === true;
  }

  function setLikings(likings: Preferences): void {
    machine.setLikings(likings);
    nativeTheme.themeSource = likings.theme ?? 'system';
    tray.draw();
  }

  function language(): Language {
    return machine.likings().language ?? (app.getLocale().startsWith('fr') ? 'fr' : 'en');
  }

  function desktopView(): DesktopView {
    return {
      tray: surroundings.tray(tray.isThere),
      remarks: surroundings.remarks(),
      startsAtLogin,
      keychain: tokens.keychain,
      keptTokens: tokens.kept,
      isSparing: isSparing(),
    };
  }

  async function close(): Promise<void> {
    cancelLook?.();
    power?.close();
    surroundings.close();
    updates.close();
    tray.close();
    surface.close();
    notifications.closeAll();
    const statistics = await monitoring.close();
    await Promise.all([demoBeside.close(), subjects.close()]);
    if (statistics !== undefined) for (const line of finalStatistics(statistics)) log.info(line);
    output.flush();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** In tests nobody wants to wait for minutes. */
function keptHiddenMs({ ASL_MONITOR_KEPT_HIDDEN_MS: given }: Environment): number {
  const wanted = Number(given);
  return given === undefined || given === '' || !(wanted >= 0) ? usualKeptHiddenMs : wanted;
}
