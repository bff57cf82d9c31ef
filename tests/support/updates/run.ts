/**
 * `node run.ts UPDATES RESOURCES`: looks for a newer version by the built module UPDATES, as a package whose resources
 * are in RESOURCES would, and installs it when it is told to on standard input. Prints what happens, a line each.
 */
import { pathToFileURL } from 'node:url';
import { createSystemClock } from '../../../main/clock.ts';
import type * as Updates from '../../../main/shell/updates.ts';

const [, , built = '', resourcesPath = ''] = process.argv;
Object.defineProperty(process, 'resourcesPath', { value: resourcesPath });
const { createUpdates }: typeof Updates = await import(pathToFileURL(built).href);

const say = (line: string) => console.log(line);
const updates = createUpdates({
  installation: { isPackaged: true, platform: process.platform, environment: process.env, resourcesPath },
  clock: createSystemClock(),
  log: { info: (line) => say(`info: ${line}`), warning: (line) => say(`warning: ${line}`) },
  hasOpenIncident: () => false,
  onChange: () => say(JSON.stringify(updates.state)),
  restart: (install) => void install().catch((error: unknown) => say(`failed: ${error}`)),
});
updates.check();
process.stdin.once('data', () => updates.install());
