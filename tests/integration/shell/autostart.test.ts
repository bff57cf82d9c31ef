import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AutostartOptions, createAutostart } from '../../../main/shell/autostart-file.ts';
import { Refusal } from '../../../main/window/refusal.ts';

let folder: string;
let program: string;
let entry: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asl-autostart-'));
  program = makeProgram(join(folder, 'asl-monitor'));
  entry = join(folder, 'home/.config/autostart/asl-monitor.desktop');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** It writes down its name and its arguments, one a line. */
function makeProgram(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `#!/bin/sh\nfor part in "$0" "$@"; do printf '%s\\n' "$part"; done > '${folder}/draft'\nmv '${folder}/draft' '${folder}/started'\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

const autostart = (more: Partial<AutostartOptions> = {}) =>
  createAutostart({ environment: {}, home: join(folder, 'home'), command: [program, '--hidden'], ...more });

describe.skipIf(process.platform === 'win32')('the start at login on Linux', () => {
  it('is off until it is switched on, and off again afterwards', () => {
    const atLogin = autostart();
    expect(atLogin.isEnabled()).toBe(false);
    atLogin.set(true);
    expect(atLogin.isEnabled()).toBe(true);
    expect(readFileSync(entry, 'utf8')).toContain(`Exec=${program} --hidden\n`);
    atLogin.set(true);
    atLogin.set(false);
    expect([atLogin.isEnabled(), existsSync(entry)]).toEqual([false, false]);
    atLogin.set(false);
  });

  it('lies where the user keeps configuration, if that is a proper path', () => {
    const elsewhere = join(folder, 'elsewhere');
    autostart({ environment: { XDG_CONFIG_HOME: elsewhere } }).set(true);
    expect(existsSync(join(elsewhere, 'autostart/asl-monitor.desktop'))).toBe(true);
    autostart({ environment: { XDG_CONFIG_HOME: 'relative' } }).set(true);
    expect(existsSync(entry)).toBe(true);
  });

  it('is off where somebody has switched it off in the desktop, until somebody switches it on here', () => {
    const atLogin = autostart();
    atLogin.set(true);
    writeFileSync(entry, readFileSync(entry, 'utf8').replace('enabled=true', 'enabled=false'));
    expect(atLogin.isEnabled()).toBe(false);
    rmSync(program);
    expect(atLogin.repair()).toBe(false);
    atLogin.set(true);
    makeProgram(program);
    expect(atLogin.isEnabled()).toBe(true);
  });

  it('leads to the program again after that was moved', () => {
    autostart().set(true);
    const moved = join(folder, 'ASL Monitor 2.AppImage');
    renameSync(program, moved);
    const atLogin = autostart({ command: [moved, '--hidden'] });
    expect(atLogin.isEnabled()).toBe(false);
    expect(atLogin.repair()).toBe(true);
    expect(atLogin.isEnabled()).toBe(true);
    expect(readFileSync(entry, 'utf8')).toContain(`Exec="${moved}" --hidden\n`);
    expect(atLogin.repair()).toBe(false);
  });

  it('is left alone where it leads to another copy that is there, or was written by hand', () => {
    autostart().set(true);
    const before = readFileSync(entry, 'utf8');
    const other = autostart({ command: [makeProgram(join(folder, 'checkout/electron')), '--hidden'] });
    expect([other.repair(), other.isEnabled()]).toEqual([false, true]);
    expect(readFileSync(entry, 'utf8')).toBe(before);

    const byHand = '[Desktop Entry]\nType=Application\nExec=sh -c "sleep 5; asl-monitor"\n';
    writeFileSync(entry, byHand);
    expect([other.repair(), other.isEnabled()]).toEqual([false, true]);
    expect(readFileSync(entry, 'utf8')).toBe(byHand);
  });

  it('says what is in the way, and what to do', () => {
    mkdirSync(dirname(dirname(entry)), { recursive: true });
    writeFileSync(dirname(entry), 'a file where the folder should be');
    const atLogin = autostart();
    expect(() => atLogin.set(true)).toThrow(Refusal);
    expect(() => atLogin.set(true)).toThrow(/asl-monitor\.desktop cannot be changed: see to it .*(EEXIST|ENOTDIR)/);
    expect(atLogin.isEnabled()).toBe(false);
    expect(() => autostart({ command: ['/a\nb'] }).set(true)).toThrow('cannot hold "/a\\nb": move it');
  });

  const hasGio = spawnSync('gio', ['help', 'launch']).status === 0;
  it.skipIf(!hasGio)('starts the very program with the very arguments, whatever its path looks like', async () => {
    const paths = ['plain', 'a b', "a'b", 'a"b', '$HOME', 'a`b', 'a\\b', '100%u', '#;&(é)*?~|<>'];
    for (const path of paths) {
      const command = [
        makeProgram(join(folder, path, 'asl-monitor')),
        `--config=${folder}/${path}/config.yaml`,
        '--hidden',
      ];
      autostart({ command }).set(true);
      execFileSync('gio', ['launch', entry]);
      const started = await vi.waitFor(() => readFileSync(join(folder, 'started'), 'utf8'));
      expect(started.trimEnd().split('\n')).toEqual(command);
      rmSync(join(folder, 'started'));
    }
  });
});
