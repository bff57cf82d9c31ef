import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AggregateState } from '../../../main/monitor/aggregate.ts';
import { trayIconFile } from '../../../main/shell/tray-icons.ts';

const folder = join(import.meta.dirname, '../../../assets/tray');
const states: readonly AggregateState[] = ['ok', 'degraded', 'down', 'unknown', 'paused'];
const linux = { state: 'down', platform: 'linux', isDark: false } as const;

describe('the icon in the tray', () => {
  it('lies where it is looked for, for every state, system, scale and theme', () => {
    const wishes = states.flatMap((state) =>
      (['linux', 'darwin', 'win32', 'freebsd'] as const).flatMap((platform) =>
        [0.5, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4].flatMap((scaleFactor) =>
          [true, false].map((isDark) => ({ state, platform, scaleFactor, isDark })),
        ),
      ),
    );
    const files = [...new Set(wishes.map((wish) => trayIconFile(wish).file))];
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  });

  it('is as fine as the display on Linux, and made smaller rather than larger', () => {
    const files = [1, 1.25, 1.5, 1.75, 2, 3, 4].map((scaleFactor) => trayIconFile({ ...linux, scaleFactor }).file);
    expect(files).toEqual([22, 32, 32, 44, 44, 64, 64].map((pixels) => `linux/down-${pixels}.png`));
  });

  it('has the smaller size of GNOME, which other desktops build on too', () => {
    const files = [1, 1.25, 1.5, 2, 3].map(
      (scaleFactor) => trayIconFile({ ...linux, scaleFactor, desktop: 'ubuntu:GNOME' }).file,
    );
    expect(files).toEqual([16, 22, 24, 32, 48].map((pixels) => `linux/down-${pixels}.png`));
    expect(trayIconFile({ ...linux, scaleFactor: 1, desktop: 'KDE' }).file).toBe('linux/down-22.png');
  });

  it('is a shape alone on macOS, which the system paints', () => {
    const mac = { state: 'ok', platform: 'darwin', isDark: true } as const;
    expect([1, 2].map((scaleFactor) => trayIconFile({ ...mac, scaleFactor }))).toEqual([
      { file: 'mac/okTemplate.png', isTemplate: true },
      { file: 'mac/okTemplate.png', isTemplate: true },
    ]);
  });

  it('is in the colours for the task bar on Windows', () => {
    const windows = { state: 'degraded', platform: 'win32', scaleFactor: 1.5 } as const;
    expect(trayIconFile({ ...windows, isDark: true })).toEqual({
      file: 'win/degraded-dark.ico',
      isTemplate: false,
    });
    expect(trayIconFile({ ...windows, isDark: false }).file).toBe('win/degraded-light.ico');
  });
});
