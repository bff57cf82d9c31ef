import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Headless, startScript } from '../../support/headless.ts';

const project = join(import.meta.dirname, '../../..');
const version = '45.4.1';

let root: string;
let electron: string;
let config: string;
const running: Headless[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asl-start-'));
  electron = join(root, 'node_modules/electron');
  config = join(root, 'config.yaml');
  cpSync(join(project, 'scripts'), join(root, 'scripts'), { recursive: true });
  symlinkSync(join(project, 'out'), join(root, 'out'));
  writeFileSync(config, 'services:\n  - name: A\n    url: http://127.0.0.1:9/\nconnectivity:\n  enabled: false\n');
  mkdirSync(electron, { recursive: true });
  writeFileSync(join(electron, 'package.json'), JSON.stringify({ name: 'electron', version }));
  putRuntime(electron);
});

afterEach(async () => {
  for (const program of running.splice(0)) {
    program.process.kill('SIGKILL');
    await program.ended();
  }
  rmSync(root, { recursive: true, force: true });
});

/** As the installer leaves it. */
function putRuntime(folder: string): void {
  const binary = join(folder, 'dist/electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const script = readFileSync(join(project, 'tests/support/fake-electron.cjs'), 'utf8');
  writeFileSync(binary, `#!${process.execPath}\n${script}`);
  chmodSync(binary, 0o755);
  writeFileSync(join(folder, 'dist/version'), version);
  writeFileSync(join(folder, 'path.txt'), 'electron');
}

/** The runtime is absent, and its installer is this script. */
function withInstaller(script: string): void {
  rmSync(join(electron, 'dist'), { recursive: true });
  rmSync(join(electron, 'path.txt'));
  writeFileSync(join(electron, 'install.js'), script);
}

/** Nobody's session but that of a user with a display, and a sandbox that is not to be judged: tests may run as root. */
const session = { DISPLAY: ':99', ELECTRON_DISABLE_SANDBOX: '1' };

function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = session,
  how?: 'in a shell',
): Headless {
  const file = { FAKE_ELECTRON_STARTS: join(root, 'starts') };
  const program = startScript(join(root, 'scripts/start.mjs'), args, { ...environment, ...file }, how);
  running.push(program);
  return program;
}

const starts = () =>
  existsSync(join(root, 'starts')) ? readFileSync(join(root, 'starts'), 'utf8').trimEnd().split('\n') : [];
const fake = (behaviour: string) => ({ ...session, FAKE_ELECTRON: behaviour });

/** It watches, with its window in the browser, says so, and ends as it does without a desktop. */
async function expectHeadless(program: Headless, why: string, remedy: string): Promise<void> {
  expect(await program.line(/^Dashboard: http:/)).toMatch(/127\.0\.0\.1/);
  expect(program.complaints()).toContain(`it goes on without the desktop application, since ${why}`);
  expect(program.complaints()).toContain(remedy);
  expect(program.complaints()).toContain('open the address after "Dashboard:"');
  const { code, tookMs } = await program.stop('SIGINT');
  expect([code, tookMs < 2_000]).toEqual([0, true]);
}

async function expectRefusal(program: Headless, why: string): Promise<void> {
  expect(await program.ended()).toBe(1);
  expect(program.complaints()).toContain(`the desktop application cannot run: ${why}`);
  expect(program.complaints()).toContain('To get it: ');
  expect(program.lines).toEqual([]);
}

// Elsewhere a script cannot stand in for Electron.
describe.skipIf(process.platform === 'win32')('npm start, where the desktop application can run', () => {
  it('hands its arguments on to it, tells it that it has a starter, and ends with it', async () => {
    const program = start(['--config', 'a b.yaml', '--demo', '--hidden']);
    await program.line(/the desktop is here/);
    expect(program.complaints()).toBe('');
    const [desktop = ''] = starts();
    expect(desktop).toMatch(/^desktop \[".*","--config","a b\.yaml","--demo","--hidden"\]/);
    expect(desktop.endsWith(String(program.process.pid))).toBe(true);
    const { code, tookMs } = await program.stop();
    expect([code, tookMs < 2_000]).toEqual([0, true]);
    expect(starts()).toEqual([desktop, 'SIGTERM']);
  });

  it('runs the checkout that it belongs to', async () => {
    const program = start(['--desktop']);
    await program.line(/the desktop is here/);
    const [, application = ''] = /\["([^"]*)"/.exec(starts()[0] ?? '') ?? [];
    expect(join(process.cwd(), application)).toBe(root);
    expect(await program.stop('SIGINT')).toMatchObject({ code: 0 });
  });

  it('ends within two seconds also where the desktop does not, and on the spot when it is asked again', async () => {
    const stubborn = start([], fake('stubborn'));
    await stubborn.line(/the desktop is here/);
    const { code, tookMs } = await stubborn.stop();
    expect(code).toBe(137);
    expect(tookMs).toBeLessThan(2_200);

    const impatient = start([], fake('stubborn'));
    await impatient.line(/the desktop is here/);
    impatient.process.kill('SIGINT');
    // Sooner it would be the same key press, which npm hands on as well.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await impatient.stop('SIGINT')).tookMs).toBeLessThan(700);
  });

  it('passes on how the desktop has ended, if that was its own affair', async () => {
    const program = start([], fake('fails'));
    expect(await program.ended()).toBe(7);
    expect(program.complaints()).toBe('a fault of its own\n');
    expect(starts()).toEqual([expect.stringContaining('desktop'), 'nothing']);
  });

  it('starts it anew when it asks for that', async () => {
    const program = start(['--hidden'], fake('starts again'));
    await program.line(/the desktop is here/);
    expect(starts()).toEqual(Array(3).fill(expect.stringMatching(/^desktop \[.*"--hidden"\]/)));
    expect(await program.stop()).toMatchObject({ code: 0 });
  });

  it('ends it when the shell that npm put before it is gone', async () => {
    const program = start([], { ...session, npm_lifecycle_event: 'start' }, 'in a shell');
    await program.line(/the desktop is here/);
    program.process.kill('SIGKILL');
    await program.ended();
    expect(starts().at(-1)).toBe('SIGTERM');
  });

  it('takes the runtime that a variable names', async () => {
    rmSync(join(electron, 'dist/version'));
    putRuntime(join(root, 'elsewhere'));
    rmSync(join(electron, 'dist'), { recursive: true });
    const program = start([], { ...session, ELECTRON_OVERRIDE_DIST_PATH: join(root, 'elsewhere/dist') });
    await program.line(/the desktop is here/);
    expect(await program.stop()).toMatchObject({ code: 0 });
  });
});

describe.skipIf(process.platform !== 'linux')('npm start, where the desktop application cannot run', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['there is no display', {}, 'there is no display', 'a desktop session'],
    [
      'the display is out of reach',
      fake('no display'),
      'the display cannot be reached (Missing X server',
      'desktop session',
    ],
    ['a library is missing', fake('no library'), 'Electron lacks the library libgtk-3.so.0', 'install'],
    [
      'Electron crashes',
      fake('crashes'),
      'Electron does not even begin here: it was ended by SIGSEGV',
      '--disable-gpu',
    ],
  ])(
    'goes on headless where %s, and exits with the reason where it was to be the desktop',
    async (_what, environment, why, remedy) => {
      await expectHeadless(start(['--config', config, '--hidden'], environment), why, remedy);
      await expectRefusal(start(['--config', config, '--desktop'], environment), why);
    },
  );

  it.skipIf(process.getuid?.() !== 0)('goes on headless as root, whom Electron refuses', async () => {
    await expectHeadless(
      start(['--config', config], { DISPLAY: ':99' }),
      'Electron does not run as root',
      'start it as the user',
    );
    expect(starts()).toEqual([]);
  });

  it('goes on headless where the package of Electron is not installed', async () => {
    rmSync(electron, { recursive: true });
    await expectHeadless(start(['--config', config]), 'the package electron is not installed', 'npm ci');
  });

  it('goes on headless where Electron is broken', async () => {
    chmodSync(join(electron, 'dist/electron'), 0o644);
    await expectHeadless(
      start(['--config', config]),
      `${join(electron, 'dist/electron')} may not be executed`,
      'noexec',
    );
  });

  it('says that nothing is built where nothing is', async () => {
    rmSync(join(root, 'out'));
    const program = start(['--config', config]);
    expect(await program.ended()).toBe(1);
    expect(program.complaints()).toBe(
      'asl-monitor: the program is not built yet; "npm ci" or "npm run build" does that\n',
    );
    await expectRefusal(start(['--desktop']), 'it is not built yet');
  });
});

describe.skipIf(process.platform === 'win32')('npm start, without the runtime', () => {
  const copies = () =>
    `require('node:fs').cpSync(${JSON.stringify(join(root, 'spare'))}, __dirname, { recursive: true });`;

  it('fetches it, then opens the desktop', async () => {
    putRuntime(join(root, 'spare'));
    withInstaller(copies());
    const program = start([]);
    await program.line(/the desktop is here/);
    expect(program.complaints()).toBe(
      `asl-monitor: fetching Electron ${version} for the desktop application, once (some 120 MB)\n`,
    );
    expect(await program.stop()).toMatchObject({ code: 0 });
  });

  it('fetches it anew where another version is left', async () => {
    putRuntime(join(root, 'spare'));
    writeFileSync(join(electron, 'dist/version'), '44.0.0');
    writeFileSync(join(electron, 'install.js'), copies());
    const program = start([]);
    await program.line(/the desktop is here/);
    expect(program.complaints()).toContain(`fetching Electron ${version}`);
    expect(await program.stop()).toMatchObject({ code: 0 });
  });

  it('goes on headless where it cannot be had, and tries again after an hour, or when it is to be the desktop', async () => {
    withInstaller(`require('node:fs').appendFileSync(${JSON.stringify(join(root, 'tries'))}, 'x');
      console.error('TypeError: fetch failed\\n    at node:internal');
      process.exit(1);`);
    const tries = () => readFileSync(join(root, 'tries'), 'utf8').length;
    const reason = `Electron ${version} could not be fetched`;
    await expectHeadless(start(['--config', config]), `${reason} (its server cannot be reached)`, 'HTTPS_PROXY');
    await expectHeadless(
      start(['--config', config]),
      `${reason} 0 min ago (its server cannot be reached)`,
      '--desktop',
    );
    expect(tries()).toBe(1);
    await expectRefusal(start(['--desktop']), reason);
    expect(tries()).toBe(2);

    const note = join(root, 'node_modules/.cache/asl-monitor/electron-failed.json');
    const kept = JSON.parse(readFileSync(note, 'utf8'));
    writeFileSync(note, JSON.stringify({ ...kept, at: kept.at - 61 * 60_000 }));
    await expectHeadless(start(['--config', config]), reason, 'HTTPS_PROXY');
    expect(tries()).toBe(3);
  });

  it('asks a proxy where there is one', async () => {
    withInstaller(`console.error('Error: proxy ' + process.env.ELECTRON_GET_USE_PROXY); process.exit(1);`);
    await expectRefusal(
      start(['--desktop'], { ...session, https_proxy: 'http://127.0.0.1:9' }),
      `Electron ${version} could not be fetched (Error: proxy true)`,
    );
  });

  it('ends at once while it is fetched, and leaves nothing of it behind', async () => {
    const place = join(root, 'place');
    withInstaller(`
      const { writeFileSync } = require('node:fs');
      writeFileSync(require('node:os').tmpdir() + '/part', 'x');
      process.on('SIGTERM', () => undefined);
      writeFileSync(${JSON.stringify(place)}, require('node:os').tmpdir());
      setInterval(() => undefined, 60_000);`);
    const program = start(['--config', config]);
    const folder = await vi.waitFor(() => {
      const text = readFileSync(place, 'utf8');
      expect(text).not.toBe('');
      return text;
    }, 10_000);
    const { code, tookMs } = await program.stop('SIGINT');
    expect([code, tookMs < 2_000, program.lines]).toEqual([130, true, []]);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(root, 'node_modules/.cache/asl-monitor'))).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('npm start, where nobody wants a desktop', () => {
  it('is headless without a word', async () => {
    const program = start(['--headless', '--config', config]);
    await program.line(/^Dashboard: http:/);
    expect([program.complaints(), starts()]).toEqual(['', []]);
    expect(await program.stop()).toMatchObject({ code: 0 });
  });

  it('is so with events, and with what is for the headless program alone', async () => {
    const program = start(['--config', config, '--json']);
    expect(await program.event('started')).toMatchObject({ config });
    expect(await program.stop()).toMatchObject({ code: 0 });

    const check = start(['--config', config, '--check-config']);
    expect([await check.ended(), check.lines[0]]).toEqual([0, '1 service, no problems']);
    const status = start(['status', '--config', config]);
    expect([await status.ended(), status.complaints()]).toEqual([1, expect.stringContaining('no ASL Monitor')]);
    expect(starts()).toEqual([]);
  });

  it('explains both', async () => {
    const program = start(['--help']);
    expect(await program.ended()).toBe(0);
    expect(program.lines.join('\n')).toMatch(/--desktop [\s\S]*--headless [\s\S]*--check-config/);
    const both = start(['--desktop', '--headless']);
    expect([await both.ended(), both.complaints()]).toEqual([1, expect.stringContaining('leave out one of them')]);
  });
});
