import { expect, it } from 'vitest';
import { relaunchOptions } from '../../../main/shell/relaunch.ts';

const argv = ['/opt/asl-monitor', '--config=/home/ana/config.yaml', '--hidden'];

it('starts a program anew as it was started', () => {
  expect(relaunchOptions({ execPath: '/opt/asl-monitor', argv, environment: {} })).toEqual({ args: argv.slice(1) });
});

it('starts an AppImage anew by its file, since the place that it runs from goes with it', () => {
  const environment = { APPIMAGE: '/home/ana/ASL Monitor.AppImage', APPDIR: '/tmp/.mount_asl' };
  expect(relaunchOptions({ execPath: '/tmp/.mount_asl/asl-monitor', argv, environment })).toEqual({
    args: argv.slice(1),
    execPath: '/home/ana/ASL Monitor.AppImage',
  });
  // Started by another AppImage, it is none itself.
  expect(relaunchOptions({ execPath: '/opt/asl-monitor', argv, environment })).toEqual({ args: argv.slice(1) });
});
