/** With which command the system starts this very program when its user signs in. Pure. */
import type { Environment } from '../config/environment.ts';
import { argumentsOf, type Launch } from './command-line.ts';
import { usualConfiguration } from './configuration-place.ts';

/** How this program runs. */
export type Program = {
  /** Absolute, of the process. */
  readonly execPath: string;
  /** Absolute, of what Electron runs. */
  readonly appPath: string;
  readonly isPackaged: boolean;
  readonly cwd: string;
  /** The application's own folder of this user. */
  readonly userData: string;
  /** Whether it was started without Chromium's sandbox, which then is the only way in which it starts. */
  readonly isUnsandboxed: boolean;
  readonly environment: Environment;
};

/**
 * The program and its arguments, hidden in the tray. It watches then what it watches now: a checkout is told where its
 * configuration is, since nobody knows from which folder the system starts it.
 */
export function loginCommand(
  program: Program,
  { config, dataDir }: Pick<Launch, 'config' | 'dataDir'>,
): readonly string[] {
  const { execPath, appPath, isPackaged, isUnsandboxed, environment } = program;
  const watched = config ?? (isPackaged ? undefined : usualConfiguration(program));
  const launch: Launch = {
    ...(watched === undefined ? {} : { config: watched }),
    ...(dataDir === undefined ? {} : { dataDir }),
    demo: false,
    hidden: true,
  };
  return [
    ...(isPackaged ? [appImageOf(environment, execPath) ?? execPath] : [execPath, appPath]),
    ...(isUnsandboxed ? ['--no-sandbox'] : []),
    ...argumentsOf(launch),
  ];
}

/** Of the file that it was unpacked from for this run, if any; a program inherits the variables of whatever started it. */
export function appImageOf({ APPIMAGE: file, APPDIR: folder }: Environment, execPath: string): string | undefined {
  return file && folder && execPath.startsWith(`${folder.replace(/\/+$/, '')}/`) ? file : undefined;
}

/** As a part of a command line, from which a program on Windows takes its arguments. */
export function windowsArgument(argument: string): string {
  if (/^[^\s"]+$/.test(argument)) return argument;
  // A backslash means itself, but before a quotation mark.
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
