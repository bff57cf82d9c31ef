/** The beginning of a story on the desktop: an application, the services it watches, and their end with the test. */
import { onTestFinished } from 'vitest';
import type { Sight } from './control.ts';
import { type Desktop, type DesktopOptions, openDesktop } from './driver.ts';
import { openWatched, type Watched, type WatchedOptions } from './watched.ts';

export type Story = { readonly desktop: Desktop; readonly watched: Watched };

/** In the tray, as most of the day; `windowed` begins with the window. */
export type StoryOptions = Omit<DesktopOptions, 'config'> & {
  readonly windowed?: boolean;
  readonly watch?: WatchedOptions;
};

export async function beginStory({
  windowed = false,
  watch = {},
  args = [],
  ...rest
}: StoryOptions = {}): Promise<Story> {
  const watched = await openWatched(['API', 'Shop'], watch);
  onTestFinished(() => watched.close());
  const desktop = await openDesktop({
    ...rest,
    config: watched.config,
    args: [...(windowed ? [] : ['--hidden']), ...args],
  });
  onTestFinished(() => desktop.close());
  return { desktop, watched };
}

export const isWell = ({ tray }: Sight): boolean => tray?.image.startsWith('ok') === true;
export const isDown = ({ tray }: Sight): boolean => tray?.image.startsWith('down') === true;
export const isOpen = ({ windows }: Sight): boolean => windows[0]?.isVisible === true;
