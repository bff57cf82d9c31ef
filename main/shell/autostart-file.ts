/** The entry by which a Linux desktop starts this program when its user signs in, on disk. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { Refusal } from '../window/refusal.ts';
import { autostartName, readAutostart, writeAutostart } from './autostart-entry.ts';
import type { StartAtLogin } from './start-at-login.ts';
import { writeWholeFile } from './whole-file.ts';

export type AutostartOptions = {
  readonly environment: Environment;
  /** Of the user, absolute. */
  readonly home: string;
  /** Its first part is the absolute path of a program. */
  readonly command: readonly string[];
};

export function createAutostart({ environment, home, command }: AutostartOptions): StartAtLogin {
  const { XDG_CONFIG_HOME: given = '' } = environment;
  // One that is relative is to be left alone, says the specification.
  const path = join(isAbsolute(given) ? given : join(home, '.config'), 'autostart', autostartName);

  function read(): string | undefined {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  }

  function write(): void {
    const text = writeAutostart(command);
    if (typeof text !== 'string') throw unwritable(text.unwritable);
    try {
      writeWholeFile(path, text);
    } catch (error) {
      throw unchangeable(path, error);
    }
  }

  function remove(): void {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw unchangeable(path, error);
    }
  }

  return {
    isEnabled() {
      const text = read();
      if (text === undefined) return false;
      const { isOn, program } = readAutostart(text);
      return isOn && (program === undefined || existsSync(program));
    },
    set: (enabled) => (enabled ? write() : remove()),
    repair() {
      const text = read();
      if (text === undefined) return false;
      const { isOn, program } = readAutostart(text);
      // One that is there may be another ASL Monitor, which somebody wanted.
      if (!isOn || program === undefined || existsSync(program)) return false;
      write();
      return true;
    },
    wasOpenedAtLogin: () => false,
  };
}

function unwritable(argument: string): Refusal {
  return new Refusal('refused', {
    en: `an entry for the start at login cannot hold ${JSON.stringify(argument)}: move it to a path without line ends, control characters and equals signs`,
    fr: `une entrée de démarrage à la connexion ne peut pas contenir ${JSON.stringify(argument)}\u202f: déplacez-le vers un chemin sans fin de ligne, caractère de contrôle ni signe égal`,
  });
}

function unchangeable(path: string, error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error);
  return new Refusal('refused', {
    en: `the start at login stays as it is, since ${path} cannot be changed: see to it that its folder belongs to you and has room (${why})`,
    fr: `le démarrage à la connexion reste tel quel, car ${path} ne peut pas être modifié\u202f: veillez à ce que son dossier vous appartienne et ait de la place (${why})`,
  });
}
