/** How this very program is started anew, as it was started. Pure. */
import type { RelaunchOptions } from 'electron';
import type { Environment } from '../config/environment.ts';
import { appImageOf } from './login-command.ts';

export type Running = {
  readonly execPath: string;
  readonly argv: readonly string[];
  readonly environment: Environment;
};

/** An AppImage runs from a place that is gone when it ends: the file itself is what can be started again. */
export function relaunchOptions({ execPath, argv, environment }: Running): RelaunchOptions {
  const file = appImageOf(environment, execPath);
  return { args: [...argv.slice(1)], ...(file === undefined ? {} : { execPath: file }) };
}
