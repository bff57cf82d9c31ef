/** What happens when the main process fails: a report is left, and the program starts again, but not for ever. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { Sentence } from '../../preload/snapshot.ts';
import type { Environment } from '../config/environment.ts';
import { type Crash, crashReport, reportName, surplusReports } from './crash-report.ts';
import { mayHappen, type Times } from './frequency.ts';
import { calmMs, readRestarts, restartLimit, writeRestarts } from './restarts.ts';
import { writeWholeFile } from './whole-file.ts';

export type CrashOptions = {
  /** The application's own folder of this user, absolute. */
  readonly userData: string;
  readonly version: string;
  readonly environment: Environment;
  /** Of the user, absolute. */
  readonly home: string;
  /** What must not be in a report, beside what is in the environment or looks like it. */
  readonly secrets: () => readonly string[];
  /** The last of the log, oldest first. */
  readonly logLines: () => readonly string[];
  /** Whether the program is on its way out by intent. */
  readonly isEnding: () => boolean;
  /** Ends this process at once, and starts another one where that is asked for. */
  readonly end: (ending: Ending) => void;
};

export type Ending = {
  /** `again`: start anew. `down`: it has failed too often. `quitting`: it was to end in any case. */
  readonly kind: 'again' | 'down' | 'quitting';
  /** For people: what became of it, and where the report is. */
  readonly message: Sentence;
};

export type Crashes = {
  /** From now on an error that nobody catches ends the program as it would without this. */
  close(): void;
};

/** Listens for what nobody catches, from now on. Keeps no process alive. */
export function watchCrashes(options: CrashOptions): Crashes {
  const { userData, isEnding, end } = options;
  const folder = join(userData, 'crashes');
  const restartsFile = join(folder, 'restarts.json');
  let isDying = false;

  const calm = setTimeout(() => rmSync(restartsFile, { force: true }), calmMs);
  calm.unref();

  const onException = (error: unknown) => die({ kind: 'uncaughtException', error, at: Date.now() });
  const onRejection = (error: unknown) => die({ kind: 'unhandledRejection', error, at: Date.now() });
  process.on('uncaughtException', onException);
  // Electron leaves it at a warning otherwise.
  process.on('unhandledRejection', onRejection);

  function die(crash: Crash): void {
    // The first one is the cause, and what comes of it while the program ends is not.
    if (isDying) return;
    isDying = true;
    const report = leaveReport(folder, crash, options);
    const kind = isEnding() ? 'quitting' : startsAgain(crash.at) ? 'again' : 'down';
    try {
      end({ kind, message: messageOf(kind, report) });
    } catch {
      process.exit(1);
    }
  }

  function startsAgain(at: number): boolean {
    const { allowed, times } = mayHappen(readKept(restartsFile), at, restartLimit);
    return allowed && keep(restartsFile, times);
  }

  return {
    close() {
      clearTimeout(calm);
      process.off('uncaughtException', onException);
      process.off('unhandledRejection', onRejection);
    },
  };
}

/** Its path; undefined where it could not be left. */
function leaveReport(folder: string, crash: Crash, options: CrashOptions): string | undefined {
  const { version, environment, home, secrets, logLines } = options;
  const path = join(folder, reportName(crash.at));
  try {
    const { platform, arch, versions } = process;
    const { node, electron, chrome } = versions;
    const built = { ...(electron ? { electron } : {}), ...(chrome ? { chrome } : {}), node };
    const about = { version, platform, arch, release: release(), versions: built, uptimeSeconds: process.uptime() };
    const text = crashReport(crash, { ...about, logLines: logLines() }, { environment, home, secrets: secrets() });
    writeWholeFile(path, text);
    for (const name of surplusReports(readdirSync(folder))) rmSync(join(folder, name), { force: true });
    return path;
  } catch {
    return undefined;
  }
}

function readKept(file: string): Times {
  try {
    return readRestarts(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}

/** What nobody counts might never end. */
function keep(file: string, restarts: Times): boolean {
  try {
    writeWholeFile(file, writeRestarts(restarts));
    return true;
  } catch {
    return false;
  }
}

const outcomes = {
  again: {
    en: 'ASL Monitor has failed, and starts again.',
    fr: 'ASL Monitor a échoué, et redémarre.',
  },
  down: {
    en: 'ASL Monitor has failed again and again, and stays down: nothing is watched until you start it.',
    fr: 'ASL Monitor a échoué à plusieurs reprises, et reste arrêté\u202f: rien n’est surveillé tant que vous ne le démarrez pas.',
  },
  quitting: {
    en: 'ASL Monitor has failed on its way out.',
    fr: 'ASL Monitor a échoué en quittant.',
  },
} as const satisfies Readonly<Record<Ending['kind'], Sentence>>;

function messageOf(kind: Ending['kind'], report: string | undefined): Sentence {
  const [outcome, place] = [outcomes[kind], placeOf(report)];
  return { en: `${outcome.en} ${place.en}`, fr: `${outcome.fr} ${place.fr}` };
}

function placeOf(report: string | undefined): Sentence {
  if (report === undefined) {
    return { en: 'A report could not be written.', fr: 'Aucun rapport n’a pu être écrit.' };
  }
  return { en: `What happened is in ${report}`, fr: `Ce qui s’est passé est dans ${report}` };
}
