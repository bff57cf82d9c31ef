import { describe, expect, it } from 'vitest';
import { loginCommand, type Program, windowsArgument } from '../../../main/shell/login-command.ts';

const installed: Program = {
  execPath: '/opt/ASL Monitor/asl-monitor',
  appPath: '/opt/ASL Monitor/resources/app.asar',
  isPackaged: true,
  cwd: '/home/ana',
  userData: '/home/ana/.config/ASL Monitor',
  isUnsandboxed: false,
  environment: {},
};

const checkout: Program = {
  ...installed,
  execPath: '/src/asl monitor/node_modules/electron/dist/electron',
  appPath: '/src/asl monitor',
  isPackaged: false,
  cwd: '/src/asl monitor',
};

describe('the command at login', () => {
  it('starts an installed program, hidden', () => {
    expect(loginCommand(installed, {})).toEqual(['/opt/ASL Monitor/asl-monitor', '--hidden']);
  });

  it('starts an AppImage, and not what it was unpacked to for this run', () => {
    const program: Program = {
      ...installed,
      execPath: '/tmp/.mount_aslmonX/asl-monitor',
      environment: { APPIMAGE: '/home/ana/ASL.AppImage', APPDIR: '/tmp/.mount_aslmonX' },
    };
    expect(loginCommand(program, {})).toEqual(['/home/ana/ASL.AppImage', '--hidden']);
  });

  it('does not take the AppImage of another program, whose terminal it was started from, for its own', () => {
    const environment = { APPIMAGE: '/home/ana/Editor.AppImage', APPDIR: '/tmp/.mount_edit' };
    expect(loginCommand({ ...installed, environment }, {})[0]).toBe('/opt/ASL Monitor/asl-monitor');
    expect(loginCommand({ ...checkout, environment }, {})[0]).toBe(checkout.execPath);
  });

  it('starts a checkout by its own Electron, with the configuration of the folder it was started in', () => {
    expect(loginCommand({ ...checkout, cwd: '/work' }, {})).toEqual([
      '/src/asl monitor/node_modules/electron/dist/electron',
      '/src/asl monitor',
      '--config=/work/config.yaml',
      '--hidden',
    ]);
  });

  it('watches what it was started with', () => {
    const launch = { config: '/etc/a b.yaml', dataDir: '/var/data' };
    const args = ['--config=/etc/a b.yaml', '--data-dir=/var/data', '--hidden'];
    expect(loginCommand(installed, launch).slice(1)).toEqual(args);
    expect(loginCommand(checkout, launch).slice(2)).toEqual(args);
  });

  it('goes without the sandbox where it was started so', () => {
    expect(loginCommand({ ...installed, isUnsandboxed: true }, {})).toContain('--no-sandbox');
  });
});

describe('an argument on a command line of Windows', () => {
  it.each([
    ['--hidden', '--hidden'],
    ['C:\\a\\b', 'C:\\a\\b'],
    ['--config=C:\\My Files\\config.yaml', '"--config=C:\\My Files\\config.yaml"'],
    ['C:\\My Files\\', '"C:\\My Files\\\\"'],
    ['a"b', '"a\\"b"'],
    ['a\\"b c', '"a\\\\\\"b c"'],
    ['', '""'],
  ])('%j is written %j', (argument, written) => {
    expect(windowsArgument(argument)).toBe(written);
  });
});
