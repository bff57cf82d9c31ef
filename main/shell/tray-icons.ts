/**
 * Which file the tray shows. The icons lie in `assets/tray` of the application's folder (`app.getAppPath()`): of a
 * checkout, and of the archive of a package, where electron-builder.yml puts them under the same path. Pure.
 */
import type { AggregateState } from '../monitor/aggregate.ts';

export type TrayIconWish = {
  readonly state: AggregateState;
  readonly platform: NodeJS.Platform;
  /** Of the display that the tray is on: 2 where a point is four pixels. */
  readonly scaleFactor: number;
  /**
   * Whether what surrounds the tray is dark; only Windows knows, as
   * `nativeTheme.shouldUseDarkColorsForSystemIntegratedUI`.
   */
  readonly isDark: boolean;
  /** `XDG_CURRENT_DESKTOP`, which says how large icons are on Linux. */
  readonly desktop?: string | undefined;
};

export type TrayIconFile = {
  /** Below the icons' folder, with forward slashes. */
  readonly file: string;
  /** On macOS: the system takes its shape and paints it. */
  readonly isTemplate: boolean;
};

export function trayIconFile({ state, platform, scaleFactor, isDark, desktop }: TrayIconWish): TrayIconFile {
  // The image for finer displays is found by its name, `okTemplate@2x.png`.
  if (platform === 'darwin') return { file: `mac/${state}Template.png`, isTemplate: true };
  // Has an image of every size, of which Windows takes one.
  if (platform === 'win32') return { file: `win/${state}-${isDark ? 'dark' : 'light'}.ico`, isTemplate: false };
  return { file: `linux/${state}-${linuxPixels(scaleFactor, desktop)}.png`, isTemplate: false };
}

const linuxSizes = [16, 22, 24, 32, 44, 48] as const;
const largestLinuxSize = 64;
/** So much of an image may be missing before it is seen to be drawn too large. */
const tolerance = 0.95;

/** A panel draws what it gets in its own size: GNOME in 16 points, KDE and most others in 22. */
function linuxPixels(scaleFactor: number, desktop = ''): number {
  const points = desktop.split(':').includes('GNOME') ? 16 : 22;
  const wanted = points * scaleFactor * tolerance;
  return linuxSizes.find((pixels) => pixels >= wanted) ?? largestLinuxSize;
}
