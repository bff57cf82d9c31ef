/** Whether the runtime of Electron is on this machine. Nothing is downloaded to find out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const electron = join(import.meta.dirname, '../../../node_modules/electron');

/** The path of its executable, as the package notes it once it was fetched. */
export function electronRuntime(): string | undefined {
  const note = join(electron, 'path.txt');
  if (!existsSync(note)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electron, 'dist');
  const path = join(folder, readFileSync(note, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

export function runtimeSentence(): string {
  return electronRuntime() === undefined
    ? 'The desktop was tested on the stand-in for Electron: its runtime is not on this machine.'
    : 'The desktop was tested on real Electron.';
}
