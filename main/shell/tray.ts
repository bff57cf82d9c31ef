/** The icon in the system's tray and its menu: drawn anew only where something differs. */
import { isDeepStrictEqual } from 'node:util';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { DesktopAction } from './desktop-actions.ts';
import type { TrayEntry } from './tray-menu.ts';
import type { TrayView } from './tray-view.ts';

export type TrayOptions = {
  readonly platform: NodeJS.Platform;
  /** The absolute path of the image for a state, by the present theme and display. */
  readonly imageOf: (state: TrayView['state']) => { readonly path: string; readonly isTemplate: boolean };
  readonly onAction: (action: DesktopAction) => void;
};

export type TrayIcon = {
  show(view: TrayView, menu: readonly TrayEntry[]): void;
  /** The theme or the display is another, or a notification came: the image is set again, even where it is the same. */
  repaint(): void;
  close(): void;
};

/** Throws where the system lets nobody have one. */
export function createTray({ platform, imageOf, onAction }: TrayOptions): TrayIcon {
  let view: TrayView = { state: 'unknown', tooltip: 'ASL Monitor', title: '' };
  let menu: readonly TrayEntry[] = [];
  const tray = new Tray(image());
  tray.setToolTip(view.tooltip);

  function image(): Electron.NativeImage {
    const { path, isTemplate } = imageOf(view.state);
    const made = nativeImage.createFromPath(path);
    if (isTemplate) made.setTemplateImage(true);
    return made;
  }

  function repaint(): void {
    tray.setImage(image());
    // GNOME may leave an image as it is while no window has the focus, and not what is written beside it.
    tray.setTitle(view.title);
    tray.setToolTip(view.tooltip);
  }

  // Where the system tells of clicks; on Linux it may never do so, and the menu has everything.
  tray.on('click', () => {
    if (platform !== 'darwin') onAction({ kind: 'open' });
  });

  return {
    show(nextView, nextMenu) {
      const isOther = !isDeepStrictEqual(view, nextView);
      view = nextView;
      if (isOther) repaint();
      if (isDeepStrictEqual(menu, nextMenu)) return;
      menu = nextMenu;
      tray.setContextMenu(Menu.buildFromTemplate(menu.map(itemOf)));
    },
    repaint,
    close: () => tray.destroy(),
  };

  function itemOf(entry: TrayEntry): MenuItemConstructorOptions {
    switch (entry.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: entry.label, enabled: false };
      case 'action':
        return { label: entry.label, click: () => onAction(entry.action) };
      case 'submenu':
        return { label: entry.label, submenu: entry.entries.map(itemOf) };
    }
  }
}
