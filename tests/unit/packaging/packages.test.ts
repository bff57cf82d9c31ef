import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { trayIconFile } from '../../../main/shell/tray-icons.ts';
import packageJson from '../../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const targets = z.array(z.object({ target: z.string(), arch: z.string() }));
const configuration = z.object({
  appId: z.string(),
  files: z.array(z.string()),
  extraResources: z.array(z.string()),
  publish: z.null(),
  linux: z.object({ icon: z.string(), executableName: z.string(), syncDesktopName: z.boolean() }),
  appImage: z.object({ artifactName: z.string() }),
  mac: z.object({
    target: targets,
    icon: z.string(),
    entitlements: z.string(),
    entitlementsInherit: z.string(),
    hardenedRuntime: z.boolean(),
    extendInfo: z.object({ LSUIElement: z.boolean() }),
  }),
  win: z.object({ target: z.string(), icon: z.string() }),
  nsis: z.object({ oneClick: z.boolean(), perMachine: z.boolean(), deleteAppDataOnUninstall: z.boolean() }),
});
const whole: Readonly<Record<string, unknown>> = parse(read('electron-builder.yml'));
const { appId, files, extraResources, linux, appImage, mac, win, nsis } = configuration.parse(whole);

const systems = { linux: 'linux', mac: 'darwin', win: 'win32' } as const;
/** What is built is there after a build alone. */
const named = files.filter((pattern) => !pattern.startsWith('!') && !pattern.startsWith('out/'));

describe('the packages', () => {
  it.each(Object.entries(systems))('find every file of the checkout that they name, on %s', (os) => {
    const paths = [
      ...named,
      ...extraResources,
      linux.icon,
      mac.icon,
      win.icon,
      mac.entitlements,
      mac.entitlementsInherit,
    ];
    const missing = paths.filter((path) => globSync(path.replace(/\$\{os\}/, os), { cwd: root }).length === 0);
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(systems))('have the icons of their own tray, on %s', (os, platform) => {
    const { file } = trayIconFile({ state: 'down', platform, scaleFactor: 1, isDark: false });
    expect(named.map((path) => path.replace(/\$\{os\}/, os))).toContain(`assets/tray/${os}/*`);
    expect(globSync(`assets/tray/${os}/*`, { cwd: root }).map((path) => path.replaceAll('\\', '/'))).toContain(
      `assets/tray/${file}`,
    );
  });

  it('claim no file and no link of the system', () => {
    expect(Object.keys(whole)).toEqual(expect.not.arrayContaining(['protocols', 'fileAssociations']));
  });

  it('are one application to the system, whichever part of it speaks', () => {
    expect(read('main/shell/desktop.ts')).toContain(`'${appId}'`);
    expect(linux.syncDesktopName).toBe(true);
    expect(packageJson.desktopName).toBe(`${linux.executableName}.desktop`);
  });
});

describe('an update', () => {
  it('of an AppImage takes the place of the one before, which others know by its path', () => {
    expect(appImage.artifactName).not.toMatch(/version/);
  });

  it('of macOS is a zip, beside what people download, and both are for either processor', () => {
    expect(mac.target).toEqual([
      { target: 'dmg', arch: 'universal' },
      { target: 'zip', arch: 'universal' },
    ]);
  });

  it('of Windows asks nobody for an administrator, and none takes what is the user’s', () => {
    expect(win.target).toBe('nsis');
    expect(nsis).toEqual({ oneClick: true, perMachine: false, deleteAppDataOnUninstall: false });
  });
});

describe('the application on macOS', () => {
  it('lives in the menu bar', () => {
    expect(mac.extendInfo.LSUIElement).toBe(true);
  });

  it('gives up nothing of the hardened runtime but that it compiles', () => {
    expect(mac.hardenedRuntime).toBe(true);
    expect(mac.entitlementsInherit).toBe(mac.entitlements);
    const granted = [...read(mac.entitlements).matchAll(/<key>([^<]+)<\/key>\s*<true\/>/g)].map(([, key]) => key);
    expect(granted).toEqual(['com.apple.security.cs.allow-jit']);
  });
});
