import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { AggregateState } from '../../../main/monitor/aggregate.ts';
import { trayIconFile } from '../../../main/shell/tray-icons.ts';
import { layFpm, layRuntime } from '../../support/packaging/runtime.ts';

const root = join(import.meta.dirname, '../../..');
const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const builder = createRequire(require.resolve('app-builder-lib/package.json'));
const asar: { listPackage(file: string, options: object): string[] } = builder('@electron/asar');
const fuses: { getCurrentFuseWire(program: string): Promise<Readonly<Record<string, number>>> } =
  builder('@electron/fuses');
const plans: { packagePlan(circumstances: object): { readonly args: readonly string[] } } = await import(
  new URL('../../../scripts/package/plan.mjs', import.meta.url).href
);

const folder = mkdtempSync(join(tmpdir(), 'asl-package-'));
const unpacked = (name: string) => join(folder, name, 'linux-unpacked');

/** As `npm run package -- ARGS` does it on Linux, into a folder of its own. */
function pack(name: string, args: readonly string[], releases?: string): void {
  const { args: planned } = plans.packagePlan({
    ...{ platform: 'linux', releases, hasRpmbuild: true, hasCertificate: false },
    runtime: join(folder, 'electron'),
    args: [...args, `-c.directories.output=${join(folder, name)}`],
  });
  execFileSync(process.execPath, [require.resolve('electron-builder/cli.js'), ...planned], {
    cwd: root,
    // From a token electron-builder would guess where releases are published.
    env: { ...process.env, GH_TOKEN: 'x', CUSTOM_FPM_PATH: join(folder, 'fpm'), XDG_CACHE_HOME: join(folder, 'cache') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const packed = () =>
  asar
    .listPackage(join(unpacked('release'), 'resources/app.asar'), {})
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''));
const resource = (path: string) => readFileSync(join(unpacked('release'), 'resources', path), 'utf8');
const states: readonly AggregateState[] = ['ok', 'degraded', 'down', 'unknown', 'paused'];

// They are made on Linux: what stands in for their tools is a script.
describe.runIf(process.platform === 'linux')('the packages of Linux', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'electron'));
    layRuntime(join(folder, 'electron'));
    layFpm(folder);
    pack('release', ['deb', 'rpm'], 'someone/asl-monitor');
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe('each of them', () => {
    it('has the built program, what it reads beside it, and nothing else', () => {
      const files = packed();
      expect(files).toEqual(
        expect.arrayContaining([
          ...['package.json', 'config.yaml', 'assets/icon.png'],
          ...['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'],
        ]),
      );
      const expected =
        /^(package\.json|config\.yaml|assets(\/icon\.png|\/tray(\/linux(\/[\w-]+\.png)?)?)?|out(\/(main|preload|renderer)(\/.+)?)?)$/;
      expect(files.filter((path) => !expected.test(path))).toEqual([]);
    });

    it('has every icon that its tray may ask for', () => {
      const wanted = states.flatMap((state) =>
        ['GNOME', 'KDE'].flatMap((desktop) =>
          [1, 1.25, 1.5, 2, 3, 4].map((scaleFactor) => ({ state, scaleFactor, desktop })),
        ),
      );
      const files = new Set(packed());
      const missing = wanted
        .map((wish) => trayIconFile({ ...wish, platform: 'linux', isDark: false }).file)
        .filter((file) => !files.has(`assets/tray/${file}`));
      expect(missing).toEqual([]);
    });

    it('runs nothing but its own archive, and takes no orders from the environment', async () => {
      const wire = await fuses.getCurrentFuseWire(join(unpacked('release'), 'asl-monitor'));
      const names = [
        'runAsNode',
        'cookies',
        'nodeOptions',
        'inspect',
        'integrity',
        'onlyAsar',
        'snapshot',
        'fileRights',
      ];
      const [on, off] = ['1'.charCodeAt(0), '0'.charCodeAt(0)];
      const found = names.map((name, index) => [name, wire[index] === on ? 'on' : wire[index] === off ? 'off' : '?']);
      expect(Object.fromEntries(found)).toEqual({
        ...{ runAsNode: 'off', cookies: 'on', nodeOptions: 'off', inspect: 'off' },
        ...{ integrity: 'on', onlyAsar: 'on', snapshot: 'off', fileRights: 'off' },
      });
    });

    it('has its licence, and the languages that the program speaks', () => {
      expect(resource('LICENSE')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
      expect(readdirSync(join(unpacked('release'), 'locales')).toSorted()).toEqual(['en-US.pak', 'fr.pak']);
    });

    it('knows where newer versions are, once it was told', () => {
      expect(parse(resource('app-update.yml'))).toEqual({
        provider: 'github',
        owner: 'someone',
        repo: 'asl-monitor',
        updaterCacheDirName: 'asl-monitor-updater',
      });
    });

    it('that was not told knows nothing of them, whatever the environment holds', () => {
      pack('local', ['--dir']);
      expect(existsSync(join(unpacked('local'), 'resources/app.asar'))).toBe(true);
      expect(existsSync(join(unpacked('local'), 'resources/app-update.yml'))).toBe(false);
    });
  });

  describe.each(['deb', 'rpm'])('the %s', (kind) => {
    const asked = (): readonly string[] => JSON.parse(readFileSync(join(folder, `${kind}.json`), 'utf8'));
    const entry = () =>
      Object.fromEntries(
        [...readFileSync(join(folder, `${kind}.desktop`), 'utf8').matchAll(/^([^=\n]+)=(.*)$/gm)].map(
          ([, key = '', value = '']) => [key, value] as const,
        ),
      );

    it('is found in the menu, and its window and notifications belong to that entry', () => {
      expect(entry()).toMatchObject({
        Name: 'ASL Monitor',
        Exec: '"/opt/ASL Monitor/asl-monitor" %U',
        Icon: 'asl-monitor',
        StartupWMClass: 'asl-monitor',
        Type: 'Application',
        Terminal: 'false',
        Categories: 'Network;Monitor;',
        Keywords: expect.stringMatching(/^(\w[\w-]*;)+$/),
        'Comment[fr]': 'Surveille des services HTTP(S) et prévient des pannes',
      });
      expect(asked().some((arg) => arg.endsWith('=/usr/share/applications/asl-monitor.desktop'))).toBe(true);
    });

    it('has its icon in every size', () => {
      const icons = asked().flatMap(
        (arg) => arg.match(/=\/usr\/share\/icons\/hicolor\/(\w+)\/apps\/asl-monitor\.png$/)?.[1] ?? [],
      );
      expect(icons).toEqual(['16x16', '24x24', '32x32', '48x48', '64x64', '128x128', '256x256', '512x512']);
    });

    it('names who made it, where it is from and its licence', () => {
      const given = asked().join(' ');
      expect(given).toContain('--maintainer The ASL Monitor authors');
      expect(given).toContain('--url https://github.com/someone/asl-monitor');
      expect(given).toContain('--license MIT');
      expect(given.includes('--deb-recommends')).toBe(false);
      expect(given.includes('--rpm-rpmbuild-define=_build_id_links none')).toBe(kind === 'rpm');
    });
  });
});
