/** The desktop application: joins what is watched with the tray, the window and the system. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, Menu, nativeTheme, session, shell } from 'electron';
import type { DesktopView, Language, Preferences } from '../../preload/snapshot.ts';
import { createSystemClock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import type { ProgramEvent } from '../event-json.ts';
import { finalStatistics } from '../final-statistics.ts';
import { createLineWriter } from '../line-writer.ts';
import { createLog } from '../log.ts';
import { lostLine } from '../lost-lines.ts';
import { AttentionError } from '../monitor/attention.ts';
import type { Cancel } from '../monitor/ports.ts';
import { createDesktopNotifier } from '../notify/desktop.ts';
import { answerNotice, type NoticePress } from '../presses.ts';
import { personHere } from '../window/person.ts';
import type { World } from '../world.ts';
import { argumentsOf, type Launch, readCommandLine } from './command-line.ts';
import { watchCrashes } from './crashes.ts';
import { createDemoBeside } from './demo-beside.ts';
import { serveWindow } from './ipc.ts';
import { beginLife } from './life.ts';
import { openMachinePreferences } from './machine-preferences.ts';
import { createMonitoring } from './monitoring.ts';
import { createNotifications } from './notifications.ts';
import { announcePages, servePages } from './page-protocol.ts';
import { createPausing } from './pausing.ts';
import { type Power, watchPower } from './power.ts';
import { createRecentLines } from './recent-lines.ts';
import { createSessionBus, type NotificationHost, type TrayHost } from './session-bus.ts';
import { createStartAtLogin } from './start-at-login.ts';
import { hasStarter, startAgainCode } from './starter.ts';
import { createSubjects } from './subjects.ts';
import { notificationAnswer, remarksOf, silentDesktop, trayShown } from './surroundings.ts';
import { createTidings } from './tidings.ts';
import { createTokens } from './tokens.ts';
import { createTrayActions } from './tray-actions.ts';
import { createTrayDrawing } from './tray-drawing.ts';
import { createUpdates } from './updates.ts';
import { createDesktopWindow, type DesktopWindow } from './window.ts';
import { guardPages, openInBrowser } from './window-guard.ts';

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
  const { launch, complaints } = readCommandLine(process.argv.slice(1), process.cwd());
  const life = beginLife({ launch, onLaunch: launchAgain, close, warn: log.warning });
  if (life === undefined) return;
  watchCrashes({
    userData: app.getPath('userData'),
    version,
    environment: process.env,
    home: homedir(),
    secrets: () => Object.values(tokens.environment),
    logLines: recent.lines,
    isEnding: () => life.isEnding,
    end({ kind, message }) {
      output.write(message.en);
      output.flush();
      if (kind === 'again' && hasStarter(process.env, process.ppid)) {
        app.exit(startAgainCode);
        return;
      }
      // Without a place of their own, the arguments would be those of this start.
      if (kind === 'again') app.relaunch({ args: [...startArguments(), ...argumentsOf(launch)] });
      if (kind === 'down' && app.isReady()) dialog.showErrorBox('ASL Monitor', message[language()]);
      app.exit(kind === 'quitting' ? 0 : 1);
    },
  });
  app.enableSandbox();
  if (process.platform === 'win32') app.setAppUserModelId(applicationId);
  announcePages();
  for (const complaint of complaints) log.warning(complaint);

  const rendererDir = join(folder, '../renderer');
  const machine = openMachinePreferences(log.warning);
  const tokens = createTokens({
    preferences: machine,
    warn: log.warning,
    onChange: () => monitoring.application?.tokensChanged(),
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
  let trayHost: TrayHost = { kind: 'not_needed' };
  let notificationHost: NotificationHost = { kind: 'not_needed' };
  const demoBeside = createDemoBeside({ version, rendererDir });
  const here = personHere('desktop');
  const pausing = createPausing(clock, moderate);
  const subjects = createSubjects();
  let isOnBattery = false;

  const notifications = createNotifications({
    platform: process.platform,
    onOpen: openWindow,
    onAcknowledge: (outageId) => answerPress({ kind: 'acknowledge', outageId }),
    onSnooze: (outageId) => answerPress({ kind: 'snooze', outageId }),
    // GNOME may leave the image in the tray as it was when a notification comes.
    onShown: () => tray.repaint(),
    isAvailable: async () => notificationAnswer(await sessionBus.notifications()),
    language,
  });
  const tidings = createTidings({
    application: () => monitoring.application,
    screen: notifications,
    language,
    wallMs,
    info: log.info,
  });
  const notifier = createDesktopNotifier({
    screen: notifications,
    settings: () => monitoring.application?.configuration().desktop ?? silentDesktop,
    language,
    wallMs,
  });

  const monitoring = createMonitoring({
    version,
    log,
    listen,
    wallMs,
    ...(world === undefined ? {} : { world }),
    keychain: () => tokens.environment,
    notifier,
    preferences: { get: machine.likings, set: setLikings },
    desktop: {
      view: desktopView,
      keepToken: tokens.keep,
      forgetToken: async (kind) => tokens.forget(kind),
      setStartAtLogin(enabled) {
        startAtLogin.set(enabled);
        monitoring.refresh();
      },
      reveal: (path) => shell.showItemInFolder(path),
      testNotification: notifications.test,
      startDemo: demoBeside.start,
    },
    onChange() {
      moderate();
      // Also one that was to be hidden shows itself where nothing is watched: nobody would know.
      if (monitoring.problems.length > 0) openWindow();
    },
  });

  void watch(launch);

  /** Never rejects: what cannot be watched is shown, and said in the log. */
  async function watch(wanted: Launch): Promise<void> {
    try {
      await monitoring.watch(await subjects.subjectOf(wanted));
    } catch (error) {
      log.error(`nothing can be watched: ${error instanceof Error ? error.message : error}`);
    }
  }

  function launchAgain(wanted: Launch): void {
    if (wanted.demo && monitoring.application?.configuration().file !== subjects.demoFile) {
      demoBeside.start().then(
        (url) => openInBrowser(url, log.warning),
        (error: unknown) => log.warning(`${error instanceof Error ? error.message : error}`),
      );
      return;
    }
    if (wanted.config !== undefined && wanted.config !== monitoring.configFile) {
      log.info(`the application was started again with ${wanted.config}: that is watched from now on`);
      void watch(wanted);
    }
    if (!wanted.hidden) openWindow();
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
    const { application } = monitoring;
    application?.moderate({ isPaused: pausing.pause !== undefined, isSparing: isSparing() });
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
      tray: trayShown(tray.isThere, trayHost),
      remarks: remarksOf(notificationHost),
      startsAtLogin: startAtLogin.isEnabled(),
      keychain: tokens.keychain,
      keptTokens: tokens.kept,
      isSparing: isSparing(),
    };
  }

  // From here on, what needs Electron to be ready.

  let window: DesktopWindow | undefined;
  let isWindowWanted = !launch.hidden && !startAtLogin.wasOpenedAtLogin();
  let power: Power | undefined;
  let cancelLook: Cancel | undefined;

  app.whenReady().then(dress, (error: unknown) => log.error(`the desktop cannot be shown: ${error}`));

  function openWindow(hash?: string): void {
    isWindowWanted = true;
    window?.open(hash);
  }

  function dress(): void {
    nativeTheme.themeSource = machine.likings().theme ?? 'system';
    setApplicationMenu();
    guardPages({ warn: log.warning });
    servePages(session.defaultSession, rendererDir);
    window = createDesktopWindow({
      preload: join(folder, '../preload/index.cjs'),
      icon: join(app.getAppPath(), 'assets/icon.png'),
      hasDevTools: !app.isPackaged,
      placement: machine.placement,
      keepPlacement: machine.setPlacement,
      isDark: () => nativeTheme.shouldUseDarkColors,
      keptHiddenMs: keptHiddenMs(process.env),
      onVisibility: () => ipc.adapt(),
      warn: log.warning,
    });
    const { isOurs, isShown } = window;
    const ipc = serveWindow({ monitoring, isWindow: isOurs, isShown, warn: log.warning });
    tray.open();
    power = watchPower({
      onHint: (hint) => monitoring.application?.hint(hint),
      onPresence: tidings.presenceChanged,
      onBattery(next) {
        isOnBattery = next;
        moderate();
      },
      onShutdown: () => life?.quit(),
    });
    power.look();
    void tokens.open();
    sessionBus.onTrayHost((host) => {
      trayHost = host;
      monitoring.refresh();
      // Nobody would ever find a program that hides where nothing shows it.
      if (host.kind === 'absent') openWindow();
    });
    void sessionBus.notifications().then((host) => {
      notificationHost = host;
      monitoring.refresh();
      tray.draw();
    });
    sessionBus.onScreenLock((isLocked) => tidings.presenceChanged({ isLocked }));
    repairStartAtLogin();
    lookLater();
    tray.draw();
    if (isWindowWanted) window.open();
  }

  /** For what comes without an event, and so that the age of what the tray tells never is a lie. */
  function lookLater(): void {
    cancelLook = clock.wakeAt(clock.monotonicMs() + lookEveryMs, () => {
      power?.look();
      pausing.look();
      tray.draw();
      lookLater();
    });
  }

  function repairStartAtLogin(): void {
    try {
      if (startAtLogin.repair()) log.info('the entry that starts the application at login leads to where it is now');
    } catch (error) {
      log.warning(`${error instanceof Error ? error.message : error}`);
    }
  }

  /** What is over by now went from the screen with its notification. */
  function answerPress(press: NoticePress): void {
    const { commands } = monitoring.application ?? {};
    if (commands === undefined) return;
    try {
      answerNotice(commands, press, here);
    } catch (error) {
      if (!(error instanceof AttentionError)) throw error;
      log.warning(`a button of a notification: ${error.message}`);
    }
  }

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

  const act = createTrayActions({
    application: () => monitoring.application,
    by: here,
    pausing,
    openWindow,
    openInBrowser: (url) => openInBrowser(url, log.warning),
    installUpdate: updates.install,
    quit: () => life?.quit(),
    warn: log.warning,
  });

  const tray = createTrayDrawing({
    clock,
    monitoring,
    pausing,
    language,
    isSparing,
    remarks: () => remarksOf(notificationHost),
    update: () => updates.state,
    onAction: act,
    warn: log.warning,
  });

  async function close(): Promise<void> {
    cancelLook?.();
    power?.close();
    sessionBus.close();
    updates.close();
    tray.close();
    window?.close();
    notifications.closeAll();
    const statistics = await monitoring.close();
    await Promise.all([demoBeside.close(), subjects.close()]);
    if (statistics !== undefined) for (const line of finalStatistics(statistics)) log.info(line);
    output.flush();
  }
}

/** Electron's own reloads pages and opens its tools. On macOS, copying and pasting are entries of a menu. */
function setApplicationMenu(): void {
  const isMac = process.platform === 'darwin';
  const roles = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] as const;
  Menu.setApplicationMenu(isMac ? Menu.buildFromTemplate([...roles]) : null);
}

/** What leads Electron to this program: nothing in a package, the folder in a checkout. */
const startArguments = (): readonly string[] => (app.isPackaged ? [] : [app.getAppPath()]);

/** In tests nobody wants to wait for minutes. */
function keptHiddenMs({ ASL_MONITOR_KEPT_HIDDEN_MS: given }: Environment): number {
  const wanted = Number(given);
  return given === undefined || given === '' || !(wanted >= 0) ? usualKeptHiddenMs : wanted;
}
