/**
 * Newer versions of an installed application: looked for quietly, brought in the background, installed when somebody
 * says so, and none of it while an outage is open. Whatever goes wrong is a line in the log and nothing else.
 */
import type { Log } from '../log.ts';
import type { Cancel, Clock } from '../monitor/ports.ts';
import type { UpdateState } from './update-view.ts';
import {
  causeOf,
  type Installation,
  loadUpdater,
  offersUpdates,
  prepareUpdater,
  quitAndInstall,
  type Updater,
} from './updater.ts';

export type UpdatesOptions = {
  readonly installation: Installation;
  readonly clock: Pick<Clock, 'monotonicMs' | 'wakeAt'>;
  readonly log: Pick<Log, 'info' | 'warning'>;
  readonly hasOpenIncident: () => boolean;
  /** `state` is another. */
  readonly onChange: () => void;
  /**
   * Ends the application in order: no window is left, everything is on record, another instance may begin. Then calls
   * `install`, which makes the application quit; where it rejects instead, the application must begin anew.
   */
  readonly restart: (install: () => Promise<never>) => void;
  /** electron-updater's, loaded when it is first needed, if not given. */
  readonly load?: () => Promise<Updater>;
  /** From 0 to 1, for the times between two looks. */
  readonly random?: () => number;
};

export type Updates = {
  readonly state: UpdateState;
  /** Looks now, or as soon as no outage is open. Nothing comes of it where this installation has no updates. */
  check(): void;
  /** Installs what is ready and begins anew: at once, or as soon as no outage is open. */
  install(): void;
  /** To be called when an incident has opened or closed; once too often does no harm. */
  incidentsChanged(): void;
  close(): void;
};

const minuteMs = 60_000;
/** Who has just started a program waits for it, and not for its next version. */
const firstLookMs = minuteMs;
const lookEveryMs = 360 * minuteMs;
/** So much earlier or later, so that not all installations ask at once. */
const jitter = 0.1;
/** So long after an outage nobody is told yet: it may come back, and its end is to be told first. */
const calmAfterMs = minuteMs;

export function createUpdates(options: UpdatesOptions): Updates {
  const { installation, clock, log, hasOpenIncident, onChange, restart } = options;
  const { load = loadUpdater, random = Math.random } = options;
  const told = new Set<string>();
  let updater: Updater | undefined;
  /** Of what is on this machine and may be installed. */
  let version: string | undefined;
  let isWanted = false;
  let isInstalling = false;
  let isLooking = false;
  /** A look was put off. */
  let isLookOwed = false;
  let isCalm = true;
  let cancelLook: Cancel | undefined;
  let cancelCalm: Cancel | undefined;

  const isOffered = offersUpdates(installation);
  if (isOffered) lookAfter(firstLookMs);

  function lookAfter(ms: number): void {
    cancelLook = clock.wakeAt(clock.monotonicMs() + ms, () => {
      lookAfter(lookEveryMs * (1 + jitter * (2 * random() - 1)));
      void look();
    });
  }

  /** Never rejects. */
  async function look(): Promise<void> {
    if (isLooking || isInstalling) return;
    incidentsChanged();
    isLookOwed = !isCalm;
    if (isLookOwed) return;
    isLooking = true;
    try {
      await bring();
    } catch (error) {
      tellOnce(error);
    }
    isLooking = false;
    installIfWanted();
  }

  async function bring(): Promise<void> {
    updater ??= prepareUpdater(await load());
    const found = await updater.checkForUpdates();
    if (found?.isUpdateAvailable !== true || found.updateInfo.version === version) return;
    incidentsChanged();
    isLookOwed = !isCalm;
    if (isLookOwed) return;
    // The one that was ready makes room for it.
    ready(undefined);
    await updater.downloadUpdate();
    log.info(`version ${found.updateInfo.version} is ready to be installed`);
    ready(found.updateInfo.version);
  }

  function ready(next: string | undefined): void {
    if (version === next) return;
    version = next;
    onChange();
  }

  function tellOnce(error: unknown): void {
    const { id, line } = causeOf(error);
    if (told.has(id)) return;
    told.add(id);
    log.warning(`no newer version can be brought: ${line}`);
  }

  function incidentsChanged(): void {
    if (hasOpenIncident()) {
      cancelCalm?.();
      cancelCalm = undefined;
      calmIs(false);
    } else if (!isCalm) {
      cancelCalm ??= clock.wakeAt(clock.monotonicMs() + calmAfterMs, () => {
        cancelCalm = undefined;
        // Nobody may have told of one that has opened since.
        if (hasOpenIncident()) return;
        calmIs(true);
        installIfWanted();
        if (isLookOwed) void look();
      });
    }
  }

  function calmIs(next: boolean): void {
    if (isCalm === next) return;
    isCalm = next;
    if (version !== undefined) onChange();
  }

  function installIfWanted(): void {
    if (!isWanted || !isCalm || isLooking || isInstalling || version === undefined || updater === undefined) return;
    isInstalling = true;
    log.info(`version ${version} is being installed`);
    onChange();
    const chosen = updater;
    restart(() => quitAndInstall(chosen, clock));
  }

  function stateNow(): UpdateState {
    if (version === undefined) return { kind: 'none' };
    if (isInstalling) return { kind: 'installing', version };
    if (isWanted) return { kind: 'awaiting', version };
    return isCalm ? { kind: 'ready', version } : { kind: 'none' };
  }

  return {
    get state() {
      return stateNow();
    },
    check() {
      if (isOffered) void look();
    },
    install() {
      if (version === undefined || isInstalling) return;
      isWanted = true;
      incidentsChanged();
      installIfWanted();
      if (!isInstalling) onChange();
    },
    incidentsChanged,
    close() {
      cancelLook?.();
      cancelCalm?.();
    },
  };
}
